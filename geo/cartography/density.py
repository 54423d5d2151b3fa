"""Finds the centre that is too dense for the scale of a map: where an inset map at about twice the scale helps.

Ground in metres of EPSG:25832, paper in mm."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from geo.cartography.units import ground_m, paper_mm
from geo.cartography.viewport import Viewport

Floats = NDArray[np.float64]

SQUARE_MM = 40.0
"""Side of the squares in which room is weighed: twice the length that leaders should have."""
CROWDED = 0.8
"""Share of such a square that plates may need; with more, fewer than half of them stand on their point."""
FEWEST = 8
"""A few addresses find places around them, and a large stack is as large on an inset."""
MARGIN_MM = 6.0
"""Of main map around the crowd, so that plates have room within the inset."""
MAGNIFICATIONS = (2.0, 2.5, 3.0)
DENOMINATOR_STEP = 500
ROUND_M = 10
SAME_ADDRESS_M = 1.0


@dataclass(frozen=True)
class Window:
    """What an inset shows. Places in it are drawn there and not on the main map."""

    west: float
    south: float
    east: float
    north: float
    denominator: int

    def holds(self, x: float, y: float) -> bool:
        return self.west <= x <= self.east and self.south <= y <= self.north

    @property
    def viewport(self) -> Viewport:
        width, height = (
            paper_mm(length, self.denominator) for length in (self.east - self.west, self.north - self.south)
        )
        return Viewport(((self.west + self.east) / 2, (self.south + self.north) / 2), width, height, self.denominator)


def dense_window(
    points_m: Sequence[tuple[float, float]],
    plate_mm: tuple[float, float],
    denominator: float,
    max_inset_mm: tuple[float, float],
) -> Window | None:
    """Where plates of a size need more room than the map has; None where they find it.

    Of several crowds it is the largest that an inset of at most `max_inset_mm` can show."""
    points = np.array(points_m).reshape(-1, 2)
    crowd = points[_crowded(points, plate_mm, denominator)]
    windows = [_window(crowd, target, denominator, max_inset_mm) for target in _targets(denominator)]
    found = [window for window in windows if window and _addresses(points[_inside(points, window)]) >= FEWEST]
    for window in found:
        if not _crowded(points[_inside(points, window)], plate_mm, window.denominator).any():
            return window
    return found[-1] if found else None


def _crowded(points: Floats, plate_mm: tuple[float, float], denominator: float) -> NDArray[np.bool_]:
    """Points around which the plates of a square need more room than there is."""
    half = ground_m(SQUARE_MM / 2, denominator)
    near = np.asarray((np.abs(points[:, None] - points) <= half).all(axis=2))
    needed = near.sum(axis=1) * plate_mm[0] * plate_mm[1] / SQUARE_MM**2
    result: NDArray[np.bool_] = np.asarray(needed > CROWDED)
    for index in np.flatnonzero(result):
        result[index] = _addresses(points[near[index]]) >= FEWEST
    return result


def _addresses(points: Floats) -> int:
    return len(np.unique(np.round(points / SAME_ADDRESS_M), axis=0))


def _targets(denominator: float) -> list[int]:
    """Round denominators of larger scales, the smallest first."""
    steps = [round(denominator / magnification / DENOMINATOR_STEP) for magnification in MAGNIFICATIONS]
    return list(dict.fromkeys(max(1, step) * DENOMINATOR_STEP for step in steps))


def _window(crowd: Floats, target: int, denominator: float, max_inset_mm: tuple[float, float]) -> Window | None:
    """The rectangle with most of the crowd in it, no larger than it must be."""
    margin = ground_m(MARGIN_MM, denominator)
    # rounding outwards may take a step on either side
    core = np.array([ground_m(length, target) for length in max_inset_mm]) - 2 * (margin + ROUND_M)
    if not len(crowd) or (core <= 0).any():
        return None
    columns, rows = (
        (crowd[:, axis] >= crowd[:, axis, None]) & (crowd[:, axis] <= crowd[:, axis, None] + core[axis])
        for axis in (0, 1)
    )
    column, row = np.unravel_index((columns.astype(int) @ rows.T).argmax(), (len(crowd), len(crowd)))
    inside = crowd[columns[column] & rows[row]]
    west, south = (floor(low / ROUND_M) * ROUND_M for low in (inside.min(axis=0) - margin).tolist())
    east, north = (ceil(high / ROUND_M) * ROUND_M for high in (inside.max(axis=0) + margin).tolist())
    return Window(west, south, east, north, target)


def _inside(points: Floats, window: Window) -> NDArray[np.bool_]:
    low, high = np.array([window.west, window.south]), np.array([window.east, window.north])
    return np.asarray(((points >= low) & (points <= high)).all(axis=1))
