"""Where coordinates are believed, and what they look like where they are not."""

import re
from dataclasses import dataclass
from typing import Self

from shapely import Point, Polygon
from shapely.geometry.base import BaseGeometry

from geo.crs import FAMILIAR, STORAGE
from geo.vector.transform import box_in_storage, point_in_storage

MARGIN_M = 3_000
"""A city's offices may lie a little outside of it, another city's do not."""

CRS = re.compile(r"EPSG:(\d{4,5})")


def crs_fault(crs: str) -> str:
    """What is wrong with the name of a CRS, or nothing."""
    return "" if CRS.fullmatch(crs) else f"crs muss wie „EPSG:{STORAGE}“ aussehen, nicht „{crs}“."


@dataclass(frozen=True)
class CityArea:
    box: Polygon
    """The bounds of city.toml with a margin, in EPSG:25832."""

    @classmethod
    def of(cls, bounds: tuple[float, ...]) -> Self:
        return cls(box_in_storage(*bounds).buffer(MARGIN_M, join_style="mitre"))

    def holds(self, shape: BaseGeometry) -> bool:
        return self.box.intersects(shape)

    def locate(self, x: float, y: float, srid: int) -> Point | None:
        point = point_in_storage(x, y, srid)
        return point if point and self.holds(point) else None

    def reason(self, x: float, y: float, srid: int) -> str:
        """Why coordinates miss the city: what they would hit it as."""
        if self.locate(y, x, srid):
            return "die beiden Werte sind vertauscht (x ist Ost oder Länge, y ist Nord oder Breite)"
        for other, name in FAMILIAR.items():
            if self.locate(x, y, other):
                return f"die Werte sehen nach EPSG:{other} ({name}) aus, nicht nach EPSG:{srid}"
            if self.locate(y, x, other):
                return f"die Werte sehen nach EPSG:{other} ({name}) aus, dazu sind sie vertauscht"
        return "der Punkt liegt mehr als 3 km außerhalb der Grenzen (bounds) der Stadt"
