import json
from typing import Any
from urllib.parse import quote

from django import template
from django.conf import settings
from django.contrib.gis.geos import Point
from django.urls import reverse, translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info

from wegweiser.directory import translations
from wegweiser.directory.direction import listed
from wegweiser.directory.models.situations import LifeSituation
from wegweiser.directory.models.taxonomy import Category, Flag, Translated
from wegweiser.pages.cards import is_web, kind_name
from wegweiser.pages.family_card import PARTNER
from wegweiser.pages.filters import PlaceFilter

register = template.Library()
register.filter(is_web)
register.filter(listed)

MARKUP = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}

MAP_MODULES = ("pages/calm.js", *(f"pages/map/{name}.js" for name in (
    "ahead", "around", "basemap", "filters", "finder", "markers", "panel", "positions", "route", "toggle", "tools",
)))  # fmt: skip

LAYER_NAMES = {
    "basemap": "Karte",
    "facilities": "Orte",
    "sozialraeume": "Grenzen der Sozialräume",
    "addresses": "Adressen",
}


@register.simple_tag
def symbol(code: str, size: int) -> SafeString:
    """The symbol of a category or group; a name stands beside it, so it says nothing to a screen reader."""
    return format_html(
        '<svg class="symbol" width="{0}" height="{0}" viewBox="0 0 32 32" aria-hidden="true">'
        '<use href="{1}#{2}"/></svg>',
        size,
        reverse("assets:symbols"),
        code,
    )


@register.filter
def named(thing: Translated) -> str:
    return kind_name(thing) if isinstance(thing, Category) else thing.name_in(get_language() or "de")


@register.simple_tag(takes_context=True)
def languages(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Each language of the city with the address of this page in it."""
    request = context["request"]
    address = request.get_full_path() if request.method == "GET" else request.path
    return [{**get_language_info(code), "address": translate_url(address, code)} for code in context["city"].languages]


@register.simple_block_tag
def titled(content: str) -> SafeString:
    """The title of the page, for its tab and for a link to it in messages."""
    title = " ".join(content.split())  # escaped already, as all that a template renders
    return format_html('<title>{0}</title>\n<meta property="og:title" content="{0}">', mark_safe(title))  # noqa: S308


@register.simple_tag
def map_modules() -> tuple[str, ...]:
    """What the map's program imports: named in the head, they are fetched at once and not one after the other."""
    return MAP_MODULES


@register.simple_tag(takes_context=True)
def head_links(context: dict[str, Any]) -> dict[str, Any]:
    """Addresses as the city gives them out: of this page, of it in other languages, of the picture beside a link."""
    match = context["request"].resolver_match
    if match is None:
        return {}
    path = context["request"].path
    area = match.kwargs.get("slug") if match.view_name == "pages:sozialraum" else None
    return {
        "canonical": settings.PUBLIC_URL + path,
        "default": settings.PUBLIC_URL + translate_url(path, settings.LANGUAGE_CODE),
        "alternates": [(code, settings.PUBLIC_URL + translate_url(path, code)) for code in context["city"].languages],
        "preview": settings.PUBLIC_URL + reverse("previews:preview", args=[area] if area else []),
    }


@register.simple_tag(takes_context=True)
def translation_note(context: dict[str, Any]) -> str:
    return translations.translation_note(context["city"])


@register.filter
def way_to(position: Point) -> str:
    """Walking directions in any browser; route.js replaces it by the phone's own map program."""
    route = quote(f";{position.y:.5f},{position.x:.5f}")
    return f"https://www.openstreetmap.org/directions?engine=fossgis_osrm_foot&route={route}"


@register.filter
def coordinates(position: Point) -> str:
    """Latitude, longitude as a geo: address has them (RFC 5870)."""
    return f"{position.y:.5f},{position.x:.5f}"


@register.filter
def month(day: Any) -> str:
    return f"{day.month:02}/{day.year}"


@register.filter
def host(address: str) -> str:
    """An address as people say it."""
    return address.split("://", 1)[-1].removeprefix("www.").rstrip("/")


@register.simple_tag
def asking(asked: PlaceFilter, **changes: str) -> str:
    return asked.query(**changes)


@register.simple_tag
def layer_name(layer: str) -> str:
    return LAYER_NAMES.get(layer, layer)


@register.simple_tag
def life_situations() -> list[LifeSituation]:
    return list(LifeSituation.objects.all())


@register.simple_tag
def data_block(data: dict[str, Any]) -> SafeString:
    """Structured data in the page: no script, so that the policy lets it stand; no letter of it can end the block."""
    text = json.dumps(data, ensure_ascii=False).translate(MARKUP)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  # escaped above


@register.simple_tag
def has_family_card() -> bool:
    """A city without the card has no such flag among its own."""
    return Flag.objects.filter(pk=PARTNER).exists()
