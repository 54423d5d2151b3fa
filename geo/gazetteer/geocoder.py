"""From a written address to a point of the register, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.gis.geos import MultiPoint, Point

from geo.gazetteer.models import Address
from geo.gazetteer.normalise import number_key, street_key

NEIGHBOUR_NUMBERS = 10
"""A house number further away than this may be at the other end of the street."""


class Confidence(StrEnum):
    EXACT = "exact"
    NEAREST_NUMBER = "nearest_number"
    STREET = "street"


@dataclass(frozen=True)
class Match:
    point: Point
    confidence: Confidence
    street: str
    postcode: str


def locate(street: str, house_number: str, postcode: str = "", place: str = "") -> Match | None:
    """The point of an address: its house, the nearest number of its street, the street's middle, or nothing."""
    houses = _houses(street, postcode, place)
    if not houses:
        return None
    number, suffix = number_key(house_number)
    if number == 0:
        return _match(_middle(houses), Confidence.STREET)
    nearest = min(houses, key=lambda house: _distance(house, number, suffix))
    if (nearest.number, nearest.suffix) == (number, suffix):
        return _match(nearest, Confidence.EXACT)
    if abs(nearest.number - number) <= NEIGHBOUR_NUMBERS:
        return _match(nearest, Confidence.NEAREST_NUMBER)
    return _match(_middle(houses), Confidence.STREET)


def _houses(street: str, postcode: str, place: str) -> list[Address]:
    """All houses of a street; where its name exists more than once, those of the postcode and place."""
    houses = list(Address.objects.filter(street_key=street_key(street)).order_by("number", "suffix", "pk"))
    for field, wanted in (("postcode", postcode), ("place", place)):
        fitting = [house for house in houses if wanted and getattr(house, field).lower() == wanted.lower()]
        houses = fitting or houses
    return houses


def _distance(house: Address, number: int, suffix: str) -> tuple[bool, bool, int, bool, str]:
    """Within reach first, then the same side of the street, then the number, then the same or the first suffix."""
    apart = abs(house.number - number)
    return apart > NEIGHBOUR_NUMBERS, apart % 2 == 1, apart, house.suffix != suffix, house.suffix


def _middle(houses: Sequence[Address]) -> Address:
    """The house nearest to the centre of all: a point on the street also where it bends."""
    centre = MultiPoint([house.point for house in houses]).centroid
    return min(houses, key=lambda house: house.point.distance(centre))


def _match(house: Address, confidence: Confidence) -> Match:
    return Match(house.point, confidence, house.street, house.postcode)
