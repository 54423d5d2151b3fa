"""Names of the parts of a town that lie in an area, as the base map knows them."""

from django.contrib.gis.geos import GEOSGeometry
from django.db import connection

from geo.basemap.importer import SCHEMA

QUARTERS = ("suburb", "quarter")


def quarters_in(area: GEOSGeometry) -> list[str]:
    """In alphabetical order; `area` in EPSG:25832. None where no base map has been imported."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [f"{SCHEMA}.places"])
        if cursor.fetchone()[0] is None:
            return []
        cursor.execute(
            f"SELECT DISTINCT name FROM {SCHEMA}.places "  # noqa: S608  # a constant
            "WHERE class = ANY(%s) AND name <> '' AND ST_Intersects(geom, %s::geometry) ORDER BY name",
            [list(QUARTERS), area.hexewkb.decode()],
        )
        return [name for (name,) in cursor.fetchall()]
