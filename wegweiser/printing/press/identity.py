"""What the file says about itself: which press it is made for, and whether it is a PDF/X-4 (ISO 15930-7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Self

import pikepdf
from PIL import ImageCms

from wegweiser.printing.press.errors import PreflightError

VERSION = "1.6"
"""The newest PDF that PDF/X-4 knows."""
CONDITIONS: Mapping[str, str] = {
    "FOGRA51": "Offsetdruck auf gestrichenem Papier (PSO Coated v3)",
    "FOGRA52": "Offsetdruck auf ungestrichenem Papier (PSO Uncoated v3)",
    "FOGRA39": "Offsetdruck auf gestrichenem Papier (ISO Coated v2)",
    "FOGRA47": "Offsetdruck auf ungestrichenem Papier (PSO Uncoated)",
}
"""Printing conditions of the registry that a PDF names, as German printers ask for them."""
REGISTRY = "http://www.color.org"

PDF_X = "PDF/X-4"
_VERSION_KEY = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
_PRINTER, _CMYK = "prtr", "CMYK"


@dataclass(frozen=True)
class Press:
    """Raises PreflightError for a condition that no registry knows and for a profile that is none of a press."""

    condition: str = "FOGRA51"
    profile: bytes = b""
    """The ICC profile of that condition; without one, the file names the condition only and is no PDF/X-4."""

    def __post_init__(self) -> None:
        if self.condition not in CONDITIONS:
            known = ", ".join(CONDITIONS)
            raise PreflightError([f"Die Druckbedingung „{self.condition}“ ist nicht bekannt; bekannt sind {known}."])
        if self.profile:
            profile_name(self.profile)


@dataclass(frozen=True)
class Identity:
    """As it is read back."""

    condition: str
    profile: str
    """Its name; empty where none is embedded."""
    is_pdf_x: bool

    @classmethod
    def read(cls, pdf: pikepdf.Pdf) -> Self:
        intent = intents_of(pdf)[0]
        profile = intent.get("/DestOutputProfile")
        name = profile_name(profile.read_bytes()) if profile is not None else ""
        return cls(str(intent.OutputConditionIdentifier), name, claimed(pdf) == PDF_X)


def declare(pdf: pikepdf.Pdf, press: Press) -> None:
    """Says for which press the file is made. Only a file that holds the profile may call itself PDF/X-4."""
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFX,
        OutputConditionIdentifier=press.condition,
        OutputCondition=CONDITIONS[press.condition],
        Info=CONDITIONS[press.condition],
        RegistryName=REGISTRY,
    )
    if press.profile:
        intent.DestOutputProfile = pdf.make_stream(press.profile, N=4)
    pdf.Root.OutputIntents = pikepdf.Array([intent])
    pdf.docinfo["/Trapped"] = pikepdf.Name("/False")
    _describe(pdf, bool(press.profile))


def intents_of(pdf: pikepdf.Pdf) -> list[Any]:
    return [intent for intent in pdf.Root.get("/OutputIntents", []) if intent.get("/S") == "/GTS_PDFX"]


def claimed(pdf: pikepdf.Pdf) -> str:
    """The standard that the file calls itself by."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        return str(metadata.get(_VERSION_KEY, ""))


def profile_name(profile: bytes) -> str:
    """What the profile calls itself. Raises PreflightError where it is not that of a press with four inks."""
    try:
        opened = ImageCms.ImageCmsProfile(BytesIO(profile)).profile
    except (OSError, ImageCms.PyCMSError) as error:
        raise PreflightError(["Das Farbprofil der Druckerei lässt sich nicht lesen (ICC-Datei nötig)."]) from error
    if (opened.device_class.strip(), opened.xcolor_space.strip()) != (_PRINTER, _CMYK):
        raise PreflightError(["Das Farbprofil der Druckerei beschreibt keinen Druck mit vier Farben (CMYK)."])
    return (opened.profile_description or "ohne Namen").strip("\0 \n")


def _describe(pdf: pikepdf.Pdf, is_pdf_x: bool) -> None:
    """The same in the metadata; what only the screen PDF can say of itself goes."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for key in ("pdfuaid:part", _VERSION_KEY):
            if key in metadata:
                del metadata[key]
        metadata["pdf:PDFVersion"] = VERSION
        metadata["pdf:Trapped"] = "False"
        metadata["xmpMM:VersionID"] = "1"
        if "xmp:ModifyDate" in metadata:
            metadata["xmp:MetadataDate"] = metadata["xmp:ModifyDate"]
        if is_pdf_x:
            metadata[_VERSION_KEY] = PDF_X
