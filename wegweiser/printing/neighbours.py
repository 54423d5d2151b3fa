"""The names of the Sozialräume next door: at the edge with an arrow, or in the middle of what is seen of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import shapely
from shapely.geometry.base import BaseGeometry

from geo.cartography.placement.values import Box
from wegweiser.printing.fonts import text_width_mm

SIZE_PT = 9.0
HEIGHT_MM = 5.0
ARROW_MM = 4.0
_STEP_MM = 3.0
_MOSTLY = 0.7
"""Share of a name that lies in the area it names."""
_NEEDS_MM = 7.0
"""Radius of the free circle without which a name in the middle would lie over something."""
_POINT_MM = 3.0


class Side(StrEnum):
    LEFT = "left"
    TOP = "top"
    RIGHT = "right"
    BOTTOM = "bottom"
    INSIDE = "inside"
    """Not at an edge: the name stands in its area, without an arrow."""


@dataclass(frozen=True)
class Neighbour:
    name: str
    box: Box
    side: Side


@dataclass(frozen=True)
class Surroundings:
    """What names keep off, on paper in mm."""

    frame: Box
    area: BaseGeometry
    boxes: tuple[Box, ...]
    points: tuple[tuple[float, float], ...]


def neighbours(areas: Sequence[tuple[str, BaseGeometry]], around: Surroundings) -> tuple[Neighbour, ...]:
    """One name for each area that is seen and has room for it. `areas` on paper in mm."""
    points = [shapely.Point(point).buffer(_POINT_MM) for point in around.points]
    taken = shapely.unary_union([around.area, *(_shape(box) for box in around.boxes), *points])
    found: list[Neighbour] = []
    for name, shape in areas:
        neighbour = _at_the_edge(name, shape, around.frame, taken) or _inside(name, shape, around.frame, taken)
        if neighbour:
            found.append(neighbour)
            taken = taken.union(_shape(neighbour.box))
    return tuple(found)


def _at_the_edge(name: str, shape: BaseGeometry, frame: Box, taken: BaseGeometry) -> Neighbour | None:
    edge = _longest(shape & _shape(frame).exterior)
    if edge is None:
        return None
    middle = edge.interpolate(0.5, normalized=True)
    width = text_width_mm(name, SIZE_PT, "SemiBold") + ARROW_MM + 1.0
    free = [
        each
        for each in _candidates(name, width, frame)
        if not _shape(each.box).intersects(taken) and (_shape(each.box) & shape).area >= _MOSTLY * width * HEIGHT_MM
    ]
    return min(free, key=lambda each: middle.distance(_shape(each.box).centroid), default=None)


def _inside(name: str, shape: BaseGeometry, frame: Box, taken: BaseGeometry) -> Neighbour | None:
    free = (shape & _shape(frame)) - taken
    if free.is_empty or not isinstance(free, shapely.Polygon | shapely.MultiPolygon):
        return None
    circle = shapely.maximum_inscribed_circle(free)
    if circle.length < _NEEDS_MM:
        return None
    x, y = circle.coords[0]
    half = (text_width_mm(name, SIZE_PT, "SemiBold") + 1.0) / 2
    box = Box(x - half, y - HEIGHT_MM / 2, x + half, y + HEIGHT_MM / 2)
    hidden = _shape(box).intersects(taken) or not _shape(frame).contains(_shape(box))
    return None if hidden else Neighbour(name, box, Side.INSIDE)


def _candidates(name: str, width: float, frame: Box) -> Iterator[Neighbour]:
    right, bottom = frame.right - width, frame.bottom - HEIGHT_MM
    for left in _steps(frame.left, right):
        yield Neighbour(name, Box(left, frame.top, left + width, frame.top + HEIGHT_MM), Side.TOP)
        yield Neighbour(name, Box(left, bottom, left + width, frame.bottom), Side.BOTTOM)
    for top in _steps(frame.top, bottom):
        yield Neighbour(name, Box(frame.left, top, frame.left + width, top + HEIGHT_MM), Side.LEFT)
        yield Neighbour(name, Box(right, top, frame.right, top + HEIGHT_MM), Side.RIGHT)


def _steps(first: float, last: float) -> Iterator[float]:
    position = first
    while position <= last:
        yield position
        position += _STEP_MM


def _longest(line: BaseGeometry) -> shapely.LineString | None:
    parts: Iterable[BaseGeometry] = [] if line.is_empty else shapely.get_parts(shapely.line_merge(line))
    lines = [part for part in parts if isinstance(part, shapely.LineString)]
    return max(lines, key=lambda part: part.length, default=None)


def _shape(box: Box) -> shapely.Polygon:
    return shapely.box(box.left, box.top, box.right, box.bottom)
