"""What a screen shows of a sheet, and what stays true of it."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from tests.wegweiser.printing.press.conftest import HEIGHT_MM, POINT_MM, WIDTH_MM, changed
from wegweiser.printing.press.boxes import crop_to_trim
from wegweiser.printing.press.errors import PreflightError
from wegweiser.printing.press.mend import mend


def on_screen(composed: bytes) -> bytes:
    """As printing.pdf finishes what Typst has set."""

    def finish(pdf: pikepdf.Pdf) -> None:
        crop_to_trim(pdf)
        mend(pdf)

    return changed(composed, finish)


def boxes(pdf: bytes) -> dict[str, list[float]]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        page = opened.pages[0].obj
        return {name: [float(value) for value in box] for name, box in page.items() if name.endswith("Box")}


def test_a_screen_shows_the_sheet_after_the_cut(sheet: bytes) -> None:
    shown = boxes(on_screen(sheet))

    left, bottom, right, top = shown["/MediaBox"]
    assert (right - left) * POINT_MM == pytest.approx(WIDTH_MM, abs=0.01)
    assert (top - bottom) * POINT_MM == pytest.approx(HEIGHT_MM, abs=0.01)
    assert shown["/CropBox"] == shown["/TrimBox"] == shown["/MediaBox"]
    assert "/BleedBox" not in shown


def test_nothing_of_the_bleed_can_be_seen(sheet: bytes) -> None:
    with pypdfium2.PdfDocument(on_screen(sheet)) as pdf:
        picture = pdf[0].render(scale=1).to_pil().convert("RGB")

    width, height = picture.size
    corners = {picture.getpixel(at) for at in ((1, 1), (width - 2, 1), (1, height - 2), (width - 2, height - 2))}
    assert corners == {(0xDC, 0xEB, 0xCB)}


def test_a_screen_reader_finds_the_tags(sheet: bytes) -> None:
    with pikepdf.open(BytesIO(on_screen(sheet))) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "de"
        assert "/StructTreeRoot" in pdf.Root
        assert "/Annots" in pdf.pages[0]
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def suspect(value: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.MarkInfo.Suspects = value

    return change


def forget_glyph_map(pdf: pikepdf.Pdf) -> None:
    """As Cairo writes a font."""
    for font in pdf.objects:
        if isinstance(font, pikepdf.Dictionary) and "/CIDToGIDMap" in font:
            del font["/CIDToGIDMap"]


def test_a_mark_that_says_nothing_goes_and_one_that_warns_stays(sheet: bytes) -> None:
    for value in (False, True):
        with pikepdf.open(BytesIO(on_screen(changed(sheet, suspect(value))))) as pdf:
            assert ("/Suspects" in pdf.Root.MarkInfo) is value


def test_every_embedded_font_says_which_glyph_a_code_stands_for(sheet: bytes) -> None:
    with pikepdf.open(BytesIO(on_screen(changed(sheet, forget_glyph_map)))) as pdf:
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        maps = [font.get("/CIDToGIDMap") for font in fonts if font.get("/Subtype") == "/CIDFontType2"]

    assert maps
    assert set(map(str, maps)) == {"/Identity"}


def forget_trim(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj["/TrimBox"]


def test_a_page_has_to_say_where_it_is_cut(sheet: bytes) -> None:
    with pytest.raises(PreflightError, match="TrimBox fehlt"):
        on_screen(changed(sheet, forget_trim))
