"""Where a place of a source lies: from its coordinates, from its address, or nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.gis.geos import Point as StoredPoint
from shapely import Point, STRtree, from_wkb
from shapely.geometry.base import BaseGeometry

from geo.crs import STORAGE
from geo.gazetteer.geocoder import Confidence, locate
from wegweiser.directory.choices import GeometrySource
from wegweiser.directory.imports.area import CityArea
from wegweiser.directory.imports.fields import RowFault, number
from wegweiser.directory.models.sozialraum import Sozialraum

BORDER_M = 50.0
"""Drawn borders and house coordinates disagree by some metres: so close to it, a place is there for the Sozialraum."""

CONFIDENCE = {
    Confidence.EXACT: GeometrySource.REGISTER,
    Confidence.NEAREST_NUMBER: GeometrySource.NEAREST_NUMBER,
    Confidence.STREET: GeometrySource.STREET,
}


@dataclass(frozen=True)
class Location:
    point: StoredPoint
    source: GeometrySource


class Sozialraeume:
    """The boundaries in memory: an import asks for thousands of points."""

    def __init__(self) -> None:
        rows = list(Sozialraum.objects.order_by("code"))
        self.codes = [row.code for row in rows]
        self.names: dict[str, str] = {row.code: row.name for row in rows}
        self._shapes: list[BaseGeometry] = [from_wkb(bytes(row.boundary.wkb)) for row in rows]
        self._tree = STRtree(self._shapes)

    def nearest(self, point: StoredPoint) -> tuple[str, float]:
        """The code of the nearest Sozialraum and how far away it is in metres; 0 inside."""
        spot = Point(point.x, point.y)
        index = int(self._tree.nearest(spot))
        return self.codes[index], spot.distance(self._shapes[index])


def location(values: Mapping[str, str], area: CityArea, srid: int) -> Location | None:
    """`values` are texts by our field names; raises RowFault for coordinates that cannot be right."""
    x, y = values.get("x", ""), values.get("y", "")
    if x and y:
        return Location(_given(number(x), number(y), area, srid), GeometrySource.GIVEN)
    if x or y:
        raise RowFault("von den Koordinaten fehlt die eine")
    if not values.get("street"):
        return None
    match = locate(values["street"], values.get("house_number", ""), values.get("postcode", ""), values.get("city", ""))
    return Location(match.point, CONFIDENCE[match.confidence]) if match else None


def _given(x: float, y: float, area: CityArea, srid: int) -> StoredPoint:
    point = area.locate(x, y, srid)
    if point is None:
        raise RowFault(f"die Koordinaten {x:g} {y:g} passen nicht: {area.reason(x, y, srid)}")
    return StoredPoint(point.x, point.y, srid=STORAGE)
