"""Towns drawn from a fixed series; at 1 : 10,000 a millimetre is 10 m, a plate takes 10 × 5.4 mm."""

from random import Random

import pytest

from geo.cartography.density import FEWEST, dense_window
from geo.cartography.placement.audit import audit
from geo.cartography.placement.solver import place
from geo.cartography.placement.stacks import stack
from geo.cartography.placement.values import Box, Item, Sheet

PLATE = 10.0, 5.4
INSET = 120.0, 90.0
EAST, NORTH = 410_000.0, 5_470_000.0
Point = tuple[float, float]


def town(count: int, spread_m: float, x: float = EAST, y: float = NORTH, seed: int = 1) -> list[Point]:
    random = Random(seed)  # noqa: S311 -- a fixed series, not a secret
    return [(random.gauss(x, spread_m), random.gauss(y, spread_m)) for _ in range(count)]


def test_an_empty_map_and_a_scattered_town_need_no_inset() -> None:
    assert dense_window([], PLATE, 10_000, INSET) is None
    assert dense_window(town(80, 800), PLATE, 10_000, INSET) is None


def test_a_crowded_centre_is_found_at_about_twice_the_scale() -> None:
    centre, outskirts = town(40, 120), town(40, 1500, seed=2)
    window = dense_window([*centre, *outskirts], PLATE, 10_000, INSET)

    assert window is not None
    assert window.denominator in (4000, 5000)
    assert sum(window.holds(*point) for point in centre) >= 30
    assert sum(window.holds(*point) for point in outskirts) <= 10
    assert window.viewport.width_mm <= INSET[0]
    assert window.viewport.height_mm <= INSET[1]
    assert window.viewport.bounds == pytest.approx((window.west, window.south, window.east, window.north))
    assert all(bound % 10 == 0 for bound in (window.west, window.south, window.east, window.north))


def test_the_inset_leaves_both_maps_room() -> None:
    """150 places that no frame of this size holds find places on two maps."""
    points = [*town(70, 110), *town(80, 900, seed=2)]
    window = dense_window(points, PLATE, 10_000, INSET)
    assert window is not None
    whole = Box(0, 0, 300, 300)
    inner = [window.viewport.to_paper(x, y) for x, y in points if window.holds(x, y)]
    outer = [
        ((x - EAST) / 10 + 150, (NORTH - y) / 10 + 150)
        for x, y in points
        if not window.holds(x, y) and max(abs(x - EAST), abs(y - NORTH)) < 1500
    ]
    for places, frame in ((inner, Box(0, 0, window.viewport.width_mm, window.viewport.height_mm)), (outer, whole)):
        blocks = stack([Item(number, *place, 9.5) for number, place in enumerate(places)], 15)
        placement = place(blocks, Sheet(frame))
        assert audit(placement).clean
        assert sum(block.displaced for block in placement.blocks) < 0.8 * len(blocks)


def test_of_two_centres_the_larger_crowd_gets_the_inset() -> None:
    small, large = town(30, 100, seed=3), town(45, 100, x=EAST + 3000, seed=4)
    window = dense_window([*small, *large], PLATE, 10_000, INSET)
    assert window is not None
    assert window.holds(EAST + 3000, NORTH)
    assert not window.holds(EAST, NORTH)


def test_a_stack_is_no_crowd() -> None:
    """Forty places of a town hall: an inset would show the same plate."""
    assert dense_window([(EAST, NORTH)] * 40, PLATE, 10_000, INSET) is None
    addresses = [(EAST + 5 * n, NORTH) for n in range(FEWEST - 1)]
    assert dense_window(addresses * 6, PLATE, 10_000, INSET) is None


def test_a_denser_crowd_gets_a_larger_scale() -> None:
    window = dense_window(town(60, 60), PLATE, 10_000, INSET)
    assert window is not None
    assert window.denominator < 5000


def test_the_scale_decides() -> None:
    points = town(40, 200)
    assert dense_window(points, PLATE, 5_000, INSET) is None
    assert dense_window(points, PLATE, 20_000, INSET) is not None


def test_larger_plates_need_an_inset_sooner() -> None:
    points = town(40, 250)
    assert dense_window(points, PLATE, 10_000, INSET) is None
    assert dense_window(points, (40.0, 5.4), 10_000, INSET) is not None


def test_an_inset_without_room_is_none() -> None:
    assert dense_window(town(60, 60), PLATE, 10_000, (20, 20)) is None


def test_the_same_points_give_the_same_window() -> None:
    points = [*town(40, 120), *town(40, 1500, seed=2)]
    assert dense_window(points, PLATE, 10_000, INSET) == dense_window(points[::-1], PLATE, 10_000, INSET)
