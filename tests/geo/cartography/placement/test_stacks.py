import pytest

from geo.cartography.placement.stacks import stack
from geo.cartography.placement.values import Item
from tests.geo.cartography.placement.samples import item


def columns(count: int) -> list[int]:
    (block,) = stack([item(number, 50, 50) for number in range(10, 10 + count)], range_width_mm=15)
    lefts = [plate.box.left for plate in block.plates]
    return [lefts.count(left) for left in sorted(set(lefts))]


@pytest.mark.parametrize(
    ("count", "rows"), [(1, [1]), (2, [2]), (4, [4]), (5, [3, 2]), (8, [4, 4]), (9, [3, 3, 3]), (12, [4, 4, 4])]
)
def test_plates_of_one_address_stand_in_columns(count: int, rows: list[int]) -> None:
    assert columns(count) == rows


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


def test_nothing_to_stack() -> None:
    assert stack([], range_width_mm=15) == []
