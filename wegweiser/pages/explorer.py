"""The shell that list, Sozialraum and place share: a list or a place at the side, the same places on the map."""

from dataclasses import dataclass
from typing import Any

from django.contrib.gis.db.models import Extent
from django.contrib.gis.geos import Polygon
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext, gettext_noop, pgettext_lazy

from geo.crs import STORAGE, WGS84
from geo.tiles.layers import PNG_2X, Layer, registry
from geo.tiles.tilejson import tile_path
from geo.tiles.tokens import current_token
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.models.taxonomy import Category
from wegweiser.pages.cards import kind_name
from wegweiser.pages.filters import PlaceFilter
from wegweiser.requests import PublicRequest

TILE_LAYERS = ("base", "sozialraeume")
SHORTCUTS = {
    "betreuung.kita": pgettext_lazy("Filter", "Kita"),
    "gesundheit.kinderarzt": pgettext_lazy("Filter", "Kinderarzt"),
    "freizeit.spielplatz": pgettext_lazy("Filter", "Spielplatz"),
    "familie": pgettext_lazy("Filter", "Beratung"),
}
# What the map's own program says; it finds the translations in its configuration.
MAP_TEXTS = (
    gettext_noop("Mehrere Angebote an diesem Ort"),
    gettext_noop("Der Ort konnte nicht geladen werden. Bitte versuchen Sie es noch einmal."),
    gettext_noop("Ihr Standort ist nicht bekannt. Bitte erlauben Sie ihn in Ihrem Browser."),
    gettext_noop("Tippen Sie auf die Karte, wo Sie sind."),
    gettext_noop("Diese Straße kennen wir nicht."),
    gettext_noop("Quellen"),
    gettext_noop("Schließen"),
    gettext_noop("Vergrößern"),
    gettext_noop("Verkleinern"),
)


@dataclass(frozen=True)
class Shortcut:
    code: str
    label: str
    address: str
    chosen: bool


@dataclass(frozen=True)
class Explorer:
    asked: PlaceFilter
    chosen: PublicFacility | None = None
    shows_map: bool = False
    here: tuple[float, float] | None = None
    """Longitude and latitude of the visitor's point."""

    def render(self, request: PublicRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        kinds = {category.pk: category for category in Category.objects.select_related("group")}
        shortcuts = self._shortcuts(kinds)
        shell = {
            "asked": self.asked,
            "shows_map": self.shows_map,
            "shortcuts": shortcuts,
            "further": len([pair for pair in self.asked.values if pair[1] not in SHORTCUTS]),
            "map": self._map(request, kinds),
        }
        return render(request, template, shell | context)

    def _shortcuts(self, kinds: dict[str, Category]) -> list[Shortcut]:
        known = kinds.keys() | {category.group_id for category in kinds.values()}
        target = reverse("pages:map" if self.shows_map else "pages:list")
        return [
            Shortcut(code, str(label), target + self.asked.toggled("art", code), chosen)
            for code, label in SHORTCUTS.items()
            if code in known
            for chosen in [code in self.asked.kind_codes]
        ]

    def _map(self, request: PublicRequest, kinds: dict[str, Category]) -> dict[str, Any]:
        sozialraum = self.asked.sozialraum
        return {
            "places": reverse("assets:positions"),
            "query": self.asked.query(),
            "area": f"/api/collections/sozialraeume/items/{sozialraum.pk}" if sozialraum else None,
            "tiles": [_tiles(registry[name]) for name in TILE_LAYERS],
            "licences": reverse("pages:licences"),
            "bounds": _extent(sozialraum) or request.city.bounds,
            "symbols": reverse("assets:symbols"),
            "place": reverse("pages:place", args=[0]),
            "kinds": {code: kind_name(category) for code, category in kinds.items()},
            "chosen": self.chosen.pk if self.chosen else None,
            "here": self.here,
            "addresses": reverse("pages:addresses"),
            "texts": {text: gettext(text) for text in MAP_TEXTS},
        }


def _tiles(layer: Layer) -> dict[str, Any]:
    """Addresses on this site, in double density; Leaflet takes the attribution for HTML."""
    return {
        "tiles": tile_path(layer, PNG_2X, current_token(layer)),
        "minzoom": layer.zooms[0],
        "maxzoom": layer.zooms[-1],
        "attribution": escape(layer.attribution()) if layer.name == "base" else "",
        "bounds": layer.bounds() if layer.name != "base" else None,  # beyond them an overlay is empty
    }


def _extent(sozialraum: Sozialraum | None) -> tuple[float, ...] | None:
    """West, south, east, north in EPSG:4326 of one Sozialraum, or of all of them."""
    shown = Sozialraum.objects.filter(pk=sozialraum.pk) if sozialraum else Sozialraum.objects.all()
    extent = shown.aggregate(extent=Extent("boundary"))["extent"]
    if extent is None:
        return None
    box = Polygon.from_bbox(extent)
    box.srid = STORAGE
    around: tuple[float, ...] = box.transform(WGS84, clone=True).extent
    return around
