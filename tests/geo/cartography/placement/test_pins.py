from dataclasses import replace

import pytest

from geo.cartography.placement.audit import audit
from geo.cartography.placement.pins import HIDES_A_POINT, OFF_THE_MAP, ON_FURNITURE, TWO_PINS
from geo.cartography.placement.solver import place
from geo.cartography.placement.stacks import stack
from geo.cartography.placement.values import Box, Fold, PinImpossible, Sheet
from tests.geo.cartography.placement.samples import A3, LEGEND, cluster, item, sheet, single


def test_a_pinned_block_stands_exactly_there_with_its_leader_from_the_true_point() -> None:
    (placed,) = place([single(1, 100, 100, pinned=(120.25, 130))], sheet()).blocks
    assert (placed.left_mm, placed.top_mm) == (120.25, 130)
    assert placed.leader
    assert (placed.leader.x1, placed.leader.y1) == (100, 100)


def test_a_block_pinned_over_its_own_point_needs_no_leader() -> None:
    (placed,) = place([single(1, 100, 100, pinned=(94, 97))], sheet()).blocks
    assert placed.leader is None


def test_a_pin_may_be_farther_away_than_leaders_are_long() -> None:
    (placed,) = place([single(1, 100, 100, pinned=(250, 100))], sheet()).blocks
    assert placed.leader
    assert placed.leader.length_mm == pytest.approx(150, abs=0.01)


def test_all_others_arrange_around_pins() -> None:
    blocks = stack(cluster(120, 1, spread_mm=50, stacks=(12, 5, 3)), 15)
    displaced = [block for block in place(blocks, sheet()).blocks if block.displaced][:5]
    pins = {block.block.keys: (block.left_mm + 0.5, block.top_mm + 0.5) for block in displaced}
    placement = place([replace(block, pinned=pins.get(block.keys)) for block in blocks], sheet())
    assert audit(placement).clean
    assert {block.block.keys: (block.left_mm, block.top_mm) for block in placement.blocks if block.block.pinned} == pins


def test_an_item_carries_its_pin() -> None:
    (block,) = stack([replace(item(1, 100, 100), pinned=(120, 130))], 15)
    assert place([block], sheet()).blocks[0].left_mm == 120


@pytest.mark.parametrize(
    ("pin", "reason"),
    [
        ((A3.right - 7, 100), OFF_THE_MAP),
        ((100, A3.top - 1), OFF_THE_MAP),
        ((60, 235), ON_FURNITURE),
        ((20, 220), None),
    ],
    ids=["beyond the right edge", "beyond the upper edge", "on the legend", "just above the legend"],
)
def test_a_pin_outside_the_frame_or_on_furniture(pin: tuple[float, float], reason: str | None) -> None:
    block = single(17, 100, 200, pinned=pin)
    if reason is None:
        assert audit(place([block], sheet(LEGEND))).clean
        return
    with pytest.raises(PinImpossible) as refusal:
        place([block, single(2, 300, 100)], sheet(LEGEND))
    assert (refusal.value.keys, refusal.value.reason) == ((17,), reason)
    assert "17" in str(refusal.value)


def test_a_pin_whose_leader_would_run_under_furniture() -> None:
    with pytest.raises(PinImpossible) as refusal:
        place([single(17, 100, 250, pinned=(20, 220))], sheet(LEGEND, Box(60, 220, 90, 260)))
    assert refusal.value.reason == ON_FURNITURE


def test_a_pin_on_a_fold() -> None:
    with pytest.raises(PinImpossible) as refusal:
        place([single(17, 100, 100, pinned=(106, 100))], Sheet(A3, folds=(Fold(115),)))
    assert refusal.value.reason == ON_FURNITURE


@pytest.mark.parametrize(
    ("other", "pin"),
    [((100, 110), (157, 103)), ((100, 110), (165.2, 100)), ((170, 70), (120, 120)), ((100, 130), (150, 106.9))],
    ids=["overlapping", "touching", "leaders cross", "above the leader of the other"],
)
def test_two_pins_in_each_others_way(other: tuple[float, float], pin: tuple[float, float]) -> None:
    blocks = [single(1, 100, 102, pinned=(157, 100)), single(2, *other, pinned=pin)]
    if pin == (150, 106.9):
        blocks[0] = single(1, 100, 102, pinned=(157, 110))
    with pytest.raises(PinImpossible) as refusal:
        place(blocks, sheet())
    assert (refusal.value.keys, refusal.value.reason) == ((1, 2), TWO_PINS)


@pytest.mark.parametrize("point", [(122, 132), (110, 115.2)], ids=["under the plate", "under the leader"])
def test_a_pin_that_hides_another_place(point: tuple[float, float]) -> None:
    with pytest.raises(PinImpossible) as refusal:
        place([single(1, 100, 100, pinned=(120, 130)), single(2, *point)], sheet())
    assert (refusal.value.keys, refusal.value.reason) == ((1, 2), HIDES_A_POINT)
