"""Places that share a block of plates: those of one address, and in a crowd also close neighbours."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count, groupby
from math import hypot

from geo.cartography.placement.stacks import LARGEST_STACK, SAME_ADDRESS_MM
from geo.cartography.placement.values import Item

CLOSE_MM = 3.0
"""On paper; half a plate. Their common dot stands in their middle."""


def addresses(items: Sequence[Item]) -> list[list[Item]]:
    """Items at one point, in the order of their numbers."""
    return _clusters(items, SAME_ADDRESS_MM, len(items))


def gathered(items: Sequence[Item]) -> list[Item]:
    """The same items with close neighbours on one point, never more than a block shows one by one."""
    found: list[Item] = []
    for cluster in _clusters(items, CLOSE_MM, LARGEST_STACK):
        x = sum(item.x_mm for item in cluster) / len(cluster)
        y = sum(item.y_mm for item in cluster) / len(cluster)
        found += [replace(item, x_mm=x, y_mm=y) for item in cluster]
    return found


def span(numbers: Iterable[int]) -> str:
    """What one plate says for many places: "3–5,9,12–13"."""
    counter = count()
    runs = [list(run) for _, run in groupby(sorted(numbers), key=lambda number: number - next(counter))]
    return ",".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _clusters(items: Sequence[Item], reach_mm: float, most: int) -> list[list[Item]]:
    """Each item joins the nearest cluster all of whose members it can reach."""
    clusters: list[list[Item]] = []
    for item in items:
        near = [(_farthest(item, cluster), index) for index, cluster in enumerate(clusters) if len(cluster) < most]
        distance, index = min(near, default=(reach_mm + 1, -1))
        if distance <= reach_mm:
            clusters[index].append(item)
        else:
            clusters.append([item])
    return clusters


def _farthest(item: Item, cluster: Sequence[Item]) -> float:
    return max(hypot(item.x_mm - other.x_mm, item.y_mm - other.y_mm) for other in cluster)
