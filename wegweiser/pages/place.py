"""One place: its own page, and what its old links say once it is gone."""

from collections.abc import Iterable

from django.contrib.gis.geos import Point
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from wegweiser.directory.models.public import FormerFacility, PublicFacility
from wegweiser.directory.models.taxonomy import Flag
from wegweiser.directory.opening import Clock
from wegweiser.pages.cards import Card
from wegweiser.pages.explorer import Explorer
from wegweiser.pages.facts import Facts
from wegweiser.pages.family_card import offer_of
from wegweiser.pages.filters import PlaceFilter, listed_places
from wegweiser.pages.structured import structured
from wegweiser.pages.week import coming_days
from wegweiser.requests import PublicRequest

NEIGHBOURS = 5
SIMILAR = 4
PROTECTION = "schutz"
GONE = 410


def place(request: PublicRequest, pk: int) -> HttpResponse:
    found = listed_places().filter(pk=pk).first()
    if found is None:
        return _gone(request, pk)
    flags = Flag.objects.filter(pk__in=found.flags)
    clock = Clock.now(request.city.holidays)
    context = {
        "card": Card.of(found, clock),
        "days": coming_days(found, clock),
        "offer": offer_of(found, clock.today),
        "facts": Facts.of(found, list(flags)),
        "near": _near(request, found.point, leave_out=pk),
        "structured": structured(found),
        "protects": found.group_code == PROTECTION,
    }
    return Explorer(PlaceFilter(), chosen=found).render(request, "pages/place.html", context)


def _gone(request: PublicRequest, pk: int) -> HttpResponse:
    former: FormerFacility = get_object_or_404(FormerFacility.objects.select_related("category"), pk=_number(pk))
    similar = listed_places().of_category(former.category_id)
    if former.point:
        similar = similar.nearest_first(former.point)
    context = {
        "kind": former.category,
        "similar": _cards(request, similar[:SIMILAR]),
        "near": _near(request, former.point),
        "protects": former.category.group_id == PROTECTION,
    }
    return render(request, "pages/gone.html", context, status=GONE)


def _number(pk: int) -> int:
    """What the database takes for a key; no place has a larger one."""
    if pk >= 2**63:
        raise Http404(f"no place {pk}")
    return pk


def _near(request: PublicRequest, point: Point | None, leave_out: int = 0) -> list[Card]:
    """What else a family finds there; nothing where nobody may know where that is."""
    if point is None:
        return []
    return _cards(request, listed_places().exclude(pk=leave_out).nearest_first(point)[:NEIGHBOURS])


def _cards(request: PublicRequest, places: Iterable[PublicFacility]) -> list[Card]:
    clock = Clock.now(request.city.holidays)
    return [Card.of(found, clock) for found in places]
