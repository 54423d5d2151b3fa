"""Symbols of one address become one block of plates."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import shapely

from geo.cartography.placement.values import Block, Box, Item, PinImpossible, Plate

SAME_ADDRESS_MM = 0.3
LARGEST_STACK = 12
"""Above this, one plate with a number range stands for all."""
LONGEST_COLUMN = 5
TWO_PINS = "Schilder einer Adresse stehen beisammen, sie sind aber an verschiedenen Stellen festgesetzt."


def stack(items: Sequence[Item], range_width_mm: float) -> list[Block]:
    """One block for each address, in the order of the items; `range_width_mm` is the width of a plate with a range.

    Raises PinImpossible where items of one address are pinned to different places."""
    return [_block(group, range_width_mm) for group in _addresses(items)]


def _addresses(items: Sequence[Item]) -> list[list[Item]]:
    """Groups of items that are chained by less than SAME_ADDRESS_MM."""
    points = np.array([shapely.Point(item.x_mm, item.y_mm) for item in items], dtype=object)
    first, second = shapely.STRtree(points).query(points, predicate="dwithin", distance=SAME_ADDRESS_MM)
    leaders = list(range(len(items)))

    def leader(index: int) -> int:
        while leaders[index] != index:
            index = leaders[index]
        return index

    for one, other in zip(first.tolist(), second.tolist(), strict=True):
        one, other = sorted((leader(one), leader(other)))
        leaders[other] = one
    groups: dict[int, list[Item]] = {}
    for index, item in enumerate(items):
        groups.setdefault(leader(index), []).append(item)
    return list(groups.values())


def _block(items: Sequence[Item], range_width_mm: float) -> Block:
    pins = {item.pinned for item in items if item.pinned}
    if len(pins) > 1:
        raise PinImpossible([item.key for item in items if item.pinned], TWO_PINS)
    return Block(
        x_mm=sum(item.x_mm for item in items) / len(items),
        y_mm=sum(item.y_mm for item in items) / len(items),
        plates=tuple(_plates(items, range_width_mm)),
        priority=max(item.priority for item in items),
        pinned=next(iter(pins), None),
        hint=next((item.hint for item in items if item.hint), None),
    )


def _plates(items: Sequence[Item], range_width_mm: float) -> list[Plate]:
    """Columns of equal length, read from above; what is left over lies below them, right across the block."""
    height = max(item.height_mm for item in items)
    if len(items) > LARGEST_STACK:
        return [Plate(tuple(item.key for item in items), Box(0, 0, range_width_mm, height))]
    columns = _columns(len(items))
    rows = len(items) // columns
    last = items[columns * rows :]
    widths = [max(item.width_mm for item in items[start : start + rows]) for start in range(0, columns * rows, rows)]
    widths[-1] += max(0, max((item.width_mm for item in last), default=0) - sum(widths))
    edges = [sum(widths[:column]) for column in range(columns + 1)]
    cells = [(left, row, right) for left, right in pairwise(edges) for row in range(rows)]
    cells += [(0, rows, edges[-1])] * len(last)
    return [
        Plate((item.key,), Box(left, row * height, right, (row + 1) * height))
        for item, (left, row, right) in zip(items, cells, strict=True)
    ]


def _columns(count: int) -> int:
    """As few as possible that leave no plate over, or one where it must be."""
    possible = [columns for columns in (1, 2, 3) if count % columns <= 1 and count // columns <= LONGEST_COLUMN]
    return min(possible, key=lambda columns: count % columns)
