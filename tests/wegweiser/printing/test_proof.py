"""Faults are planted in what is set; the proof must find each of them in the finished PDF."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from geo.cartography.placement.values import Placement
from tests.wegweiser.printing.conftest import MARK, Printed
from wegweiser.printing.errors import ProofError
from wegweiser.printing.layout.document import document
from wegweiser.printing.pdf import make_pdf
from wegweiser.printing.proof import Row, Run, Sign, numbers, prove, rows

Document = dict[str, Any]


def plates(sheet: Document) -> list[Document]:
    return [plate for block in sheet["front"]["blocks"] for plate in block["plates"]]


def drop_plate(sheet: Document) -> None:
    sheet["front"]["blocks"][3]["plates"].pop()


def drop_block(sheet: Document) -> None:
    sheet["front"]["blocks"].pop(0)


def repeat_block(sheet: Document) -> None:
    copy = {**sheet["front"]["blocks"][0], "x": 200, "y": 200}
    sheet["front"]["blocks"].append(copy)


def misnumber(sheet: Document) -> None:
    plates(sheet)[5]["number"] = "77"


def move_block(sheet: Document) -> None:
    sheet["front"]["blocks"][2]["x"] += 40


def swap_numbers(sheet: Document) -> None:
    one, other = plates(sheet)[0], plates(sheet)[7]
    one["number"], other["number"] = other["number"], one["number"]


def number_as_label(sheet: Document) -> None:
    """A house number in another font is no plate number."""
    plate = plates(sheet)[4]
    plate["label"], plate["number"], plate["label_at"] = plate["number"], "", 5.5


def drop_row(sheet: Document) -> None:
    sheet["index"]["sections"][0]["rows"].pop()


def repeat_row(sheet: Document) -> None:
    section = sheet["index"]["sections"][1]
    section["rows"].append(section["rows"][0])


def drop_playground(sheet: Document) -> None:
    section = next(section for section in sheet["index"]["sections"] if section["compact"])
    section["compact"].pop()


def wrong_cell(sheet: Document) -> None:
    sheet["index"]["sections"][0]["rows"][0]["cell"] = "Z99"


def wrong_name(sheet: Document) -> None:
    sheet["index"]["sections"][0]["rows"][0]["name"] = "XYZ"


def unmark(sheet: Document) -> None:
    row = next(row for section in sheet["index"]["sections"] for row in section["rows"] if row["cell_is_note"])
    row["cell"] = ""


def test_a_sound_sheet_passes(printed: Printed) -> None:
    prove(printed.pdf, printed.data, printed.sheet_map)


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (drop_plate, "Auf der Karte steht nichts statt"),
        (drop_block, "Auf der Karte steht nichts statt"),
        (repeat_block, "an einer Stelle, an die keine Nummer gehört"),
        (misnumber, "Auf der Karte steht 77 statt"),
        (move_block, "Auf der Karte steht nichts statt"),
        (swap_numbers, "Auf der Karte steht"),
        (number_as_label, "Auf der Karte steht nichts statt"),
        (drop_row, "Im Verzeichnis steht 0-mal statt einmal"),
        (repeat_row, "Im Verzeichnis steht 2-mal statt einmal"),
        (drop_playground, "Im Verzeichnis steht 0-mal statt einmal: .*Spielplatz Am Anger"),
        (wrong_cell, "Im Verzeichnis fehlt „[A-Z]+[0-9]+“"),
        (wrong_name, "Im Verzeichnis fehlt der Name bei"),
        (unmark, "Im Verzeichnis fehlt „(ohne Karte|außerhalb)“"),
    ],
)
def test_a_planted_fault_is_found_and_named(printed: Printed, fault: Callable[[Document], None], message: str) -> None:
    sheet = json.loads(document(printed.data, printed.sheet_map, MARK))
    fault(sheet)

    with pytest.raises(ProofError, match=message) as caught:
        prove(make_pdf(json.dumps(sheet), None), printed.data, printed.sheet_map)

    assert "„" in caught.value.problems[0] or "Stelle" in caught.value.problems[0]


def test_a_place_that_was_never_placed_is_missed(printed: Printed) -> None:
    placement = printed.sheet_map.placement
    thinned = replace(printed.sheet_map, placement=Placement(placement.sheet, placement.blocks[1:]))

    with pytest.raises(ProofError, match="Auf der Karte fehlt"):
        prove(printed.pdf, printed.data, thinned)


def figure(text: str, x: float, font: str = "NotoSansDisplay-Bold", size_pt: float = 8.0) -> Sign:
    return Sign(text, font, size_pt, x, 50.0)


def test_figures_side_by_side_are_one_number_and_apart_two() -> None:
    read = numbers([figure("1", 10), figure("2", 11.6), figure("3", 20), figure("4", 10, "NotoSans-Bold")])

    assert [number.text for number in read] == ["12", "3"]


def test_only_bold_figures_of_the_index_size_begin_a_row() -> None:
    runs = [
        Run("42", "NotoSans-Bold", 9.5),
        Run("7", "NotoSans-Bold", 8.5),
        Run("8", "NotoSans-Regular", 9.5),
        Run("Bolzplatz", "NotoSans-Bold", 9.5),
    ]

    assert rows(runs) == [Row("42", ("7", "8", "Bolzplatz"))]
