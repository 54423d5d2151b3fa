"""Each gate is tried with a fault planted where it looks; the sentence names the facility or the spot."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from geo.cartography.placement.values import Leader, PlacedBlock
from tests.wegweiser.printing.conftest import Printed, print_sheet
from tests.wegweiser.printing.sheets import area, make_sheet, scattered
from wegweiser.printing import gates
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import GateError
from wegweiser.printing.map import SheetMap
from wegweiser.printing.values import SheetData

MM = 72 / 25.4
Blocks = tuple[PlacedBlock, ...]


@pytest.fixture(scope="module")
def flat() -> Printed:
    own = area("mitte", "Mitte", 0, 0)
    return print_sheet(
        make_sheet(scattered(60, own.boundary), area=own, definition=Definition.of("mitte", folded=False))
    )


def with_blocks(sheet_map: SheetMap, change: Callable[[Blocks], Blocks]) -> SheetMap:
    placement = sheet_map.placement
    return replace(sheet_map, placement=replace(placement, blocks=change(placement.blocks)))


def moved(block: PlacedBlock, left: float, top: float) -> PlacedBlock:
    return replace(block, left_mm=left, top_mm=top)


def refused(sheet: Printed, sheet_map: SheetMap | None = None, data: SheetData | None = None) -> tuple[str, ...]:
    with pytest.raises(GateError) as error:
        gates.check(sheet.pdf, data or sheet.data, sheet_map or sheet.sheet_map)
    return error.value.problems


def name_of(sheet: Printed, block: PlacedBlock) -> str:
    number = int(str(block.block.keys[0]))
    return next(f"{number} „{place.name}“" for place in sheet.data.places if place.number == number)


def test_a_good_sheet_passes(flat: Printed) -> None:
    gates.check(flat.pdf, flat.data, flat.sheet_map)


def test_a_plate_on_another_is_named(flat: Printed) -> None:
    one, other = flat.sheet_map.placement.blocks[:2]

    problems = refused(flat, with_blocks(flat.sheet_map, lambda blocks: (
        moved(one, other.left_mm + 1, other.top_mm + 1), *blocks[1:],
    )))  # fmt: skip

    assert any(name_of(flat, one) in problem and name_of(flat, other) in problem for problem in problems)


def test_a_plate_out_of_the_frame_is_named(flat: Printed) -> None:
    first = flat.sheet_map.placement.blocks[0]

    problems = refused(flat, with_blocks(flat.sheet_map, lambda blocks: (moved(first, 4, 60), *blocks[1:])))

    assert f"{name_of(flat, first)} ragt aus dem Rahmen der Karte." in problems


@pytest.mark.parametrize("what", ["title", "legend", "measures", "neighbour"])
def test_a_plate_on_furniture_is_named(flat: Printed, what: str) -> None:
    sheet_map = flat.sheet_map
    box = sheet_map.neighbours[0].box if what == "neighbour" else getattr(sheet_map.furniture, what)
    first = sheet_map.placement.blocks[0]

    problems = refused(flat, with_blocks(sheet_map, lambda blocks: (moved(first, box.left, box.top), *blocks[1:])))

    assert any(problem.startswith(f"{name_of(flat, first)} liegt auf Titel") for problem in problems)


def test_a_plate_on_a_fold_is_named(flat: Printed) -> None:
    folded = replace(flat.data, definition=Definition.of("mitte"))
    first = flat.sheet_map.placement.blocks[0]
    on_the_fold = with_blocks(flat.sheet_map, lambda blocks: (moved(first, 209, 60), *blocks[1:]))

    assert f"{name_of(flat, first)} liegt auf einem Falz." in refused(flat, on_the_fold, folded)


def test_leaders_that_lie_are_named(flat: Printed) -> None:
    blocks = flat.sheet_map.placement.blocks
    first, second, third = blocks[:3]
    start = flat.sheet_map.viewport.to_paper
    points = {place.number: place.point for place in flat.sheet_map.on_map}
    origin = points[int(str(first.block.keys[0]))]
    assert origin
    x, y = start(*origin)

    def led(block: PlacedBlock, leader: Leader) -> PlacedBlock:
        return replace(block, leader=leader)

    wrong_start = with_blocks(flat.sheet_map, lambda all_: (led(first, Leader(x + 9, y, x + 20, y)), *all_[1:]))
    assert f"Die Linie von {name_of(flat, first)} beginnt nicht am Ort." in refused(flat, wrong_start)

    under = with_blocks(flat.sheet_map, lambda all_: (
        led(first, Leader(x, y, third.left_mm + 2, third.top_mm + 2)), *all_[1:],
    ))  # fmt: skip
    assert f"Die Linie von {name_of(flat, first)} läuft unter {name_of(flat, third)}." in refused(flat, under)

    crossing = with_blocks(flat.sheet_map, lambda all_: (
        led(first, Leader(10, 10, 90, 90)), led(second, Leader(90, 10, 10, 90)), *all_[2:],
    ))  # fmt: skip
    expected = f"Die Linien von {name_of(flat, second)} und {name_of(flat, first)} kreuzen sich."
    assert expected in refused(flat, crossing)


def test_a_leader_through_a_dot_or_under_the_title_is_named(flat: Printed) -> None:
    first, second = flat.sheet_map.placement.blocks[:2]
    title = flat.sheet_map.furniture.title
    level = (title.top + title.bottom) / 2

    problems = refused(flat, with_blocks(flat.sheet_map, lambda blocks: (
        replace(first, leader=Leader(title.left - 5, level, title.right + 5, level)),
        replace(second, leader=Leader(title.left - 1, level, title.left - 1, level - 40)),
        *blocks[2:],
    )))  # fmt: skip

    through = f"Die Linie von {name_of(flat, first)} läuft durch den Punkt von {name_of(flat, second)}."
    assert through in problems
    assert any(problem.startswith(f"Die Linie von {name_of(flat, first)} läuft unter Titel") for problem in problems)


def test_pale_pictograms_and_a_pale_city_are_refused(flat: Printed) -> None:
    pale = replace(
        flat.data.kinds[0], style=replace(flat.data.kinds[0].style, colour="#F8F8F8", glyph_colour="#FFFFFF")
    )
    data = replace(flat.data, kinds=(pale, *flat.data.kinds[1:]), city=replace(flat.data.city, accent="#9AD9E0"))

    problems = refused(flat, data=data)

    assert any(pale.code in problem and "1.1 : 1" in problem for problem in problems)
    assert any("#9AD9E0" in problem for problem in problems)


def with_text(sheet: Printed, page: int, operators: str, font: pikepdf.Object | None = None) -> Printed:
    """The sheet with more text; /Own is a font of the page, or the given one."""
    with pikepdf.open(BytesIO(sheet.pdf)) as pdf:
        resources = pdf.pages[page].Resources
        resources.Font["/Own"] = pdf.make_indirect(font) if font is not None else next(iter(resources.Font.values()))
        pdf.pages[page].contents_add(f"q BT {operators} ET Q".encode())
        target = BytesIO()
        pdf.save(target)
    return replace(sheet, pdf=target.getvalue())


def at(x_mm: float, y_mm: float) -> str:
    """From the lower left corner of the cut page."""
    return f"1 0 0 1 {(x_mm + 3) * MM:.2f} {(y_mm + 3) * MM:.2f} Tm"


@pytest.mark.parametrize(("page", "operators", "message"), [
    (0, f"/Own 4 Tf {at(200, 150)} <0024> Tj", r"Seite 1: „.“ .* ist mit 4\.0 pt zu klein"),
    (0, f"/Own 9 Tf {at(2, 150)} <0024> Tj", r"Seite 1: „.“ \(bei 2, .* steht zu nah am Rand"),
    (1, f"/Own 9 Tf {at(416, 150)} <0024> Tj", r"Seite 2: „.“ .* steht zu nah am Rand"),
    (1, f"/Own 7 Tf {at(30, 20)} <0024> Tj", r"Seite 2: „.“ \(bei 30, .* ist mit 7\.0 pt zu klein zum Lesen"),
])  # fmt: skip
def test_letters_too_small_or_too_near_to_the_edge_are_refused(
    flat: Printed, page: int, operators: str, message: str
) -> None:
    with pytest.raises(GateError, match=message):
        gates.check(with_text(flat, page, operators).pdf, flat.data, flat.sheet_map)


def test_text_on_a_fold_of_the_index_is_refused(printed: Printed) -> None:
    sheet = with_text(printed, 1, f"/Own 9 Tf {at(106, 250)} <0024> Tj")

    with pytest.raises(GateError, match=r"Seite 2: .* steht zu nah am Falz"):
        gates.check(sheet.pdf, printed.data, printed.sheet_map)


def test_a_font_that_is_not_in_the_file_is_refused(flat: Printed) -> None:
    helvetica = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    sheet = with_text(flat, 0, f"/Own 9 Tf {at(200, 150)} (Kita) Tj", helvetica)

    assert "Seite 1: Die Schrift Helvetica ist nicht eingebettet." in refused(sheet)
