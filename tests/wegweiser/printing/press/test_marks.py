"""Where the marks stand, and that nothing else does."""

import pypdfium2
import pytest

from tests.wegweiser.printing.press.conftest import HEIGHT_MM, POINT_MM, WIDTH_MM, content_of
from tests.wegweiser.printing.press.test_boxes import boxes
from wegweiser.printing.press import Folds, Marks, Order, print_pdf

FOLDS = Folds(from_left_mm=(50.0,), from_top_mm=(37.0, 74.0))
AROUND_MM = 10

Line = tuple[float, float, float, float]


def lines(pdf: bytes) -> dict[bool, set[Line]]:
    """Lines from the trim's upper left corner in whole tenths of millimetres: solid ones and dashed ones."""
    left, _, _, top = boxes(pdf)["/TrimBox"]
    found: dict[bool, set[Line]] = {False: set(), True: set()}
    content = content_of(pdf)
    marks = content[max(index for index, (name, _) in enumerate(content) if name == "q") :]
    start, dashed = (0.0, 0.0), False
    for name, operands in marks:
        match name, operands:
            case "d", _:
                dashed = True
            case "m", (float(x), float(y)):
                start = (x, y)
            case "l", (float(x), float(y)):
                ends = (start[0] - left, top - start[1], x - left, top - y)
                found[dashed].add(tuple(round(value * POINT_MM, 1) for value in ends))
    return found


def printed(sheet: bytes, marks: Marks) -> bytes:
    return print_pdf(sheet, Order(marks, (FOLDS,))).pdf


@pytest.mark.parametrize(("marks", "around_mm"), [(Marks.NONE, 3), (Marks.CROP, 10), (Marks.CROP_FOLD, 10)])
def test_the_boxes_lie_one_within_the_other(sheet: bytes, marks: Marks, around_mm: float) -> None:
    found = boxes(printed(sheet, marks))

    for inner, outer, distance_mm in (("/TrimBox", "/BleedBox", 3), ("/TrimBox", "/MediaBox", around_mm)):
        gaps = [abs(one - other) * POINT_MM for one, other in zip(found[inner], found[outer], strict=True)]
        assert gaps == pytest.approx([distance_mm] * 4, abs=0.01)
    assert "/CropBox" not in found


def test_crop_marks_point_at_the_cut(sheet: bytes) -> None:
    found = lines(printed(sheet, Marks.CROP))

    assert found[True] == set()
    assert found[False] == {
        *((x, y, x, y - 5) for x in (0, WIDTH_MM) for y in (-3,)),
        *((x, HEIGHT_MM + 3, x, HEIGHT_MM + 8) for x in (0, WIDTH_MM)),
        *((-3, y, -8, y) for y in (0, HEIGHT_MM)),
        *((WIDTH_MM + 3, y, WIDTH_MM + 8, y) for y in (0, HEIGHT_MM)),
    }


def test_fold_marks_are_dashed(sheet: bytes) -> None:
    found = lines(printed(sheet, Marks.CROP_FOLD))

    assert len(found[False]) == 8
    assert found[True] == {
        (50, -3, 50, -8),
        (50, HEIGHT_MM + 3, 50, HEIGHT_MM + 8),
        *((-3, y, -8, y) for y in (37, 74)),
        *((WIDTH_MM + 3, y, WIDTH_MM + 8, y) for y in (37, 74)),
    }


def test_without_marks_there_is_only_the_sheet(sheet: bytes) -> None:
    assert lines(printed(sheet, Marks.NONE)) == {False: set(), True: set()}


def test_pages_without_folds_get_none(sheet: bytes) -> None:
    assert lines(print_pdf(sheet, Order(Marks.CROP_FOLD)).pdf)[True] == set()


def test_nothing_that_overhangs_the_bleed_reaches_the_marks(sheet: bytes) -> None:
    pdf = print_pdf(sheet, Order(Marks.CROP)).pdf
    with pypdfium2.PdfDocument(pdf) as opened:
        picture = opened[0].render(scale=4).to_pil().convert("RGB")

    def at(x_mm: float, y_mm: float) -> tuple[int, int, int]:
        """From the trim's upper left corner."""
        return picture.getpixel(tuple(round((value + AROUND_MM) / POINT_MM * 4) for value in (x_mm, y_mm)))

    assert at(-3.5, 50) == (255, 255, 255)  # paper
    assert at(-2.5, 50)[0] > at(-2.5, 50)[1] + 80  # the red frame, within the bleed
    assert at(1, 50)[1] > 200  # green ground
    assert at(0, -5.5)[0] < 128  # the crop mark above the left edge


def test_the_slug_names_sheet_and_page_below_the_cut(sheet: bytes) -> None:
    """Between the patches of ink and the right crop mark, in the strip beyond the bleed."""
    darkest = []
    for slug in ("Ausgabe T3ST42", ""):
        with pypdfium2.PdfDocument(print_pdf(sheet, Order(Marks.CROP, slug=slug)).pdf) as opened:
            picture = opened[0].render(scale=4).to_pil().convert("L")
        strip = tuple(
            round(value / POINT_MM * 4) for value in (AROUND_MM + 26, AROUND_MM + HEIGHT_MM + 4, 90, AROUND_MM + 158)
        )
        darkest.append(picture.crop(strip).getextrema()[0])

    assert darkest[0] < 100
    assert darkest[1] == 255
