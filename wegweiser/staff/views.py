"""What the placing map asks for. Both answers are for staff; positions travel in POST bodies, never in a log."""

import json
import math
from typing import Any

from django.contrib.gis.geos import Point
from django.http import HttpRequest, HttpResponseBadRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from geo.crs import WGS84
from geo.db.querysets import in_storage_crs
from wegweiser.directory.models.facility import Facility
from wegweiser.directory.models.sozialraum import Sozialraum

NEIGHBOUR_RADIUS_M = 600
NEIGHBOUR_LIMIT = 200


@never_cache
@require_POST
def surroundings(request: HttpRequest) -> JsonResponse | HttpResponseBadRequest:
    """The Sozialraum at a point {lon, lat} and the places around it."""
    try:
        data = json.loads(request.body)
        point = _point(data)
    except (ValueError, KeyError, TypeError):
        return HttpResponseBadRequest("Erwartet werden „lon“ und „lat“ in Grad.")
    stored = in_storage_crs(point)
    sozialraum = Sozialraum.objects.filter(boundary__covers=stored).order_by("code").first()
    neighbours = (
        Facility.objects.within_metres(stored, NEIGHBOUR_RADIUS_M)
        .exclude(pk=data.get("itself"))
        .select_related("category__group")
        .order_by("pk")[:NEIGHBOUR_LIMIT]
    )
    return JsonResponse(
        {
            "sozialraum": sozialraum.name if sozialraum else None,
            "neighbours": [_neighbour(place) for place in neighbours],
        }
    )


def _point(data: dict[str, Any]) -> Point:
    lon, lat = float(data["lon"]), float(data["lat"])
    if not (math.isfinite(lon) and math.isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 85):
        raise ValueError("outside the map")
    return Point(lon, lat, srid=WGS84)


def _neighbour(place: Facility) -> dict[str, Any]:
    position: Any = place.point and place.point.transform(WGS84, clone=True)
    return {
        "name": place.name,
        "category": place.category.short_name,
        "colour": place.category.group.colour,
        "lon": position.x,
        "lat": position.y,
    }


@never_cache
@require_POST
def address(request: HttpRequest) -> JsonResponse | HttpResponseBadRequest:
    return HttpResponseBadRequest()
