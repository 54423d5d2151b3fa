"""Where the places of a list are, for its map: all at once, or heaps of them by tile where there are too many."""

from collections.abc import Iterator
from math import cos, radians
from typing import Any

from django.contrib.gis.db.models.functions import GeoFunc
from django.db.models import Avg, Count, FloatField, Max, Min
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from geo.db.functions import SnapToGrid
from geo.errors import Mistake
from geo.tiles.base import ZOOMS
from geo.tiles.grid import Tile
from wegweiser.directory.models.public import PublicFacilityQuerySet
from wegweiser.pages.caching import kept_a_minute
from wegweiser.pages.filters import PlaceFilter
from wegweiser.requests import PublicRequest

MOST_AT_ONCE = 2000
SINGLE_FROM_ZOOM = 16
"""From here on a tile holds few enough places to tell them apart."""
HEAP_PX = 64
DIGITS = 6
"""Of a degree: a tenth of a metre."""


class _X(GeoFunc):
    function = "ST_X"
    output_field = FloatField()


class _Y(GeoFunc):
    function = "ST_Y"
    output_field = FloatField()


@require_safe
@kept_a_minute
def positions(request: PublicRequest) -> HttpResponse:
    """`places`: id, longitude, latitude, kind, name and how many; or the address of `tiles` that hold the same."""
    places = PlaceFilter.from_query(request.GET).places().filter(point__isnull=False)
    if places.order_by().values("pk")[: MOST_AT_ONCE + 1].count() > MOST_AT_ONCE:
        address = reverse("assets:heaps", args=[0, 0, 0]).replace("0/0/0", "{z}/{x}/{y}")
        query = request.META.get("QUERY_STRING", "")
        return JsonResponse({"tiles": f"{address}?{query}" if query else address})
    return JsonResponse({"places": list(_single(places))})


@require_safe
@kept_a_minute
def heaps(request: PublicRequest, zoom: int, x: int, y: int) -> HttpResponse:
    try:
        tile = Tile.checked(zoom, x, y, ZOOMS)
    except Mistake as mistake:
        raise Http404(str(mistake)) from mistake
    places = PlaceFilter.from_query(request.GET).places().within_box(tile.envelope())
    rows = _single(places[:MOST_AT_ONCE]) if zoom >= SINGLE_FROM_ZOOM else _heaps(places, tile)
    return JsonResponse({"places": list(rows)})


def _single(places: PublicFacilityQuerySet) -> Iterator[list[Any]]:
    for pk, position, kind, name in places.values_list("pk", "position", "category_id", "name"):
        yield [pk, round(position.x, DIGITS), round(position.y, DIGITS), kind, name, 1]


def _heaps(places: PublicFacilityQuerySet, tile: Tile) -> Iterator[list[Any]]:
    _, south, _, north = tile.degrees()
    side_m = tile.pixel_m * HEAP_PX * cos(radians((south + north) / 2))
    rows = (
        places.order_by()
        .annotate(cell=SnapToGrid("point", side_m), x=_X("position"), y=_Y("position"))
        .values("cell")
        .annotate(lon=Avg("x"), lat=Avg("y"), count=Count("pk"), pk=Min("id"), name=Min("name"))
        .annotate(first=Min("category_id"), last=Max("category_id"))
        .values_list("pk", "lon", "lat", "first", "last", "name", "count")
    )
    for pk, lon, lat, first, last, name, count in rows:
        yield [pk, round(lon, DIGITS), round(lat, DIGITS), _common(first, last), name if count == 1 else "", count]


def _common(first: str, last: str) -> str:
    """The kind of all in a heap, or their group, or nothing."""
    if first == last:
        return first
    group = first.partition(".")[0]
    return group if group == last.partition(".")[0] else ""
