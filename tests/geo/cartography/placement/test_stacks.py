import pytest

from geo.cartography.placement.stacks import stack
from geo.cartography.placement.values import Item, PinImpossible
from tests.geo.cartography.placement.samples import item, width_mm


def cells(count: int) -> list[tuple[float, float]]:
    """Column and row of each plate, in their order."""
    (block,) = stack([item(number, 50, 50) for number in range(10, 10 + count)], range_width_mm=15)
    width = width_mm(10)
    return [(round(plate.box.left / width), plate.box.top / 5) for plate in block.plates]


@pytest.mark.parametrize(
    ("count", "columns", "rows"),
    [(1, 1, 1), (2, 1, 2), (4, 1, 4), (5, 1, 5), (6, 2, 3), (8, 2, 4), (9, 3, 3), (10, 2, 5), (12, 3, 4)],
)
def test_plates_of_one_address_fill_their_block(count: int, columns: int, rows: int) -> None:
    assert cells(count) == [(column, row) for column in range(columns) for row in range(rows)]


@pytest.mark.parametrize(("count", "rows"), [(7, 3), (11, 5)])
def test_a_plate_left_over_lies_right_across_the_block(count: int, rows: int) -> None:
    (block,) = stack([item(number, 50, 50) for number in range(10, 10 + count)], range_width_mm=15)
    *others, last = block.plates
    assert last.keys == (9 + count,)
    assert (last.box.left, last.box.right, last.box.top) == (0, block.width_mm, 5 * rows)
    assert len({plate.box.left for plate in others}) == 2


@pytest.mark.parametrize("count", range(1, 13))
def test_no_block_has_a_hole(count: int) -> None:
    """Numbers from 8 on, so that plates of one and of two figures share a block."""
    (block,) = stack([item(number, 50, 50) for number in range(8, 8 + count)], range_width_mm=15)
    assert block.keys == tuple(range(8, 8 + count))
    assert sum(plate.box.width * plate.box.height for plate in block.plates) == pytest.approx(
        block.width_mm * block.height_mm
    )


def test_a_wide_plate_left_over_widens_the_block() -> None:
    items = [Item(number, 50, 50, 8) for number in range(6)] + [Item("wide", 50, 50, 30)]
    (block,) = stack(items, range_width_mm=15)
    assert block.width_mm == 30
    assert [plate.box.width for plate in block.plates] == [8, 8, 8, 22, 22, 22, 30]


def test_above_twelve_one_plate_stands_for_all() -> None:
    (block,) = stack([item(number, 50, 50) for number in range(1, 14)], range_width_mm=15)
    (plate,) = block.plates
    assert plate.keys == tuple(range(1, 14))
    assert (plate.box.width, plate.box.height) == (15, 5)


def test_plates_of_a_column_are_as_wide_as_its_widest() -> None:
    (block,) = stack([Item("a", 50, 50, 8), Item("b", 50, 50, 11), Item("c", 50, 50, 9)], range_width_mm=15)
    assert [(plate.box.top, plate.box.width) for plate in block.plates] == [(0, 11), (5, 11), (10, 11)]


def test_places_more_than_a_hair_apart_are_two_blocks() -> None:
    near = stack([item(1, 50, 50), item(2, 50.29, 50)], range_width_mm=15)
    apart = stack([item(1, 50, 50), item(2, 50.31, 50)], range_width_mm=15)
    assert [block.keys for block in near] == [(1, 2)]
    assert [block.keys for block in apart] == [(1,), (2,)]


def test_a_stack_is_as_important_as_its_most_important_place() -> None:
    (block,) = stack([Item("a", 50, 50, 8), Item("b", 50, 50, 8, priority=3)], range_width_mm=15)
    assert block.priority == 3
    assert (block.x_mm, block.y_mm) == (50, 50)


def test_forty_at_one_address_are_one_plate_with_a_range() -> None:
    (block,) = stack([item(number, 50, 50) for number in range(1, 41)], range_width_mm=15)
    assert [plate.keys for plate in block.plates] == [tuple(range(1, 41))]


def test_a_pin_or_a_hint_of_one_place_is_that_of_its_block() -> None:
    (block,) = stack([Item("a", 50, 50, 8), Item("b", 50, 50, 8, pinned=(60, 70), hint=(1, 2))], range_width_mm=15)
    assert (block.pinned, block.hint) == ((60, 70), (1, 2))


def test_places_of_one_address_cannot_be_pinned_apart() -> None:
    items = [Item("a", 50, 50, 8, pinned=(60, 70)), Item("b", 50, 50, 8), Item("c", 50, 50, 8, pinned=(60, 80))]
    with pytest.raises(PinImpossible, match="beisammen") as refusal:
        stack(items, range_width_mm=15)
    assert refusal.value.keys == ("a", "c")


def test_nothing_to_stack() -> None:
    assert stack([], range_width_mm=15) == []
