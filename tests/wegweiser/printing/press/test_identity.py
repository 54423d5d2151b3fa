"""What the print PDF says of itself, and what a printer's own check would object to."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from tests.wegweiser.printing.press.conftest import changed, written
from tests.wegweiser.printing.press.profiles import profile
from wegweiser.printing.press import Order, print_pdf
from wegweiser.printing.press.errors import PreflightError
from wegweiser.printing.press.identity import PDF_X, Press, claimed, intents_of
from wegweiser.printing.press.preflight import check

VERSION_KEY = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"


@pytest.fixture(scope="module")
def exchanged(sheet: bytes) -> bytes:
    """A PDF/X-4."""
    return print_pdf(sheet, Order(press=Press("FOGRA52", profile("PSO Probe")))).pdf


def test_without_a_profile_the_file_names_its_press_and_claims_nothing(finished: bytes) -> None:
    with pikepdf.open(BytesIO(finished)) as pdf:
        (intent,) = intents_of(pdf)
        assert intent.OutputConditionIdentifier == "FOGRA51"
        assert intent.RegistryName == "http://www.color.org"
        assert "/DestOutputProfile" not in intent
        assert claimed(pdf) == ""
        assert pdf.pdf_version == "1.6"

    assert "Druckbedingung: FOGRA51, Offsetdruck auf gestrichenem Papier" in check(finished).as_text()
    assert "PDF 1.6, ohne eingebettetes Farbprofil (darum kein PDF/X-4)" in check(finished).as_text()


def test_with_the_profile_of_the_press_it_is_pdf_x(exchanged: bytes) -> None:
    with pikepdf.open(BytesIO(exchanged)) as pdf:
        (intent,) = intents_of(pdf)
        assert intent.OutputConditionIdentifier == "FOGRA52"
        assert intent.DestOutputProfile.read_bytes() == profile("PSO Probe")
        assert intent.DestOutputProfile.N == 4
        assert claimed(pdf) == PDF_X
        assert pdf.docinfo.Trapped == "/False"
        with pdf.open_metadata() as metadata:
            for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID", "dc:title"):
                assert metadata[key]
            assert metadata["pdf:Trapped"] == "False"
            assert metadata["xmpMM:VersionID"] == "1"
            assert "pdfuaid:part" not in metadata, "without tags it is no PDF/UA"

    assert "PDF/X-4, Farbprofil „PSO Probe“ liegt bei" in check(exchanged).as_text()


def test_the_same_sheet_is_the_same_file(sheet: bytes) -> None:
    assert print_pdf(sheet, Order()).pdf == print_pdf(sheet, Order()).pdf


@pytest.mark.parametrize(
    ("condition", "content", "sentence"),
    [
        ("FOGRA99", b"", "Die Druckbedingung „FOGRA99“ ist nicht bekannt; bekannt sind FOGRA51"),
        ("FOGRA51", b"no profile", "lässt sich nicht lesen"),
        ("FOGRA51", profile(space=b"RGB "), "beschreibt keinen Druck mit vier Farben"),
        ("FOGRA51", profile(kind=b"mntr"), "beschreibt keinen Druck mit vier Farben"),
    ],
)
def test_a_press_that_cannot_be_is_refused(condition: str, content: bytes, sentence: str) -> None:
    with pytest.raises(PreflightError, match=sentence):
        Press(condition, content)


def no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/OutputIntents"]


def two_intents(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


def nameless_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0]["/OutputConditionIdentifier"]


def no_profile(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0]["/DestOutputProfile"]


def profile_of_a_screen(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile.write(profile(kind=b"mntr", space=b"RGB "))


def untold_trapping(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo.Trapped = pikepdf.Name.Unknown


def no_title(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Title"]


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def link(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])])


def art_box(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.ArtBox = pdf.pages[0].obj.TrimBox


def transfer_curve(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].add_resource(pikepdf.Dictionary(TR=pikepdf.Name.Identity), pikepdf.Name.ExtGState, pikepdf.Name.curve)


def postscript(pdf: pikepdf.Pdf) -> None:
    program = pdf.make_stream(b"showpage", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.PS)
    pdf.pages[0].Resources.XObject.map.Resources.XObject.program = program


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (no_intent, "sagt nicht, für welche Druckbedingung sie gemacht ist"),
        (two_intents, "sagt nicht, für welche Druckbedingung sie gemacht ist"),
        (nameless_intent, "Die Druckbedingung hat keinen Namen"),
        (no_profile, "nennt sich PDF/X-4, enthält aber kein Farbprofil"),
        (profile_of_a_screen, "beschreibt keinen Druck mit vier Farben"),
        (untold_trapping, "ob ihre Farben schon überfüllt sind"),
        (no_title, "sagt nicht ihren Titel"),
        (script, "nur am Bildschirm wirkt (OpenAction)"),
        (link, "Seite 1: Verweise und Felder haben auf Papier nichts zu suchen"),
        (art_box, "Seite 1: TrimBox und ArtBox schließen einander aus"),
        (transfer_curve, "Eine Kennlinie verändert die Farben (TR)"),
        (postscript, "steckt ein PostScript-Programm"),
    ],
)
def test_a_breach_of_the_standard_is_found(
    exchanged: bytes, fault: Callable[[pikepdf.Pdf], None], sentence: str
) -> None:
    with pytest.raises(PreflightError) as caught:
        check(changed(exchanged, fault))

    assert any(sentence in problem for problem in caught.value.problems)
    assert len(caught.value.problems) == 1


def test_a_file_that_is_too_new_or_locked_is_found(exchanged: bytes) -> None:
    with pikepdf.open(BytesIO(exchanged)) as pdf:
        newer, locked = BytesIO(), BytesIO()
        pdf.save(newer, force_version="2.0")
        pdf.save(locked, encryption=pikepdf.Encryption(owner="druck", user=""))

    with pytest.raises(PreflightError, match=r"Die Datei ist PDF 2\.0"):
        check(newer.getvalue())
    with pytest.raises(PreflightError, match="Die Datei ist verschlüsselt"):
        check(locked.getvalue())


def test_a_sheet_in_greys_needs_black_alone(sheet: bytes) -> None:
    made = print_pdf(sheet, Order(only_black=True, slug="Probe"))

    assert made.report.most_ink_percent <= 100
    with pytest.raises(PreflightError, match="Ein Blatt in Graustufen braucht mehr als Schwarz"):
        check(print_pdf(sheet, Order()).pdf, only_black=True)


def test_only_the_wanted_pages_are_handed_over(sheet: bytes) -> None:
    with pikepdf.open(BytesIO(sheet)) as pdf:
        pdf.pages.append(pdf.pages[0])
        two = written(pdf)

    made = print_pdf(two, Order(pages=(1, None)))

    assert [page.number for page in made.report.pages] == [1]
