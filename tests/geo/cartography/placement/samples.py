"""Sets of items drawn from a fixed series, on an A3 sheet."""

from random import Random

from geo.cartography.placement.values import Block, Box, Corner, Item, Placement, Plate, Rules, Sheet

A3 = Box(11, 11, 415, 292)
A1 = Box(13.5, 13.5, 827.5, 580.5)
LEGEND = Box(11, 230, 70, 292)
TITLE = Box(290, 11, 415, 50)


def sheet(*forbidden: Box, rules: Rules | None = None) -> Sheet:
    return Sheet(A3, forbidden, rules or Rules())


def width_mm(number: int) -> float:
    return 6.3 + 1.614 * len(str(number))


def single(
    key: int, x: float, y: float, priority: int = 0, pinned: Corner | None = None, hint: Corner | None = None
) -> Block:
    return Block(x, y, (Plate((key,), Box(0, 0, 8, 5)),), priority, pinned, hint)


def longest_leader_mm(placement: Placement) -> float:
    return max((block.leader.length_mm for block in placement.blocks if block.leader), default=0.0)


def item(number: int, x: float, y: float) -> Item:
    return Item(number, x, y, width_mm(number))


def cluster(count: int, seed: int, spread_mm: float, stacks: tuple[int, ...] = (), frame: Box = A3) -> list[Item]:
    """`count` items around the middle of the frame; the first ones stand in stacks of the given sizes."""
    random = Random(seed)  # noqa: S311 — a fixed series, not a secret
    places = [(size, _point(random, spread_mm, frame)) for size in (*stacks, *[1] * (count - sum(stacks)))]
    points = [point for size, point in places for _ in range(size)]
    return [item(number, *point) for number, point in enumerate(points, 1)]


def _point(random: Random, spread_mm: float, frame: Box) -> tuple[float, float]:
    middle_x, middle_y = (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2
    while True:
        x, y = random.gauss(middle_x, spread_mm * 1.3), random.gauss(middle_y, spread_mm)
        if frame.holds(x, y):
            return x, y
