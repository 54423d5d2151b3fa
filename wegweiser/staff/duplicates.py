"""Places that may be the one somebody is about to enter a second time."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.gis.geos import Point
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet

from geo.gazetteer.normalise import number_key, street_key
from wegweiser.directory.models.facility import Facility
from wegweiser.directory.phone import tel_uri

NEAR_M = 150.0
SAME_SPOT_M = 30.0
MOST_COMPARED = 60
MOST_SHOWN = 5
ALIKE = 0.45
"""Share of the groups of three letters that two names have in common."""
NEARLY_THE_SAME = 0.8


@dataclass(frozen=True)
class Wanted:
    """What is known of a place that is about to be saved."""

    itself: int | None
    name: str
    category: str
    street: str
    house_number: str
    phone: str
    point: Point | None
    """In EPSG:25832."""


@dataclass(frozen=True)
class Duplicate:
    place: Facility
    reasons: tuple[str, ...]


def likely_duplicates(wanted: Wanted) -> list[Duplicate]:
    """The likeliest first."""
    places = {place.pk: place for where in _wheres(wanted) for place in _candidates(wanted, where)}
    found = [Duplicate(place, tuple(_reasons(wanted, place))) for place in places.values() if _is_likely(wanted, place)]
    return sorted(found, key=lambda each: (-len(each.reasons), each.place.pk))[:MOST_SHOWN]


def _wheres(wanted: Wanted) -> Iterator[Q]:
    """Each answered by an index, and by itself: many alike names must not crowd out the place next door."""
    yield Q(name__trigram_similar=wanted.name)
    if wanted.phone:
        yield Q(phone=wanted.phone)
    if wanted.point:
        yield Q(point__dwithin=(wanted.point, NEAR_M))
    elif wanted.street:
        yield Q(street=wanted.street, house_number=wanted.house_number)


def _candidates(wanted: Wanted, where: Q) -> QuerySet[Facility]:
    found: QuerySet[Facility] = (
        Facility.objects.filter(where)
        .exclude(pk=wanted.itself)
        .annotate(alike=TrigramSimilarity("name", wanted.name))
        .select_related("category")
        .order_by("-alike", "pk")[:MOST_COMPARED]
    )
    return found


def _is_likely(wanted: Wanted, place: Facility) -> bool:
    same_kind = place.category_id == wanted.category
    at_place = _same_address(wanted, place) or _within(wanted, place, SAME_SPOT_M)
    alike: float = place.alike  # type: ignore[attr-defined]  # annotated
    if alike >= ALIKE and (at_place or _same_phone(wanted, place) or _within(wanted, place, NEAR_M)):
        return True
    if same_kind and at_place:
        return True
    return same_kind and alike >= NEARLY_THE_SAME and not (wanted.point and place.point)


def _reasons(wanted: Wanted, place: Facility) -> Iterator[str]:
    if place.alike >= ALIKE:  # type: ignore[attr-defined]  # annotated
        yield "gleicher Name" if place.name.casefold() == wanted.name.casefold() else "ähnlicher Name"
    if _same_address(wanted, place):
        yield "gleiche Adresse"
    if _same_phone(wanted, place):
        yield "gleiche Telefonnummer"
    if wanted.point and place.point:
        distance_m = wanted.point.distance(place.point)
        if distance_m <= NEAR_M:
            yield f"{distance_m:.0f} m entfernt"


def _same_address(wanted: Wanted, place: Facility) -> bool:
    if not wanted.street or street_key(wanted.street) != street_key(place.street):
        return False
    return number_key(wanted.house_number) == number_key(place.house_number) and bool(wanted.house_number)


def _same_phone(wanted: Wanted, place: Facility) -> bool:
    number = tel_uri(wanted.phone)
    return bool(number) and number == tel_uri(place.phone)


def _within(wanted: Wanted, place: Facility, radius_m: float) -> bool:
    return bool(wanted.point and place.point and wanted.point.distance(place.point) <= radius_m)
