import pytest

from geo.cartography.placement.room import PACKING, homeless
from geo.cartography.placement.values import Block, Box, Fold, Plate, Rules, Sheet
from tests.geo.cartography.placement.samples import A3, cluster, sheet

RULES = Rules(gap_mm=0)


def block(x: float, y: float) -> Block:
    return Block(x, y, (Plate((1,), Box(0, 0, 20, 10)),))


def test_nothing_needs_no_room() -> None:
    assert homeless([], sheet()) == 0


@pytest.mark.parametrize(("count", "missing"), [(30, 0), (31, 1), (60, 30)])
def test_a_frame_holds_what_its_area_can(count: int, missing: int) -> None:
    frame = Box(0, 0, 100, 100)
    assert 100 * 100 * PACKING == 30 * 20 * 10
    blocks = [block(50, 50)] * count
    assert homeless(blocks, Sheet(frame, rules=RULES)) == missing


def test_furniture_and_folds_take_room() -> None:
    frame = Box(0, 0, 100, 100)
    blocks = [block(50, 50)] * 27
    assert homeless(blocks, Sheet(frame, rules=RULES)) == 0
    assert homeless(blocks, Sheet(frame, (Box(0, 0, 100, 12),), rules=RULES)) == 1
    assert homeless(blocks, Sheet(frame, rules=RULES, folds=(Fold(20), Fold(70)))) == 1


def test_a_crowd_on_an_empty_sheet_is_seen() -> None:
    blocks = [block(200, 150)] * 60
    assert sum(each.width_mm * each.height_mm for each in blocks) < PACKING * A3.width * A3.height / 5
    assert homeless(blocks, sheet()) > 0


def test_what_can_be_placed_is_not_refused() -> None:
    blocks = [
        Block(item.x_mm, item.y_mm, (Plate((item.key,), Box(0, 0, item.width_mm, 5)),))
        for item in cluster(250, 0, spread_mm=60)
    ]
    assert homeless(blocks, sheet()) == 0
