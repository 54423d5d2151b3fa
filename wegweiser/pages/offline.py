"""The site as an installed app, and what it can do without a net (docs/decisions)."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from wegweiser.directory.hours import one_line
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.phone import tel_uri
from wegweiser.pages.caching import kept_a_minute
from wegweiser.pages.cards import kind_name
from wegweiser.pages.filters import listed_places
from wegweiser.pages.texts import emergency_numbers
from wegweiser.requests import PublicRequest

WORKER = Path(__file__).parent / "static" / "pages" / "offline" / "worker.js"
MOST_SAVED = 1500
"""Places that every visitor's browser saves; a larger city saves those of a Sozialraum with its page."""
ICON_SIZES = (192, 512)


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root of the site, whose pages it answers for."""
    languages = json.dumps([code for code, _ in settings.LANGUAGES])
    source = WORKER.read_text(encoding="utf-8")
    return HttpResponse(f"const LANGUAGES = {languages};\n{source}", content_type="text/javascript")


@require_safe
@cache_control(max_age=24 * 3600)
def manifest(request: PublicRequest) -> JsonResponse:
    """What makes the site installable (W3C Web Application Manifest)."""
    content = {
        "id": "/",
        "name": f"{gettext('Wegweiser für Familien')} {request.city.name}",
        "short_name": gettext("Wegweiser"),
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": reverse("pages:list"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#FFFFFF",
        "theme_color": request.city.accent,
        "icons": [_icon(size) for size in ICON_SIZES],
        "shortcuts": [{"name": gettext("Hilfe in Not"), "url": reverse("pages:emergency")}],
    }
    return JsonResponse(content, content_type="application/manifest+json")


@require_safe
@kept_a_minute
def directory(request: PublicRequest) -> HttpResponse:
    """All places on one page without map: what a browser shows when there is no net."""
    places = list(listed_places()[: MOST_SAVED + 1])
    context = {
        "numbers": emergency_numbers(request),
        "rows": [_row(place) for place in places] if len(places) <= MOST_SAVED else [],
        "too_many": len(places) > MOST_SAVED,
    }
    return render(request, "pages/offline.html", context)


def _row(place: PublicFacility) -> dict[str, Any]:
    """Hours as they are written: whether it is open now, a saved page does not know."""
    hours = one_line(place.opening_hours, place.hours_note, get_language() or settings.LANGUAGE_CODE)
    return {"place": place, "kind": kind_name(place.category), "tel": tel_uri(place.phone), "hours": hours}


def _icon(size: int) -> dict[str, str]:
    source = reverse("icons:icon", kwargs={"size": size})
    return {"src": source, "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any maskable"}
