"""What a printer's own check would object to, beyond colours and sizes: the rules of PDF/X-4 (ISO 15930-7).

They hold for every print PDF; those about the profile for one that calls itself PDF/X-4.
"""

from collections.abc import Iterator
from typing import Any

import pikepdf

from wegweiser.printing.press.errors import PreflightError
from wegweiser.printing.press.identity import PDF_X, VERSION, claimed, intents_of, profile_name
from wegweiser.printing.press.objects import named

_MOVING = ("/OpenAction", "/AA", "/AcroForm", "/Names")
_MOVING_ON_A_PAGE = ("/Annots", "/AA")
_CURVES = ("/TR", "/TR2", "/HTP")
_FORBIDDEN_FILTERS = frozenset(("/LZWDecode", "/LZW", "/Crypt"))
_ABOUT_ITSELF = {"/Title": "ihren Titel", "/CreationDate": "ihr Datum", "/ModDate": "ihr Änderungsdatum"}


def breaches(pdf: pikepdf.Pdf) -> Iterator[str]:
    yield from _about_itself(pdf)
    yield from _output(pdf)
    for key in _MOVING:
        if key in pdf.Root:
            yield f"In der Datei steckt etwas, das nur am Bildschirm wirkt ({key.removeprefix('/')})."
    for number, page in enumerate(pdf.pages, 1):
        yield from _on_a_page(f"Seite {number}", page)
    for item in pdf.objects:
        yield from _in_an_object(item)


def _about_itself(pdf: pikepdf.Pdf) -> Iterator[str]:
    if tuple(map(int, pdf.pdf_version.split("."))) > tuple(map(int, VERSION.split("."))):
        yield f"Die Datei ist PDF {pdf.pdf_version}; Druckereien erwarten höchstens PDF {VERSION}."
    if pdf.is_encrypted:
        yield "Die Datei ist verschlüsselt."
    if "/ID" not in pdf.trailer:
        yield "Der Datei fehlt ihre Kennung (ID)."
    for key, what in _ABOUT_ITSELF.items():
        if key not in pdf.docinfo:
            yield f"Die Datei sagt nicht {what} ({key.removeprefix('/')})."
    if str(pdf.docinfo.get("/Trapped", "")) not in ("/True", "/False"):
        yield "Die Datei sagt nicht, ob ihre Farben schon überfüllt sind (Trapped)."


def _output(pdf: pikepdf.Pdf) -> Iterator[str]:
    intents = intents_of(pdf)
    if len(intents) != 1:
        yield "Die Datei sagt nicht, für welche Druckbedingung sie gemacht ist (OutputIntent)."
        return
    if not str(intents[0].get("/OutputConditionIdentifier", "")):
        yield "Die Druckbedingung hat keinen Namen (OutputConditionIdentifier)."
    profile = intents[0].get("/DestOutputProfile")
    if profile is not None:
        try:
            profile_name(profile.read_bytes())
        except PreflightError as error:
            yield from error.problems
    elif claimed(pdf) == PDF_X:
        yield f"Die Datei nennt sich {PDF_X}, enthält aber kein Farbprofil."


def _on_a_page(where: str, page: pikepdf.Page) -> Iterator[str]:
    for key in _MOVING_ON_A_PAGE:
        if key in page.obj:
            yield f"{where}: Verweise und Felder haben auf Papier nichts zu suchen ({key.removeprefix('/')})."
    if "/ArtBox" in page.obj and "/TrimBox" in page.obj:
        yield f"{where}: TrimBox und ArtBox schließen einander aus."


def _in_an_object(item: Any) -> Iterator[str]:
    if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        return
    for state in [item, *named(item.get("/Resources"), "/ExtGState").values()]:
        for key in _CURVES:
            if key in state and not (key == "/TR2" and state[key] == "/Default"):
                yield f"Eine Kennlinie verändert die Farben ({key.removeprefix('/')})."
    if isinstance(item, pikepdf.Stream):
        for name in sorted(_filters(item) & _FORBIDDEN_FILTERS):
            yield f"Die Datei ist mit einem Verfahren gepackt, das Druckereien ablehnen ({name.removeprefix('/')})."
        if item.get("/Subtype") == "/PS":
            yield "In der Datei steckt ein PostScript-Programm."


def _filters(stream: pikepdf.Stream) -> set[str]:
    filters = stream.get("/Filter", "")
    return set(map(str, filters)) if isinstance(filters, pikepdf.Array) else {str(filters)}
