"""Single points and boxes on their way into the storage CRS."""

from functools import lru_cache
from math import isfinite
from typing import cast

import shapely
from django.contrib.gis.gdal import CoordTransform, GDALException, OGRGeometry, SpatialReference
from shapely import Point, Polygon
from shapely.geometry.base import BaseGeometry

from geo.crs import STORAGE, WGS84
from geo.errors import VectorFileError


@lru_cache(maxsize=16)
def to_storage(srid: int) -> CoordTransform:
    try:
        return CoordTransform(SpatialReference(srid), SpatialReference(STORAGE))
    except GDALException as error:
        raise VectorFileError(f"EPSG:{srid} ist kein bekanntes Koordinatensystem.") from error


def _transformed(geometry: BaseGeometry, srid: int) -> BaseGeometry:
    moved = OGRGeometry(memoryview(geometry.wkb))
    moved.transform(to_storage(srid))
    return shapely.from_wkb(bytes(moved.wkb))


def point_in_storage(x: float, y: float, srid: int) -> Point | None:
    """x is east or longitude in every CRS; None where the CRS does not reach."""
    if not (isfinite(x) and isfinite(y)):
        return None
    try:
        point = cast(Point, _transformed(Point(x, y), srid))
    except GDALException:
        return None
    return point if isfinite(point.x) and isfinite(point.y) else None


def box_in_storage(west: float, south: float, east: float, north: float) -> Polygon:
    """Degrees in EPSG:4326."""
    return cast(Polygon, _transformed(shapely.box(west, south, east, north), WGS84))
