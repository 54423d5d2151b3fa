"""A city in whole metres, for tests of geometry.

       350000    351000    352000
5701000  +---------+---------+
         |  west   |  ost    |
         |         |         |
5700000  +---------+---------+
"""

from typing import Any

from django.contrib.gis.geos import MultiPolygon, Point, Polygon
from django.db import connection

from geo.crs import STORAGE
from wegweiser.directory.choices import GeometrySource, State
from wegweiser.directory.models.city import City, LayerAttribution
from wegweiser.directory.models.facility import DataSource, Facility
from wegweiser.directory.models.sozialraum import Sozialraum

EAST, NORTH = 350_000, 5_700_000
PROFILE: dict[str, Any] = {
    "slug": "zweifeld",
    "name": "Zweifeld",
    "languages": ["de", "en"],
    "bounds": [6.80, 51.40, 6.95, 51.50],
    "office": {"name": "Stadt Zweifeld", "phone": "030 23125-000", "email": "familie@zweifeld.example"},
    "imprint": {"publisher": "Stadt Zweifeld"},
    "sozialraeume": {"file": "sozialraeume.geojson", "name": "name"},
    "attribution": {"sozialraeume": {"text": "Stadt Zweifeld", "licence": "dl-de/zero-2-0"}},
}


def point(x: float, y: float) -> Point:
    """Metres from the city's south-west corner."""
    return Point(EAST + x, NORTH + y, srid=STORAGE)


def square(x: float, y: float, side: float = 1000) -> MultiPolygon:
    box = Polygon.from_bbox((EAST + x, NORTH + y, EAST + x + side, NORTH + y + side))
    return MultiPolygon(box, srid=STORAGE)


def create_city() -> None:
    """Zweifeld with its two Sozialräume; needs the fixture empty_city."""
    City.objects.create(profile=PROFILE)
    for layer in ("sozialraeume", "facilities", "basemap"):
        LayerAttribution.objects.create(layer=layer, text="Stadt Zweifeld", licence="dl-de/zero-2-0")
    Sozialraum.objects.create(code="west", name="West", boundary=square(0, 0))
    Sozialraum.objects.create(code="ost", name="Ost", boundary=square(1000, 0))
    DataSource.objects.create(key="stadt", name="Stadt Zweifeld", licence="dl-de/zero-2-0")


def create_facility(name: str, x: float | None = None, y: float | None = None, **values: Any) -> Facility:
    """A published Kita at x, y metres from the south-west corner, or without a location."""
    located = x is not None and y is not None
    defaults = {
        "category_id": "betreuung.kita",
        "state": State.PUBLISHED,
        "source_id": "stadt",
        "point": point(x, y) if x is not None and y is not None else None,
        "geometry_source": GeometrySource.MANUAL if located else GeometrySource.NONE,
    }
    return Facility.objects.create(name=name, **{**defaults, **values})


def create_crowd() -> None:
    """5,000 places on a grid of 10 × 20 m, where an index is cheaper than reading all; every 500th is rare."""
    Facility.objects.bulk_create(
        Facility(
            name=f"Ort {number}",
            category_id="amt.jobcenter" if number % 500 == 0 else "betreuung.kita",
            source_id="stadt",
            state=State.PUBLISHED,
            point=point(number % 100 * 10, number // 100 * 20),
            geometry_source=GeometrySource.MANUAL,
        )
        for number in range(5000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE directory_facility")
