"""Faults are planted in a finished print PDF; reading it back must find each of them."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from tests.wegweiser.printing.press.conftest import changed, composed
from wegweiser.printing.press import Order, print_pdf
from wegweiser.printing.press.errors import PreflightError
from wegweiser.printing.press.preflight import check

Change = Callable[[pikepdf.Pdf], None]


def drawn(content: bytes) -> Change:
    """Something more on the first page."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(b"q " + content + b" Q")

    return change


def drawn_within(content: bytes) -> Change:
    """Something more in the form within the form of the map."""

    def change(pdf: pikepdf.Pdf) -> None:
        form = pdf.pages[0].Resources.XObject.map.Resources.XObject.within
        form.write(form.read_bytes() + b"\n" + content)

    return change


def text(ink: bytes, size: bytes = b"9") -> bytes:
    return ink + b" BT /f0 " + size + b" Tf (\\000\\001) Tj ET"


def picture(pdf: pikepdf.Pdf, space: pikepdf.Name, samples: bytes, side_pt: int = 3) -> None:
    """Of 8 × 8 samples: 192 dpi on three points."""
    image = pdf.make_stream(samples, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    image.Width = image.Height = image.BitsPerComponent = 8
    image.ColorSpace = space
    pdf.pages[0].add_resource(image, pikepdf.Name.XObject, pikepdf.Name.picture)
    pdf.pages[0].contents_add(b"q %d 0 0 %d 9 9 cm /picture Do Q" % (side_pt, side_pt))


def red_form_that_nobody_draws(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"1 0 0 rg 0 0 1 1 re f", Subtype=pikepdf.Name.Form, BBox=[0, 0, 1, 1])
    pdf.pages[0].add_resource(form, pikepdf.Name.XObject, pikepdf.Name.spare)


def red_tile(pdf: pikepdf.Pdf) -> None:
    tile = {"PatternType": 1, "PaintType": 1, "TilingType": 1, "BBox": [0, 0, 9, 9], "XStep": 9, "YStep": 9}
    pattern = pdf.make_stream(b"1 0 0 rg 0 0 1 1 re f", **tile, Resources=pikepdf.Dictionary())
    pdf.pages[0].add_resource(pattern, pikepdf.Name.Pattern, pikepdf.Name.tile)
    pdf.pages[0].contents_add(b"/Pattern cs /tile scn 0 0 9 9 re f")


def red_mask(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"1 0 0 rg 0 0 1 1 re f", Subtype=pikepdf.Name.Form, BBox=[0, 0, 1, 1])
    mask = pikepdf.Dictionary(S=pikepdf.Name.Luminosity, G=form)
    pdf.pages[0].add_resource(pikepdf.Dictionary(SMask=mask), pikepdf.Name.ExtGState, pikepdf.Name.masked)
    pdf.pages[0].contents_add(b"/masked gs")


def blend_in_rgb(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources.XObject.map.Group.CS = pikepdf.Name.DeviceRGB


def coloured_picture(pdf: pikepdf.Pdf) -> None:
    picture(pdf, pikepdf.Name.DeviceRGB, bytes(192))


def coarse_picture(pdf: pikepdf.Pdf) -> None:
    picture(pdf, pikepdf.Name.DeviceCMYK, bytes(256), side_pt=4)


def wet_picture(pdf: pikepdf.Pdf) -> None:
    picture(pdf, pikepdf.Name.DeviceCMYK, bytes([255] * 256))


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    found = (item for item in pdf.objects if isinstance(item, pikepdf.Dictionary))
    return [item for item in found if item.get("/Subtype") == "/CIDFontType2"]


def font_left_out(pdf: pikepdf.Pdf) -> None:
    del fonts(pdf)[0].FontDescriptor["/FontFile2"]


def font_of_the_viewer(pdf: pikepdf.Pdf) -> None:
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    pdf.pages[0].add_resource(pdf.make_indirect(font), pikepdf.Name.Font, pikepdf.Name.plain)


def whole_font(pdf: pikepdf.Pdf) -> None:
    fonts(pdf)[0].BaseFont = pikepdf.Name("/NotoSans-Regular")


def no_bleed_box(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj["/BleedBox"]


def narrow_bleed(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.BleedBox = pdf.pages[0].obj.TrimBox


def bleed_beyond_the_sheet(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.MediaBox = pdf.pages[0].obj.TrimBox


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (drawn(b"1 0 0 rg 0 0 1 1 re f"), "Seite 1: Eine Farbe steht in RGB"),
        (drawn(b"0.5 G 0 0 m 1 1 l S"), "Seite 1: Eine Farbe steht in Grau"),
        (drawn(b"/DeviceRGB cs 1 0 0 sc 0 0 1 1 re f"), "Seite 1: Eine Farbe steht in einem anderen Farbraum"),
        (drawn_within(b"1 0 0 rg 0 0 1 1 re f"), "Seite 1, map, within: Eine Farbe steht in RGB"),
        (red_form_that_nobody_draws, "Nicht gezeigte Zeichnung: Eine Farbe steht in RGB"),
        (red_tile, "Seite 1, Muster tile: Eine Farbe steht in RGB"),
        (red_mask, "Seite 1, Maske: Eine Farbe steht in RGB"),
        (blend_in_rgb, "In der Datei steckt der Farbraum DeviceRGB"),
        (coloured_picture, "In der Datei steckt der Farbraum DeviceRGB"),
        (drawn(b"BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI"), "Bild liegt mitten im Inhaltsstrom"),
        (coarse_picture, "Seite 1, picture: Ein Bild hat nur 144 dpi; nötig sind 150 dpi"),
        (wet_picture, "Der Farbauftrag erreicht 400 %; erlaubt sind 300 %"),
        (drawn(b"1 1 0.5 0.6 k 0 0 1 1 re f"), "Der Farbauftrag erreicht 350 %"),  # 310 %, and black over it
        (drawn(text(b"0.6 0.5 0.4 0.9 k")), r"Schwarzer Text ist aus mehreren Farben gemischt \(CMYK 60/50/40/90\)"),
        (drawn_within(text(b"0 0 0.1 0.95 k")), "Seite 1, map, within: Schwarzer Text ist aus"),
        (drawn(text(b"0 0 0 1 k", b"5.5")), "Die kleinste Schrift hat 5,5 pt; nötig sind 6 pt"),
        (drawn(b"0.5 0 0 0.5 0 0 cm " + text(b"0 0 0 1 k")), "Die kleinste Schrift hat 4,5 pt"),
        (drawn(b"0 0 0 1 K 0.2 w 0 0 m 1 1 l S"), "Eine Linie ist 0,071 mm fein; nötig sind 0,1 mm"),
        (drawn(b"0 0 0 1 K 0 w 0 0 m 1 1 l S"), "Eine Linie ist 0 mm fein"),
        (font_left_out, r"Die Schrift [A-Z]{6}\+NotoSans-\w+ ist nicht eingebettet"),
        (font_of_the_viewer, "Die Schrift Helvetica ist nicht eingebettet"),
        (whole_font, "Die Schrift NotoSans-Regular ist ganz eingebettet"),
        (no_bleed_box, "Seite 1: BleedBox fehlt"),
        (narrow_bleed, "Seite 1: Der Anschnitt ist 0 mm breit statt 3 mm"),
        (bleed_beyond_the_sheet, "Seite 1: Der Anschnitt ragt über den Bogen hinaus"),
    ],
)
def test_a_planted_fault_is_found(finished: bytes, fault: Change, message: str) -> None:
    with pytest.raises(PreflightError, match=message) as caught:
        check(changed(finished, fault))

    assert len(caught.value.problems) == 1


@pytest.mark.parametrize(
    ("edge", "strip"),
    [
        ("linken", b"-9 -9 9 900"),
        ("rechten", b"283.46 -9 9 900"),
        ("oberen", b"-9 419.53 900 9"),
        ("unteren", b"-9 -9 900 9"),
    ],
)
def test_an_edge_without_bleed_is_found(finished: bytes, edge: str, strip: bytes) -> None:
    """White over the bleed of one side; the trim's lower left corner lies 3 mm from the origin."""
    with pytest.raises(PreflightError) as caught:
        check(changed(finished, drawn(b"1 0 0 1 8.504 8.504 cm 0 0 0 0 k " + strip + b" re f")))

    assert caught.value.problems == (
        f"Seite 1: An der {edge} Kante hört die Zeichnung am Schnitt auf (Anschnitt fehlt).",
    )


def test_a_street_over_the_edge_is_no_fault(finished: bytes) -> None:
    check(changed(finished, drawn(b"0 0 0 0 k -9 200 20 60 re f")))


def test_a_drawing_without_a_chosen_colour_is_found() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 100))
        pdf.pages[0].Contents = pdf.make_stream(b"0 0 1 1 re f")
        target = BytesIO()
        pdf.save(target)

    with pytest.raises(PreflightError, match="Seite 1: Etwas ist gezeichnet, ehe eine Farbe gewählt ist"):
        check(target.getvalue())


def test_all_faults_are_said_at_once(finished: bytes) -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        no_bleed_box(pdf)
        drawn(text(b"0.5 0.4 0.3 0.9 k", b"5"))(pdf)

    with pytest.raises(PreflightError) as caught:
        check(changed(finished, plant))

    assert len(caught.value.problems) == 3


@pytest.mark.parametrize(
    "sound",
    [
        drawn(text(b"0 0 0 0.9 k")),
        drawn(text(b"1 0.3 0.4 0.45 k")),  # an accent is dark, but no black
        drawn(b"3 Tr " + text(b"0.5 0.4 0.3 0.9 k", b"1")),  # letters to be found, not seen
        drawn(b"0 0 0 1 K 0.284 w 0 0 m 1 1 l S"),
        drawn(text(b"0 0 0 1 k", b"6")),
    ],
)
def test_what_is_only_just_right_passes(finished: bytes, sound: Change) -> None:
    check(changed(finished, sound))


def test_the_report_can_be_read_by_people(finished: bytes) -> None:
    said = check(finished).as_text()

    for expected in (
        "Druckprüfung: bestanden",
        "Seite 1: 100 × 148 mm, Anschnitt 3 mm, Bogen 120 × 168 mm",
        "alle in CMYK; höchster Farbauftrag 300 %",
        "Schwarzer Text: nur in Schwarz, druckt über",
        "Kleinste Schrift: 9 pt",
        "Feinste Linie: 0,106 mm",
        "Schriften, eingebettet: NotoSans-Bold, NotoSans-Regular",
        "Bilder: keine",
        "Transparenz: keine",
    ):
        assert expected in said


def test_a_page_of_a_known_size_is_called_by_its_name() -> None:
    body = "= Probe\n#page(width: 426mm, height: 303mm)[Karte]"

    report = print_pdf(composed(body), Order()).report

    assert [page.format for page in report.pages] == ["", "A3"]
    assert "Seite 2: 420 × 297 mm (A3)" in report.as_text()


def test_transparency_is_reported(finished: bytes) -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].add_resource(pikepdf.Dictionary(ca=0.5), pikepdf.Name.ExtGState, pikepdf.Name.half)
        pdf.pages[0].contents_add(b"q /half gs Q")

    assert check(changed(finished, plant)).transparency
    assert not check(finished).transparency
