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
    return _clusters([[item] for item in items], SAME_ADDRESS_MM, len(items))


def gathered(items: Sequence[Item], reach_mm: float = CLOSE_MM) -> list[Item]:
    """The same items with close neighbours on one point, never more than a block shows one by one.

    An address that has a plate with a range keeps to itself, and so do those that are pinned to different places."""
    found: list[Item] = []
    for cluster in _clusters(addresses(items), reach_mm, LARGEST_STACK):
        x = sum(item.x_mm for item in cluster) / len(cluster)
        y = sum(item.y_mm for item in cluster) / len(cluster)
        found += [replace(item, x_mm=x, y_mm=y) for item in cluster]
    return found


def span(numbers: Iterable[int]) -> str:
    """What one plate says for many places: "3–5,9,12–13"."""
    counter = count()
    runs = [list(run) for _, run in groupby(sorted(numbers), key=lambda number: number - next(counter))]
    return ",".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _clusters(groups: Sequence[list[Item]], reach_mm: float, most: int) -> list[list[Item]]:
    """Each group joins the nearest cluster all of whose members it can reach."""
    clusters: list[list[Item]] = []
    for group in groups:
        near = [
            (_farthest(group, cluster), index)
            for index, cluster in enumerate(clusters)
            if abs(cluster[0].x_mm - group[0].x_mm) <= reach_mm and _may_join(group, cluster, most)
        ]
        distance, index = min(near, default=(reach_mm + 1, -1))
        if distance <= reach_mm:
            clusters[index] = [*clusters[index], *group]
        else:
            clusters.append(group)
    return clusters


def _may_join(group: Sequence[Item], cluster: Sequence[Item], most: int) -> bool:
    together = [*group, *cluster]
    return len(together) <= most and len({item.pinned for item in together if item.pinned}) <= 1


def _farthest(group: Sequence[Item], cluster: Sequence[Item]) -> float:
    return max(hypot(item.x_mm - other.x_mm, item.y_mm - other.y_mm) for item in group for other in cluster)
