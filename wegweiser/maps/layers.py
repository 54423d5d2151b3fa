"""Which rows and fields the tile layers carry, and how they are painted."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from geo.cartography.mapfile import line, rule, symbolizer
from geo.tiles.base import ZOOMS, base_layer
from geo.tiles.layers import Layer, VectorSource, registry
from geo.tiles.overlay import overlay_documents
from wegweiser.directory.city import CityProfile
from wegweiser.directory.models.city import City, LayerAttribution
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.maps.symbol_files import symbol_passes

_HERE = Path(__file__).parent
_HALO = {"halo_fill": "#FFFFFF", "halo_radius": 1.6}
_NAMED_ZOOMS = range(10, 16)
_NARROW_ZOOMS = range(10, 13)
"""Here a district is hardly wider than its name, which is therefore broken wherever it can be."""


def _profile() -> CityProfile | None:
    try:
        return CityProfile.current()
    except City.DoesNotExist:
        return None


def _bounds() -> Any:
    profile = _profile()
    return profile.bounds if profile else None


def _accent() -> str:
    profile = _profile()
    return profile.accent if profile else CityProfile.accent


def _attribution(layer: str) -> str:
    """Programs show it as HTML."""
    found = LayerAttribution.objects.filter(layer=layer).first()
    return escape(f"{found.text} ({found.licence})") if found else ""


def _located_facilities() -> QuerySet[Any]:
    return PublicFacility.objects.filter(point__isnull=False).order_by("pk")


def _sozialraeume() -> QuerySet[Any]:
    return Sozialraum.objects.order_by("code")


FACILITIES = VectorSource(
    rows=_located_facilities,
    fields={
        "id": "pk",
        "name": "name",
        "category": "category_id",
        "group": "group_code",
        "symbol": "category__pictogram",
        "sozialraum": "sozialraum_id",
    },
    geometry="point",
    id="pk",
)
SOZIALRAEUME = VectorSource(
    rows=_sozialraeume, fields={"code": "code", "name": "name"}, geometry="boundary", simplify_px=0.25
)


def _border_passes(zoom: int) -> Sequence[Sequence[str]]:
    """First all casings: a neighbour's must not run over a line."""
    accent, profile = _accent(), _profile()
    width = 1.5 if zoom < 12 else 2.2
    casings, borders = line("#FFFFFF", width + 2, stroke_opacity=0.7), line(accent, width)
    if zoom not in _NAMED_ZOOMS or (profile and profile.basemap):
        return [[rule(casings)], [rule(borders)]]
    # only where there is no base map, whose own names these would cover
    return [[rule(casings)], [rule(borders)], [rule(_name(zoom, accent))]]


def _name(zoom: int, accent: str) -> str:
    narrow = zoom in _NARROW_ZOOMS
    return symbolizer(
        "Text",
        "[name].replace('([-/])', '$1 ')" if narrow else "[name]",
        face_name="Noto Sans SemiBold",
        size=zoom - narrow,
        fill=accent,
        placement="interior",
        wrap_width=int(narrow),
        **_HALO,
    )


def register() -> None:
    registry.register(base_layer(_accent, _bounds, lambda: _attribution("basemap")))
    registry.register(
        Layer(
            name="facilities",
            revision="facilities",
            zooms=ZOOMS,
            bounds=_bounds,
            documents=overlay_documents(FACILITIES, symbol_passes),
            made_from=(_HERE,),
            attribution=lambda: _attribution("facilities"),
            vector=FACILITIES,
        )
    )
    registry.register(
        Layer(
            name="sozialraeume",
            revision="sozialraeume",
            zooms=ZOOMS,
            bounds=_bounds,
            documents=overlay_documents(SOZIALRAEUME, _border_passes),
            made_from=(_HERE,),
            attribution=lambda: _attribution("sozialraeume"),
            vector=SOZIALRAEUME,
        )
    )
