"""List, map and Sozialräume."""

from collections.abc import Iterable
from typing import Any

from django.contrib.gis.geos import Point
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from geo.basemap.quarters import quarters_in
from geo.crs import WGS84
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.opening import Clock
from wegweiser.finding.search import search
from wegweiser.finding.words import LONGEST_SEARCH
from wegweiser.pages.caching import kept_a_minute
from wegweiser.pages.cards import Card
from wegweiser.pages.counts import counted
from wegweiser.pages.explorer import Explorer
from wegweiser.pages.filters import PlaceFilter, listed_places
from wegweiser.pages.wishes import counts_by_kind, ways_out, wishes
from wegweiser.requests import PublicRequest, accepts_form

PAGE_SIZE = 60
MOST_SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
@accepts_form
@kept_a_minute
def places(request: PublicRequest, shows_map: bool = False) -> HttpResponse:
    asked = PlaceFilter.from_query(request.GET)
    if request.method == "POST":
        return _found_places(request, asked, shows_map)
    return Explorer(asked, shows_map=shows_map).render(request, "pages/list.html", place_list(request, asked))


def place_list(request: PublicRequest, asked: PlaceFilter) -> dict[str, Any]:
    """The page of the list that `seite` asks for."""
    clock = Clock.now(request.city.holidays)
    # by number first: all else of the places before the page would be put together in vain
    page = Paginator(asked.places(clock).values_list("pk", flat=True), PAGE_SIZE).get_page(request.GET.get("seite"))
    return {
        "page": page,
        "count": page.paginator.count,
        "cards": [Card.of(place, clock) for place in listed_places().filter(pk__in=list(page))],
        "wishes": wishes(asked, clock),
        "ways_out": [] if page.paginator.count else ways_out(asked, clock),
        "counts": counts_by_kind(asked, clock),
    }


def _found_places(request: PublicRequest, asked: PlaceFilter, shows_map: bool) -> HttpResponse:
    """By words, by nearness or by both: asked for by POST, so that neither stands in any log."""
    text = request.POST.get("wort", "").strip()[:LONGEST_SEARCH]
    found = search(asked.places(), text)
    places = listed_places().filter(pk__in=found.ids) if found.words else asked.places()
    if "laenge" in request.POST:
        point = _position(request.POST.get("laenge", ""), request.POST.get("breite", ""), request.city.bounds)
        if point is None:
            return HttpResponseBadRequest(gettext("Dieser Standort liegt nicht in der Stadt."))
        shown: Iterable[PublicFacility] = places.nearest_first(point)[:MOST_SHOWN]
    else:
        shown = found.among(listed_places(), count=MOST_SHOWN) if found.words else places[:MOST_SHOWN]
    cards = _cards(request, shown)
    count = found.total if found.words else len(cards)
    wished = wishes(asked, Clock.now(request.city.holidays))
    context = {
        "text": text,
        "found": found,
        "counted": counted(found),
        "count": count,
        "cards": cards,
        "wishes": wished,
    }
    return Explorer(asked, shows_map=shows_map).render(request, "pages/list.html", context)


def _position(lon: str, lat: str, bounds: tuple[float, ...]) -> Point | None:
    """A point in EPSG:4326, if it lies in the box in which the city believes coordinates."""
    west, south, east, north = bounds
    try:
        x, y = float(lon), float(lat)
    except ValueError:
        return None
    return Point(x, y, srid=WGS84) if west <= x <= east and south <= y <= north else None


def _cards(request: PublicRequest, found: Iterable[PublicFacility]) -> list[Card]:
    clock = Clock.now(request.city.holidays)
    return [Card.of(place, clock) for place in found]


def sozialraeume(request: PublicRequest) -> HttpResponse:
    areas = Sozialraum.objects.defer("boundary")
    rows = [(area, listed_places().in_sozialraum(area.pk).count()) for area in areas]
    return render(request, "pages/sozialraeume.html", {"rows": rows})


def sozialraum(request: PublicRequest, slug: str) -> HttpResponse:
    area = get_object_or_404(Sozialraum, pk=slug)
    asked = PlaceFilter(sozialraum=area)
    context = {
        "sozialraum": area,
        "quarters": [name for name in quarters_in(area.boundary) if name != area.name],
        "cards": _cards(request, asked.places()),
        "citywide": _cards(request, listed_places().filter(citywide=True).exclude(pk__in=asked.places().values("pk"))),
    }
    return Explorer(asked).render(request, "pages/sozialraum.html", context)
