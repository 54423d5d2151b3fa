from math import cos, pi, sin
from time import process_time

import numpy as np
import pytest

from geo.cartography.placement.audit import audit
from geo.cartography.placement.solver import place
from geo.cartography.placement.stacks import stack
from geo.cartography.placement.values import (
    Block,
    Box,
    Fold,
    Placement,
    PlacementError,
    Plate,
    PointOutsideFrame,
    Rules,
    Sheet,
)
from tests.geo.cartography.placement.samples import (
    A1,
    A3,
    LEGEND,
    TITLE,
    cluster,
    item,
    longest_leader_mm,
    sheet,
    single,
)

RANGE_MM = 15.0


def keys(placement: Placement) -> list[object]:
    return sorted(key for block in placement.blocks for plate in block.plates for key in plate.keys)


def test_nothing_to_place() -> None:
    assert place([], sheet()).blocks == ()


def test_a_lone_symbol_stands_on_its_point() -> None:
    (placed,) = place([single(1, 100, 100)], sheet()).blocks
    assert not placed.displaced
    assert (placed.left_mm + 2.5, placed.top_mm + 2.5) == (100, 100)


@pytest.mark.parametrize("seed", range(4))
def test_a_dense_district_with_stacks_is_placed_without_any_fault(seed: int) -> None:
    items = cluster(120, seed, spread_mm=50, stacks=(12, 5, 3))
    placement = place(stack(items, RANGE_MM), sheet(LEGEND, TITLE))
    assert audit(placement).clean
    assert keys(placement) == [item.key for item in items]


@pytest.mark.parametrize("seed", range(2))
def test_a_denser_crowd_of_single_places_is_placed_without_any_fault(seed: int) -> None:
    placement = place(stack(cluster(120, seed, spread_mm=31), RANGE_MM), sheet())
    assert audit(placement).clean


def test_two_hundred_and_fifty_places_fit_an_a3() -> None:
    placement = place(stack(cluster(250, 0, spread_mm=75, stacks=(12, 8, 5, 3, 2)), RANGE_MM), sheet())
    assert audit(placement).clean


def test_most_leaders_are_short() -> None:
    placement = place(stack(cluster(120, 1, spread_mm=50, stacks=(12, 5, 3)), RANGE_MM), sheet())
    lengths = sorted(block.leader.length_mm for block in placement.blocks if block.leader)
    assert len(lengths) < len(placement.blocks) / 2
    assert lengths[len(lengths) // 2] < 3
    assert lengths[-1] <= 20


def test_all_at_one_point_become_one_plate() -> None:
    placement = place(stack([item(number, 200, 150) for number in range(1, 121)], RANGE_MM), sheet())
    (placed,) = placement.blocks
    assert len(placed.plates) == 1
    assert not placed.displaced


def test_points_on_edges_and_corners_get_plates_inside_the_frame() -> None:
    corners = [(x, y) for x in (A3.left, 213, A3.right) for y in (A3.top, 150, A3.bottom)]
    blocks = [single(number, x, y) for number, (x, y) in enumerate([*corners, (12, 12)])]
    placement = place(blocks, sheet())
    assert audit(placement).clean
    assert sum(block.displaced for block in placement.blocks) == 9


def test_a_point_under_furniture_gets_its_plate_beside_it() -> None:
    placement = place([single(1, 40, 250)], sheet(LEGEND))
    assert audit(placement).clean
    assert placement.blocks[0].displaced


def test_a_displaced_dot_stays_in_sight() -> None:
    """Two points 2 mm apart: no plate may lie on the point of the one that gave way."""
    placement = place([single(1, 100, 100), single(2, 102, 100)], sheet())
    assert audit(placement).clean
    assert longest_leader_mm(placement) < 8


def test_the_more_important_of_two_stays_on_its_point() -> None:
    for first, second in ((0, 5), (5, 0)):
        blocks = [single(1, 100, 100, priority=first), single(2, 107, 100, priority=second)]
        placed = {block.block.priority: block.displaced for block in place(blocks, sheet()).blocks}
        assert placed == {5: False, 0: True}


def test_the_same_blocks_always_get_the_same_places() -> None:
    blocks = stack(cluster(80, 7, spread_mm=35), RANGE_MM)
    assert place(blocks, sheet()) == place(blocks, sheet())


def test_a_point_outside_the_frame_is_refused() -> None:
    with pytest.raises(PointOutsideFrame, match=r"10\.0"):
        place([single(1, 10, 100)], sheet())


def test_more_than_the_sheet_can_hold_is_refused_with_numbers() -> None:
    with pytest.raises(PlacementError) as refusal:
        place(stack(cluster(150, 0, spread_mm=6), RANGE_MM), sheet())
    assert 0 < refusal.value.failed <= refusal.value.total == len(stack(cluster(150, 0, spread_mm=6), RANGE_MM))
    assert str(refusal.value.failed) in str(refusal.value)


def test_a_block_larger_than_the_frame_is_refused() -> None:
    huge = Block(100, 100, (Plate((1,), Box(0, 0, 500, 5)),))
    with pytest.raises(PlacementError):
        place([huge], sheet())


def test_no_leader_is_longer_than_the_rules_allow() -> None:
    rules = Rules(longest_leader_mm=12)
    placement = place(stack(cluster(120, 2, spread_mm=60), RANGE_MM), sheet(rules=rules))
    assert longest_leader_mm(placement) <= 12


def test_five_hundred_places_fit_an_a1() -> None:
    placement = place(stack(cluster(500, 0, spread_mm=130, stacks=(12, 8, 5, 3, 2), frame=A1), RANGE_MM), Sheet(A1))
    assert audit(placement).clean


@pytest.mark.parametrize(("count", "spread_mm"), [(500, 30), (2000, 100)])
def test_what_areas_rule_out_is_refused_without_a_search(count: int, spread_mm: float) -> None:
    blocks = stack(cluster(count, 0, spread_mm), RANGE_MM)
    start = process_time()
    with pytest.raises(PlacementError):
        place(blocks, sheet())
    assert process_time() - start < 2


def test_a_block_of_twelve_runs_its_leader_past_the_dots_of_others() -> None:
    """Places all around an address of twelve: whatever gives way shows its dot, and no leader runs through it."""
    around = [(200 + 7 * cos(angle), 150 + 7 * sin(angle)) for angle in np.linspace(0, 2 * pi, 14)[1:]]
    items = [item(number, 200, 150) for number in range(1, 13)]
    items += [item(number, *point) for number, point in enumerate(around, 13)]
    placement = place(stack(items, RANGE_MM), sheet())
    assert audit(placement).clean
    assert sum(block.displaced for block in placement.blocks) > 5


def test_two_dots_that_touch_still_find_places_in_a_corner() -> None:
    points = [(A3.left + 4, A3.top + 2.7), (A3.left + 4.75, A3.top + 3.1)]
    assert audit(place([single(number, *point) for number, point in enumerate(points)], sheet())).clean


def test_plates_keep_off_folds_that_leaders_cross() -> None:
    folded = Sheet(A3, folds=(Fold(200), Fold(150, upright=False)))
    placement = place([single(number, 170 + 5 * number, 148) for number in range(14)], folded)
    assert audit(placement).clean
    for block in placement.blocks:
        assert block.left_mm + 8 <= 197 or block.left_mm >= 203
        assert block.top_mm + 5 <= 147 or block.top_mm >= 153


def test_a_leader_runs_under_no_furniture() -> None:
    """Beside the legend there is room on its far side only."""
    wall = Box(103, 100, 130, 200)
    narrow = Sheet(Box(90, 100, 200, 200), (wall,))
    assert audit(place([single(1, 101, 150), single(2, 101, 153)], narrow)).clean
    with pytest.raises(PlacementError):
        place([single(1, 101, 150)], Sheet(Box(95, 100, 200, 200), (wall,)))


def test_a_hint_is_kept_where_it_is_free() -> None:
    (placed,) = place([single(1, 100, 100, hint=(110, 120))], sheet()).blocks
    assert (placed.left_mm, placed.top_mm) == (110, 120)
    assert placed.leader


def test_a_hint_gives_way_where_it_is_not_free() -> None:
    off_the_sheet, taken = single(1, 100, 100, hint=(-5, 0)), single(2, 200, 200, hint=(110, 108))
    placement = place([off_the_sheet, taken, single(3, 300, 200, pinned=(108, 106))], sheet())
    assert audit(placement).clean
    assert [block.displaced for block in placement.blocks] == [False, False, True]
