"""A rectangle of ground on a rectangle of paper, true to scale in the storage CRS."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from shapely import Point, Polygon, box

from geo.cartography.units import ground_m, paper_mm
from geo.errors import ExtentTooLarge

DENOMINATORS = (5_000, 7_500, 10_000, 12_500, 15_000, 17_500, 20_000, 25_000, 30_000, 35_000, 40_000, 50_000)


_CENTRAL_MERIDIAN = 9.0


@dataclass(frozen=True)
class Viewport:
    """`centre` in EPSG:25832. Paper coordinates: x to the right, y down, from the upper left corner, in mm."""

    centre: tuple[float, float]
    width_mm: float
    height_mm: float
    scale_denominator: float

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in EPSG:25832."""
        half_width = ground_m(self.width_mm, self.scale_denominator) / 2
        half_height = ground_m(self.height_mm, self.scale_denominator) / 2
        x, y = self.centre
        return x - half_width, y - half_height, x + half_width, y + half_height

    @property
    def frame(self) -> Polygon:
        return box(*self.bounds)

    def grown(self, margin_mm: float) -> "Viewport":
        """The same map with more paper on all sides."""
        return replace(self, width_mm=self.width_mm + 2 * margin_mm, height_mm=self.height_mm + 2 * margin_mm)

    def to_paper(self, x: float, y: float) -> tuple[float, float]:
        west, _, _, north = self.bounds
        return paper_mm(x - west, self.scale_denominator), paper_mm(north - y, self.scale_denominator)

    def to_ground(self, x_mm: float, y_mm: float) -> tuple[float, float]:
        west, _, _, north = self.bounds
        return west + ground_m(x_mm, self.scale_denominator), north - ground_m(y_mm, self.scale_denominator)

    def contains(self, point: Point, margin_mm: float = 0.0) -> bool:
        """Is the point on the paper, at least `margin_mm` from its edge?"""
        x_mm, y_mm = self.to_paper(point.x, point.y)
        return margin_mm <= x_mm <= self.width_mm - margin_mm and margin_mm <= y_mm <= self.height_mm - margin_mm


def grid_convergence(longitude: float, latitude: float) -> float:
    """Degrees from true north to the grid's north, clockwise; about -1.7 in Oberhausen."""
    difference = math.radians(longitude - _CENTRAL_MERIDIAN)
    return math.degrees(math.atan(math.tan(difference) * math.sin(math.radians(latitude))))


def choose_scale(
    extent_m: tuple[float, float], frame_mm: tuple[float, float], denominators: Sequence[float] = DENOMINATORS
) -> float:
    """The largest scale at which width and height of the ground fit into width and height of the frame."""
    needed = max(ground * 1000 / paper for ground, paper in zip(extent_m, frame_mm, strict=True))
    for denominator in sorted(denominators):
        if denominator >= needed:
            return denominator
    raise ExtentTooLarge(
        f"{extent_m[0] / 1000:.1f} × {extent_m[1] / 1000:.1f} km passen selbst im Maßstab 1 : {max(denominators)} "
        f"nicht auf {frame_mm[0]:.0f} × {frame_mm[1]:.0f} mm."
    )
