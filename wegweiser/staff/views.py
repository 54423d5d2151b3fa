"""What the placing map asks for. All answers are for staff; positions travel in POST bodies, never in a log."""

import json
import math
from typing import Any

from django.contrib.gis.gdal import GDALException
from django.contrib.gis.geos import Point
from django.http import HttpRequest, HttpResponseBadRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from geo.crs import WGS84
from geo.db.querysets import in_storage_crs
from geo.gazetteer.geocoder import Confidence, Match, locate
from geo.gazetteer.suggestions import Suggestion, suggest
from wegweiser.directory.choices import GeometrySource
from wegweiser.directory.city import CityProfile
from wegweiser.directory.models.facility import Facility
from wegweiser.finding.nearby import sozialraum_at

NEIGHBOUR_RADIUS_M = 600
NEIGHBOUR_LIMIT = 200
SUGGESTED = 6
AT_ADDRESS_M = 3
ADDRESS = ("street", "house_number", "postcode")
FROM = {
    Confidence.EXACT: "Adresse",
    Confidence.NEAREST_NUMBER: "nächsten bekannten Hausnummer",
    Confidence.STREET: "Mitte der Straße",
}


@never_cache
@require_POST
def surroundings(request: HttpRequest) -> JsonResponse | HttpResponseBadRequest:
    """What is around a point {lon, lat}: its Sozialraum, places, and how far away the written address is."""
    try:
        data = json.loads(request.body)
        itself = data.get("itself")
        stored = in_storage_crs(_point(data))
        match = locate(*(str(data.get(key, "")) for key in ADDRESS)) if data.get("street") else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, GDALException):
        return HttpResponseBadRequest("Erwartet werden „lon“ und „lat“ in Grad.")
    sozialraum = sozialraum_at(stored)
    neighbours = (
        Facility.objects.within_metres(stored, NEIGHBOUR_RADIUS_M)
        .exclude(pk=itself if isinstance(itself, int) else None)
        .select_related("category__group")
        .order_by("pk")[:NEIGHBOUR_LIMIT]
    )
    return JsonResponse(
        {
            "sozialraum": sozialraum.name if sozialraum else None,
            "neighbours": [_neighbour(place, data.get("category")) for place in neighbours],
            "address": _distance(match, stored) if match else None,
        }
    )


def _distance(match: Match, point: Point) -> dict[str, Any]:
    apart_m = round(match.point.distance(point))
    if apart_m < AT_ADDRESS_M:
        return {"metres": apart_m, "text": f"an der {FROM[match.confidence]}"}
    apart = f"{apart_m} m" if apart_m < 1000 else f"{apart_m / 1000:.1f} km".replace(".", ",")
    return {"metres": apart_m, "text": f"{apart} von der {FROM[match.confidence]}"}


def _point(data: dict[str, Any]) -> Point:
    lon, lat = float(data["lon"]), float(data["lat"])
    if not (math.isfinite(lon) and math.isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 85):
        raise ValueError("outside the map")
    return Point(lon, lat, srid=WGS84)


def _neighbour(place: Facility, category: Any) -> dict[str, Any]:
    return {
        "same": place.category_id == category,
        "name": place.name,
        "category": place.category.short_name,
        "colour": place.category.group.colour,
        **_position(place.point),
    }


def _position(point: Any) -> dict[str, float]:
    position = point.transform(WGS84, clone=True)
    return {"lon": position.x, "lat": position.y}


FOUND = {
    Confidence.EXACT: (GeometrySource.REGISTER, "Adresse gefunden."),
    Confidence.NEAREST_NUMBER: (
        GeometrySource.NEAREST_NUMBER,
        "Diese Hausnummer fehlt im Adressverzeichnis; gezeigt ist die nächste. Bitte prüfen Sie die Marke.",
    ),
    Confidence.STREET: (
        GeometrySource.STREET,
        "Nur die Straße ist bekannt, nicht das Haus. Bitte ziehen Sie die Marke an die richtige Stelle.",
    ),
}
NOT_FOUND = (
    "Diese Straße steht nicht im Adressverzeichnis. Bitte prüfen Sie die Schreibweise oder klicken Sie auf die Karte."
)


@never_cache
@require_POST
def address(request: HttpRequest) -> JsonResponse | HttpResponseBadRequest:
    """Where {street, house_number, postcode} lies according to the address register."""
    try:
        data = json.loads(request.body)
        match = locate(*(str(data[key]) for key in ADDRESS))
    except (ValueError, KeyError, TypeError, RecursionError):
        return HttpResponseBadRequest("Erwartet werden „street“, „house_number“ und „postcode“.")
    if match is None:
        return JsonResponse({"message": NOT_FOUND})
    source, message = FOUND[match.confidence]
    written = {"postcode": match.postcode, "city": CityProfile.current().name}
    return JsonResponse({"message": message, "source": source, "written": written, **_position(match.point)})


@never_cache
@require_POST
def suggestions(request: HttpRequest) -> JsonResponse | HttpResponseBadRequest:
    """Addresses of the register for {text}, as far as it is typed."""
    try:
        found = suggest(str(json.loads(request.body)["text"]), SUGGESTED)
    except (ValueError, KeyError, TypeError, RecursionError):
        return HttpResponseBadRequest("Erwartet wird „text“.")
    city = CityProfile.current().name
    return JsonResponse({"suggestions": [_suggestion(each, city) for each in found]})


def _suggestion(found: Suggestion, city: str) -> dict[str, Any]:
    source, message = FOUND[found.confidence]
    return {
        "label": found.label,
        "precision": source.label,
        "message": message,
        "source": source,
        "written": {
            "street": found.street,
            "house_number": found.house_number,
            "postcode": found.postcode,
            "city": found.place or city,
        },
        **_position(found.point),
    }
