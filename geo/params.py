"""Text from an address becomes a checked value, once. What is wrong is refused by name, value and limit."""

import math
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

from django.contrib.gis.geos import Point, Polygon
from django.http import QueryDict

from geo.crs import STORAGE, WGS84
from geo.errors import (
    NotANumber,
    NotAWholeNumber,
    OutOfRange,
    RepeatedParameter,
    SwappedCorners,
    UnknownParameter,
    WrongCount,
)

_STORAGE_REACH = (-21.0, 0.0, 39.0, 84.0)
"""Degrees around zone 32 within which Transverse Mercator can be computed; nothing is stored beyond."""
_POINTS_PER_SIDE = 32
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
"""A side of a city's box is straight in degrees and bends by metres in the storage CRS; in 32 pieces by millimetres."""
_LONGEST_NUMBER = 12


def refuse_unknown(query: QueryDict, known: Collection[str]) -> None:
    for name, values in query.lists():
        if name not in known:
            raise UnknownParameter(name=name, known=sorted(known))
        if len(values) > 1:
            raise RepeatedParameter(name=name)


def whole_number(name: str, text: str, minimum: int = 0) -> int:
    # isdigit and isdecimal also accept the figures of other scripts
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER) or int(text) < minimum:
        raise NotAWholeNumber(name=name, value=text, minimum=minimum)
    return int(text)


def degrees_of(lon: str, lat: str) -> Point:
    """A point in EPSG:4326; it may lie anywhere on earth."""
    x, y = _finite("lon", lon, lon), _finite("lat", lat, lat)
    for name, value, limit in (("lon", x, 180), ("lat", y, 90)):
        if abs(value) > limit:
            raise OutOfRange(name=name, value=value, minimum=-limit, maximum=limit)
    return Point(x, y, srid=WGS84)


def can_be_stored(point: Point) -> bool:
    """Whether the storage CRS can be computed there."""
    west, south, east, north = _STORAGE_REACH
    return point.srid == STORAGE or (west <= point.x <= east and south <= point.y <= north)


@dataclass(frozen=True)
class Bbox:
    """Degrees in EPSG:4326."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def parse(cls, text: str, name: str = "bbox") -> Self:
        parts = text.split(",")
        if len(parts) != 4:
            raise WrongCount(name=name, value=text, count=len(parts))
        west, south, east, north = (_finite(name, part, text) for part in parts)
        for value, limit in ((west, 180), (east, 180), (south, 90), (north, 90)):
            if abs(value) > limit:
                raise OutOfRange(name=name, value=value, minimum=-limit, maximum=limit)
        if west >= east or south >= north:
            raise SwappedCorners(name=name, value=text)
        return cls(west, south, east, north)

    def outline(self) -> Polygon | None:
        """In EPSG:4326, with sides that may bend in the storage CRS; None where that CRS does not reach."""
        west, south = max(self.west, _STORAGE_REACH[0]), max(self.south, _STORAGE_REACH[1])
        east, north = min(self.east, _STORAGE_REACH[2]), min(self.north, _STORAGE_REACH[3])
        if west >= east or south >= north:
            return None
        steps = [step / _POINTS_PER_SIDE for step in range(_POINTS_PER_SIDE)]
        across = [west + (east - west) * step for step in steps]
        upwards = [south + (north - south) * step for step in steps]
        ring = [
            *((x, south) for x in across),
            *((east, y) for y in upwards),
            *((east + west - x, north) for x in across),
            *((west, north + south - y) for y in upwards),
            (west, south),
        ]
        return Polygon(ring, srid=WGS84)


def _finite(name: str, part: str, text: str) -> float:
    # float() also takes 1_000 and digits of other scripts
    value = float(part) if _NUMBER.fullmatch(part.strip()) else math.nan
    if not math.isfinite(value):
        raise NotANumber(name=name, value=text)
    return value
