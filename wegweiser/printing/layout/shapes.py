"""Geometry as Typst draws it: rings of points in mm."""

from shapely import MultiPolygon, Polygon, unary_union
from shapely.affinity import affine_transform
from shapely.geometry.base import BaseGeometry

from geo.cartography.placement.values import Box
from wegweiser.printing.values import Area

_SIMPLIFY_MM = 0.1

Ring = list[list[float]]


def box_mm(box: Box) -> dict[str, float]:
    return {"x": box.left, "y": box.top, "width": box.width, "height": box.height}


def rings(geometry: BaseGeometry) -> list[Ring]:
    """Outer rings and holes, for a fill by the even-odd rule."""
    simple = geometry.simplify(_SIMPLIFY_MM)
    return [
        [[round(x, 2), round(y, 2)] for x, y in ring.coords[:-1]]
        for polygon in _polygons(simple)
        if not polygon.is_empty
        for ring in (polygon.exterior, *polygon.interiors)
    ]


def silhouettes(areas: list[Area], width_mm: float, height_mm: float) -> tuple[list[BaseGeometry], float, float]:
    """All areas at one scale in a box of at most this size, and the size they take."""
    west, south, east, north = unary_union([area.boundary for area in areas]).bounds
    factor = min(width_mm / (east - west), height_mm / (north - south))
    matrix = [factor, 0, 0, -factor, -west * factor, north * factor]
    return [affine_transform(area.boundary, matrix) for area in areas], (east - west) * factor, (north - south) * factor


def _polygons(geometry: BaseGeometry) -> list[Polygon]:
    if isinstance(geometry, Polygon):
        return [geometry]
    return list(geometry.geoms) if isinstance(geometry, MultiPolygon) else []
