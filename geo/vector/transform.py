"""Single points and boxes on their way into the storage CRS."""

from functools import lru_cache
from math import isfinite

import shapely
from django.contrib.gis.gdal import CoordTransform, GDALException, OGRGeometry, SpatialReference
from shapely import Point, Polygon

from geo.crs import STORAGE, WGS84
from geo.errors import VectorFileError


@lru_cache(maxsize=16)
def _to_storage(srid: int) -> CoordTransform:
    try:
        return CoordTransform(SpatialReference(srid), SpatialReference(STORAGE))
    except GDALException as error:
        raise VectorFileError(f"EPSG:{srid} ist kein bekanntes Koordinatensystem.") from error


def point_in_storage(x: float, y: float, srid: int) -> Point | None:
    """x is east or longitude in every CRS; None where the CRS does not reach."""
    transform = _to_storage(srid)
    geometry = OGRGeometry(f"POINT({x!r} {y!r})")
    try:
        geometry.transform(transform)
    except GDALException:
        return None
    return Point(geometry.x, geometry.y) if isfinite(geometry.x) and isfinite(geometry.y) else None


def box_in_storage(bounds: tuple[float, ...]) -> Polygon:
    """West, south, east, north in EPSG:4326."""
    geometry = OGRGeometry.from_bbox(bounds)
    geometry.srs = SpatialReference(WGS84)
    geometry.transform(_to_storage(WGS84))
    return Polygon(shapely.from_wkb(bytes(geometry.wkb)).exterior)
