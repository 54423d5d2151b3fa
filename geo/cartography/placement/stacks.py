"""Symbols of one address become one block of plates."""

from collections.abc import Sequence
from math import ceil

import numpy as np
import shapely

from geo.cartography.placement.values import Block, Box, Item, Plate

SAME_ADDRESS_MM = 0.3
ROWS_PER_COLUMN = 4
LARGEST_STACK = 12
"""Above this, one plate with a number range stands for all."""


def stack(items: Sequence[Item], range_width_mm: float) -> list[Block]:
    """One block for each address, in the order of the items; `range_width_mm` is the width of a plate with a range."""
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
    x = sum(item.x_mm for item in items) / len(items)
    y = sum(item.y_mm for item in items) / len(items)
    return Block(x, y, tuple(_plates(items, range_width_mm)), max(item.priority for item in items))


def _plates(items: Sequence[Item], range_width_mm: float) -> list[Plate]:
    height = max(item.height_mm for item in items)
    if len(items) > LARGEST_STACK:
        return [Plate(tuple(item.key for item in items), Box(0, 0, range_width_mm, height))]
    columns = ceil(len(items) / ROWS_PER_COLUMN)
    rows = ceil(len(items) / columns)
    plates, left = [], 0.0
    for column in (items[start : start + rows] for start in range(0, len(items), rows)):
        right = left + max(item.width_mm for item in column)
        plates += [
            Plate((item.key,), Box(left, row * height, right, (row + 1) * height)) for row, item in enumerate(column)
        ]
        left = right
    return plates
