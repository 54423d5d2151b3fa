"""Where the rows of the index stand on the finished back: even, as large as panels allow, beside help if need be."""

from dataclasses import dataclass
from itertools import groupby

import pypdfium2
import pytest
from pypdfium2 import raw

from tests.wegweiser.printing.conftest import print_sheet
from tests.wegweiser.printing.sheets import area, make_place, make_sheet, scattered
from wegweiser.printing.definition import Definition
from wegweiser.printing.values import SheetData

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Sign:
    """In mm from the upper left corner of the paper with its bleed."""

    text: str
    x: float
    y: float
    height: float


def signs(pdf: bytes, page: int = 1) -> list[Sign]:
    with pypdfium2.PdfDocument(pdf) as opened:
        sheet = opened[page]
        top, text = sheet.get_mediabox()[3], sheet.get_textpage()
        found = []
        for index in range(text.count_chars()):
            left, bottom, right, upper = text.get_charbox(index)
            if raw.FPDFText_IsGenerated(text, index) == 1 or right == left:
                continue
            sign = chr(raw.FPDFText_GetUnicode(text, index))
            if not sign.isspace():
                found.append(Sign(sign, *(points / POINTS_PER_MM for points in (left, top - upper, upper - bottom))))
    return found


def where(pdf: bytes, text: str, page: int = 1) -> Sign:
    """The first sign of a text that stands there once."""
    found = signs(pdf, page)
    said = "".join(sign.text for sign in found)
    wanted = text.replace(" ", "")
    assert said.count(wanted) == 1, text
    return found[said.index(wanted)]


def pages_of(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as opened:
        return len(opened)


def sheet(count: int, paper: str, **choices: object) -> SheetData:
    """Rows of three lines, all of one group."""
    own = area("mitte", "Mitte", 0, 0)
    places = [
        make_place(f"Ort {n:03}X", facility_id=n, point=place.point, hours="Mo–Fr 8:00–16:00")
        for n, place in enumerate(scattered(count, own.boundary), 1)
    ]
    return make_sheet(places, area=own, definition=Definition.of("mitte", paper, **choices))


def feet(pdf: bytes, count: int) -> list[float]:
    """How far down the lowest row of each column stands, from the left, for the upper panels."""
    names = [where(pdf, f"Ort {n:03}X") for n in range(1, count + 1)]
    columns = groupby(sorted((round(name.x), name.y) for name in names if name.y < 151.5), key=lambda at: at[0])
    return [max(y for _, y in column) for _, column in columns]


def test_few_rows_are_set_larger() -> None:
    few, many = print_sheet(sheet(12, "a3")).pdf, print_sheet(sheet(60, "a3")).pdf

    assert where(few, "Ort 001X").height == pytest.approx(1.25 * where(many, "Ort 001X").height, rel=0.05)


def test_the_index_of_a_flat_sheet_for_the_wall_is_set_larger() -> None:
    hand, wall = (print_sheet(sheet(60, paper, folded=False)).pdf for paper in ("a3", "a1"))

    assert where(wall, "Ort 001X").height > 1.3 * where(hand, "Ort 001X").height


def test_full_panels_end_at_one_height() -> None:
    pdf = print_sheet(sheet(66, "a3")).pdf

    assert pages_of(pdf) == 2
    found = feet(pdf, 66)
    assert len(found) == 4
    assert max(found) - min(found) < 12  # a row of three lines


def test_on_a_flat_sheet_the_index_ends_between_help_and_imprint() -> None:
    pdf = print_sheet(sheet(70, "a3", folded=False)).pdf

    assert pages_of(pdf) == 2
    last = where(pdf, "Ort 070X")
    assert abs(last.x - where(pdf, "Hilfe sofort").x) < 25
    assert where(pdf, "Hilfe sofort").y < last.y < where(pdf, "Fragen? Wir helfen gern.").y


def test_a_flat_sheet_with_few_rows_explains_itself_where_it_would_be_empty() -> None:
    pdf = print_sheet(sheet(4, "a3", folded=False)).pdf

    said = "".join(sign.text for sign in signs(pdf))
    assert "SofindenSieeinenOrt" in said
    assert "Notizen" in said


def test_what_does_not_fit_goes_on_a_leaf_and_nothing_is_lost() -> None:
    data = sheet(118, "a3", folded=False)

    printed = print_sheet(data)

    assert pages_of(printed.pdf) > 2
    assert "weiteraufdemBeiblatt" in "".join(sign.text for sign in signs(printed.pdf))


def test_the_last_line_to_fill_in_keeps_off_the_edge() -> None:
    pdf = print_sheet(sheet(3, "a2")).pdf

    assert where(pdf, "Freunde").y < 297 - 12 + 3
