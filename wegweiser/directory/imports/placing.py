"""Where a place of a source lies: from its coordinates, from its address, or nowhere; and for whom it is there."""

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
from wegweiser.directory.imports.place import ADDRESS, Elsewhere, Place
from wegweiser.directory.models.sozialraum import Sozialraum

BORDER_M = 50.0
"""Drawn borders and house coordinates disagree by some metres: so close to it, a place is there for the Sozialraum."""

CONFIDENCE = {
    Confidence.EXACT: GeometrySource.REGISTER,
    Confidence.NEAREST_NUMBER: GeometrySource.NEAREST_NUMBER,
    Confidence.STREET: GeometrySource.STREET,
}


class Sozialraeume:
    """The boundaries in memory: an import asks for thousands of points."""

    def __init__(self) -> None:
        rows = list(Sozialraum.objects.order_by("code"))
        self.names: dict[str, str] = {row.code: row.name for row in rows}
        self._codes = [row.code for row in rows]
        self._shapes: list[BaseGeometry] = [from_wkb(bytes(row.boundary.wkb)) for row in rows]
        self._tree = STRtree(self._shapes)

    def nearest(self, point: StoredPoint) -> tuple[str, float]:
        """The code of the nearest Sozialraum and how far away it is in metres; 0 inside."""
        spot = Point(point.x, point.y)
        index = int(self._tree.nearest(spot))
        return self._codes[index], spot.distance(self._shapes[index])


@dataclass(frozen=True)
class Placing:
    """How the places of one source are put on the map."""

    area: CityArea
    sozialraeume: Sozialraeume
    srid: int
    drawn: bool
    """From a map that covers more than the city and that anybody draws."""

    def put(self, place: Place, texts: Mapping[str, str]) -> None:
        """Point and its source, where `texts` (by our field names) say anything of them; raises RowFault."""
        if not {"x", "street"} & texts.keys():
            return
        x, y = texts.get("x", ""), texts.get("y", "")
        if bool(x) != bool(y):
            raise RowFault("von den Koordinaten fehlt die eine")
        if x:
            source = GeometrySource.OSM if self.drawn else GeometrySource.GIVEN
            place.values.update(point=self._given(number(x), number(y)), geometry_source=source)
        else:
            _look_up(place)

    def _given(self, x: float, y: float) -> StoredPoint:
        point = self.area.locate(x, y, self.srid)
        if point is None:
            raise RowFault(f"die Koordinaten {x:.10g} {y:.10g} passen nicht: {self.area.reason(x, y, self.srid)}")
        return StoredPoint(point.x, point.y, srid=STORAGE)

    def find_sozialraum(self, place: Place, excused: bool) -> None:
        """A place outside has to be `excused`; just beyond a border it is there for those behind it."""
        point = place.values.get("point")
        if point is None or (excused and not self.drawn):
            return
        code, distance_m = self.sozialraeume.nearest(point)
        name = self.sozialraeume.names[code]
        if distance_m > (0 if self.drawn else BORDER_M):
            raise Elsewhere(
                f"liegt {distance_m:.0f} m außerhalb aller Sozialräume (am nächsten: {name}) und sagt nicht, "
                "für wen der Ort da ist (serves oder citywide)"
            )
        if distance_m > 0:
            place.serves = (code,)
            place.warnings.append(f"liegt {distance_m:.0f} m außerhalb der Grenze; gilt als da für {name}")


def _look_up(place: Place) -> None:
    street, house_number, postcode, city = (place.values.get(name, "") for name in ADDRESS)
    match = locate(street, house_number, postcode, city) if street else None
    if match is None:
        place.values.update(point=None, geometry_source=GeometrySource.NONE)
        address = f"{street} {house_number}".strip()
        reason = f"„{address}“ steht nicht im Adressverzeichnis" if address else "weder Koordinaten noch Straße"
        place.warnings.append(f"ohne Lage: {reason}; steht nur in Listen")
        return
    source = CONFIDENCE[match.confidence]
    place.values.update(point=match.point, geometry_source=source)
    if source != GeometrySource.REGISTER:
        place.warnings.append(f"Lage ungefähr: {source.label}")
