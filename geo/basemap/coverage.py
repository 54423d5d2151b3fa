"""Where the base map knows anything."""

import shapely
from django.db import ProgrammingError, connection
from shapely.geometry.base import BaseGeometry

from geo.crs import STORAGE
from geo.errors import LayerMissing

Bounds = tuple[float, float, float, float]


def basemap_coverage(bounds: Bounds) -> BaseGeometry:
    """The part of a box that the imported extract covers; both in EPSG:25832."""
    query = "SELECT ST_AsBinary(ST_Intersection(geom, ST_MakeEnvelope(%s, %s, %s, %s, %s))) FROM basemap.coverage"
    try:
        with connection.cursor() as cursor:
            cursor.execute(query, [*bounds, STORAGE])
            (covered,) = cursor.fetchone()
    except ProgrammingError as error:
        raise LayerMissing("Die Grundkarte fehlt; bitte spielen Sie sie mit „import_basemap“ ein.") from error
    return shapely.from_wkb(bytes(covered))
