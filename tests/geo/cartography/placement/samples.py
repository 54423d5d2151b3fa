"""Sets of items drawn from a fixed series, on an A3 sheet."""

from random import Random

from geo.cartography.placement.values import Box, Item, Rules, Sheet

A3 = Box(11, 11, 415, 292)
LEGEND = Box(11, 230, 70, 292)
TITLE = Box(290, 11, 415, 50)


def sheet(*forbidden: Box, rules: Rules | None = None) -> Sheet:
    return Sheet(A3, forbidden, rules or Rules())


def width_mm(number: int) -> float:
    return 6.3 + 1.614 * len(str(number))


def item(number: int, x: float, y: float) -> Item:
    return Item(number, x, y, width_mm(number))


def cluster(count: int, seed: int, spread_mm: float, stacks: tuple[int, ...] = ()) -> list[Item]:
    """`count` items around the middle of the sheet; the first ones stand in stacks of the given sizes."""
    random = Random(seed)  # noqa: S311 — a fixed series, not a secret
    places = [(size, _point(random, spread_mm)) for size in (*stacks, *[1] * (count - sum(stacks)))]
    points = [point for size, point in places for _ in range(size)]
    return [item(number, *point) for number, point in enumerate(points, 1)]


def _point(random: Random, spread_mm: float) -> tuple[float, float]:
    while True:
        x, y = random.gauss(213, spread_mm * 1.3), random.gauss(151, spread_mm)
        if A3.holds(x, y):
            return x, y
