"""Areas as a directory needs them: valid, and beside each other without gaps or overlaps."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

import shapely
from shapely import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geo.errors import PolygonError

REPAIR_SHARE = 0.001
"""A repair may change the area by a thousandth, or by REPAIR_M2: loops of digitising, never a crossed outline."""
REPAIR_M2 = 1.0

GAP_WIDTH_M = 10.0
"""Narrower slits between two areas are taken for digitising errors, also where they are open to the outside."""
GAP_M2 = 50.0
OVERLAP_M2 = 1.0


def as_multipolygon(geometry: BaseGeometry | None) -> MultiPolygon:
    """The valid area of a geometry; raises PolygonError with the reason and where."""
    if geometry is None or geometry.is_empty:
        raise PolygonError("hat keine Fläche")
    if geometry.geom_type not in {"Polygon", "MultiPolygon", "GeometryCollection"}:
        raise PolygonError(f"ist keine Fläche, sondern {geometry.geom_type}")
    valid = geometry if geometry.is_valid else _repaired(geometry)
    parts = [part for part in _polygons(valid) if part.area > 0]
    if not parts:
        raise PolygonError("hat keine Fläche")
    return MultiPolygon(parts)


def _repaired(geometry: BaseGeometry) -> BaseGeometry:
    repaired = shapely.make_valid(geometry)
    allowed_m2 = max(REPAIR_M2, REPAIR_SHARE * repaired.area)
    if abs(repaired.area - geometry.area) > allowed_m2:
        raise PolygonError(f"hat eine Grenze, die sich selbst schneidet ({_where(geometry)})")
    return repaired


def _where(geometry: BaseGeometry) -> str:
    """GEOS names the place in square brackets: Self-intersection[352000 5700000]."""
    _, _, place = shapely.is_valid_reason(geometry).partition("[")
    x, _, y = place.rstrip("]").partition(" ")
    return f"bei {float(x):.0f}, {float(y):.0f} in EPSG:25832" if y else shapely.is_valid_reason(geometry)


def _polygons(geometry: BaseGeometry) -> Iterator[Polygon]:
    if isinstance(geometry, Polygon):
        yield geometry
    for part in getattr(geometry, "geoms", ()):
        yield from _polygons(part)


@dataclass(frozen=True)
class Flaw:
    """A gap between areas, or what two areas both claim."""

    kind: str
    names: tuple[str, ...]
    area_m2: float
    place: Point


def coverage_flaws(areas: Mapping[str, MultiPolygon]) -> list[Flaw]:
    """Largest first; enclosed holes count as gaps, whatever their size."""
    flaws = [*_overlaps(areas), *_gaps(areas)]
    return sorted(flaws, key=lambda flaw: -flaw.area_m2)


def _overlaps(areas: Mapping[str, MultiPolygon]) -> Iterator[Flaw]:
    for (name, area), (other_name, other) in combinations(areas.items(), 2):
        shared = area.intersection(other)
        if shared.area >= OVERLAP_M2:
            yield Flaw("overlap", (name, other_name), shared.area, shared.representative_point())


def _gaps(areas: Mapping[str, MultiPolygon]) -> Iterator[Flaw]:
    whole = shapely.union_all(list(areas.values()))
    half = GAP_WIDTH_M / 2
    closed = whole.buffer(half, join_style="mitre").buffer(-half, join_style="mitre")
    filled = shapely.union_all([closed, *(Polygon(part.exterior) for part in _polygons(whole))])
    for gap in _polygons(filled.difference(whole)):
        neighbours = tuple(name for name, area in areas.items() if area.distance(gap) < half / 10)
        if gap.area >= GAP_M2 and (len(neighbours) > 1 or _enclosed(gap, whole)):
            yield Flaw("gap", neighbours, gap.area, gap.representative_point())


def _enclosed(gap: Polygon, whole: BaseGeometry) -> bool:
    return gap.exterior.difference(whole.buffer(0.01)).is_empty
