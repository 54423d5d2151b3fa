"""Addresses for what somebody has typed so far, misspelt or not, and how sure each of them is."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.gis.geos import Point
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Abs, Mod

from geo.closeness import allowed_mistakes, exchanged, mistakes_so_far, slips
from geo.crs import WGS84
from geo.db.querysets import in_crs
from geo.gazetteer.geocoder import NEIGHBOUR_NUMBERS, Confidence
from geo.gazetteer.models import Address, Street
from geo.gazetteer.normalise import street_stem
from geo.gazetteer.typed import TypedAddress

SHORTEST_TEXT = 3
SHORTEST_PART = 5
"""Fewer letters stand in the middle of too many names."""
MOST_COMPARED = 60


@dataclass(frozen=True)
class Suggestion:
    label: str
    street: str
    house_number: str
    """As it was typed, also where the point is that of a neighbour."""
    postcode: str
    place: str
    point: Point
    confidence: Confidence
    is_similar: bool = False
    """The street is spelt otherwise than it was typed."""

    @property
    def degrees(self) -> Point:
        """In EPSG:4326."""
        return in_crs(self.point, WGS84)


def suggest(text: str, limit: int = 8) -> list[Suggestion]:
    """The best first; a correct spelling keeps similar ones away, and what is too far from any street gives nothing."""
    typed = TypedAddress.read(text)
    if len(typed.key) < SHORTEST_TEXT:
        return []
    for streets in _as_typed(typed.key):
        if found := _at_place(streets, typed)[: 3 * limit]:
            return _suggestions(list(found), typed, limit)
    return _suggestions(_similar(typed), typed, limit, are_similar=True)


def _as_typed(key: str) -> Iterator[QuerySet[Street]]:
    """The whole name, its beginning, a part of it; each as far as the one before finds nothing."""
    streets = Street.objects.order_by("-houses", "name", "postcode", "place")
    yield streets.filter(key=key)
    yield streets.filter(stem=key)
    yield streets.filter(key__startswith=key)
    if len(key) >= SHORTEST_PART:
        yield streets.filter(key__contains=key)


def _similar(typed: TypedAddress) -> list[Street]:
    """Streets whose names a few slips of the finger turn into what was typed, the fewest slips first."""
    key, stem = typed.key, street_stem(typed.key)
    slipped = Q(key__in=set(slips(key))) | Q(stem__in=set(slips(stem)))
    for beginning in exchanged(stem):
        slipped |= Q(stem__startswith=beginning)
    alike = Street.objects.filter(slipped | Q(stem__trigram_similar=stem))
    alike = alike.order_by(TrigramSimilarity("stem", stem).desc(), "-houses")
    nearest = [*_at_place(Street.objects.filter(slipped), typed)[:MOST_COMPARED]]
    nearest += _at_place(alike, typed)[:MOST_COMPARED]
    counted = {
        street.pk: (min(mistakes_so_far(stem, street.stem), mistakes_so_far(key, street.key)), street)
        for street in nearest
    }
    close = [(count, street) for count, street in counted.values() if count <= allowed_mistakes(stem)]
    return [street for _, street in sorted(close, key=lambda pair: (pair[0], pair[1].stem != stem, -pair[1].houses))]


def _at_place(streets: QuerySet[Street], typed: TypedAddress) -> QuerySet[Street]:
    """Those of the postcode and place that were typed, as far as there are such."""
    for field, wanted in (("postcode", typed.postcode), ("place__istartswith", typed.place)):
        fitting = streets.filter(**{field: wanted})
        if wanted and fitting.exists():
            streets = fitting
    return streets


def _suggestions(streets: list[Street], typed: TypedAddress, limit: int, are_similar: bool = False) -> list[Suggestion]:
    houses = _nearest_houses(streets, typed)
    found = [_suggestion(street, houses.get(street.pk), typed, are_similar) for street in streets]
    order = list(Confidence)
    return sorted(found, key=lambda suggestion: order.index(suggestion.confidence))[:limit]


def _nearest_houses(streets: list[Street], typed: TypedAddress) -> dict[int, Address]:
    """For each street its house with the number, or with the nearest one that is not far."""
    if not typed.number:
        return {}
    apart = Abs(F("number") - Value(typed.number))
    houses = (
        Address.objects.filter(street_key=OuterRef("key"), postcode=OuterRef("postcode"), place=OuterRef("place"))
        .filter(number__range=(typed.number - NEIGHBOUR_NUMBERS, typed.number + NEIGHBOUR_NUMBERS))
        .annotate(apart=apart, across=Mod(apart, 2), other=~Q(suffix=typed.suffix))
        .order_by("across", "apart", "other", "suffix", "pk")
    )
    picked = Street.objects.filter(pk__in=[street.pk for street in streets])
    of_street = dict(picked.annotate(house=Subquery(houses.values("pk")[:1])).values_list("pk", "house"))
    found = Address.objects.in_bulk([house for house in of_street.values() if house])
    return {street: found[house] for street, house in of_street.items() if house}


def _suggestion(street: Street, house: Address | None, typed: TypedAddress, is_similar: bool) -> Suggestion:
    number = f"{typed.number}{typed.suffix}" if typed.number else ""
    parts = (street.name, number, street.postcode, street.place)
    if house is None:
        return Suggestion(_label(street.name, street), *parts, street.middle, Confidence.STREET, is_similar)
    exact = (house.number, house.suffix) == (typed.number, typed.suffix)
    confidence = Confidence.EXACT if exact else Confidence.NEAREST_NUMBER
    return Suggestion(_label(str(house), street), *parts, house.point, confidence, is_similar)


def _label(address: str, street: Street) -> str:
    return ", ".join(part for part in (address, street.locality) if part)
