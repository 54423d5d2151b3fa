"""„In Ihrer Nähe“: the nearest places of each group around a point. Asked by POST, stored nowhere."""

from dataclasses import dataclass
from typing import Any

from django.contrib.gis.geos import Point
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from geo.crs import WGS84
from geo.db.querysets import in_crs
from geo.gazetteer.suggestions import suggest
from geo.params import can_be_stored
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.models.taxonomy import CategoryGroup
from wegweiser.directory.opening import Clock
from wegweiser.finding.nearby import Nearby, nearby
from wegweiser.pages.cards import Card
from wegweiser.pages.explorer import Explorer
from wegweiser.pages.filters import PlaceFilter
from wegweiser.pages.start_point import StartPoint, sureness
from wegweiser.requests import PublicRequest, accepts_form

OF_EACH_GROUP = 3


@dataclass(frozen=True)
class Group:
    group: CategoryGroup
    cards: list[Card]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@accepts_form
def around(request: PublicRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, {})
    if chosen := request.POST.get("sozialraum"):
        return _sozialraum(request, chosen)
    start = StartPoint.of(request.POST)
    if start.point is None:
        offers = [(offer, sureness(offer)) for offer in start.offers]
        return _page(request, {"start": start, "offers": offers}, status=200 if offers else 400)
    return _page(request, {"start": start, **_around(request, start.point)}, start.point)


@require_http_methods(["POST"])
@never_cache
@accepts_form
def addresses(request: PublicRequest) -> HttpResponse:
    """For who is still typing; sent by POST, so that no log sees it."""
    offers = suggest(request.POST.get("adresse", ""))
    return JsonResponse({"addresses": [{"label": offer.label, "note": sureness(offer)} for offer in offers]})


def _sozialraum(request: PublicRequest, code: str) -> HttpResponse:
    """A Sozialraum is no secret: its page has an address."""
    if not Sozialraum.objects.filter(pk=code[:60].replace("\x00", "")).exists():
        trouble = gettext("Diesen Sozialraum gibt es nicht.")
        return _page(request, {"start": StartPoint(trouble=trouble)}, status=400)
    return HttpResponseRedirect(reverse("pages:sozialraum", args=[code]))


def _around(request: PublicRequest, point: Point) -> dict[str, Any]:
    found = nearby(point, count=OF_EACH_GROUP) if can_be_stored(point) else Nearby(None, ())
    clock = Clock.now(request.city.holidays)
    groups = CategoryGroup.objects.in_bulk([kind.code for kind in found.kinds])
    shown = found.kinds if found.sozialraum or found.is_reachable else ()
    return {
        "sozialraum": found.sozialraum,
        "is_outside": found.sozialraum is None,
        "groups": [Group(groups[kind.code], [Card.of(place, clock) for place in kind.places]) for kind in shown],
    }


def _page(
    request: PublicRequest, context: dict[str, Any], point: Point | None = None, status: int = 200
) -> HttpResponse:
    shell = {"sozialraeume": Sozialraum.objects.defer("boundary"), **context}
    response = Explorer(PlaceFilter(), here=_here(point)).render(request, "pages/nearby.html", shell)
    response.status_code = status
    return response


def _here(point: Point | None) -> tuple[float, float] | None:
    """Longitude and latitude for the map."""
    if point is None or not can_be_stored(point):
        return None
    degrees = in_crs(point, WGS84)
    return degrees.x, degrees.y
