"""Pictures of the site itself: its icon, and the preview that a link shows in messages. Sizes in pixels."""

import json
from collections.abc import Sequence
from functools import lru_cache

from django.conf import settings
from django.utils.translation import get_language, get_language_bidi, gettext

from wegweiser.directory.choices import Shape
from wegweiser.directory.city import CityProfile
from wegweiser.directory.models.taxonomy import CategoryGroup
from wegweiser.maps.symbols import SymbolStyle, symbol_svg
from wegweiser.printing.fonts import ARABIC_FIRST, FAMILIES
from wegweiser.printing.layout.shapes import rings, silhouettes
from wegweiser.printing.pdf import PIXELS_PER_MM, make_png
from wegweiser.printing.values import Area

ICON_SIZES = (180, 192, 512)
"""Of an iPhone's home screen, of Android's, and of its start."""
PREVIEW_SIZE = (1200, 630)
PICTOGRAM = "people-roof"
_SILHOUETTE_MM = (52.0, 48.0)
"""What the outline of the city may take of the preview."""


def icon_svg(accent: str) -> str:
    return symbol_svg(SymbolStyle(accent, "#FFFFFF", Shape.ROUNDED_SQUARE, PICTOGRAM), rim=False)


def icon_png(accent: str, size: int) -> bytes:
    """Filled to its edges: telephones cut their own shape out of it."""
    return _drawn(json.dumps({"size": size / PIXELS_PER_MM, "accent": accent, "symbol": icon_svg(accent)}), "icon")


def preview_png(city: CityProfile, areas: Sequence[Area], own: Area | None) -> bytes:
    """In the active language; `own` is the Sozialraum that the page is about."""
    shapes, width, height = silhouettes(list(areas), *_SILHOUETTE_MM)
    document = {
        "width": PREVIEW_SIZE[0] / PIXELS_PER_MM,
        "height": PREVIEW_SIZE[1] / PIXELS_PER_MM,
        "accent": city.accent,
        "language": (get_language() or settings.LANGUAGE_CODE).partition("-")[0],
        "right_to_left": get_language_bidi(),
        "fonts": ARABIC_FIRST if get_language_bidi() else FAMILIES,
        "series": gettext("Wegweiser für Familien"),
        "name": own.name if own else city.name,
        "city": city.name if own else "",
        "map": {"width": width, "height": height},
        "areas": [
            {"rings": rings(shape), "own": own is None or area == own}
            for area, shape in zip(areas, shapes, strict=True)
        ],
        "symbols": [
            symbol_svg(SymbolStyle(group.colour, group.glyph_colour, Shape(group.shape), group.pictogram))
            for group in CategoryGroup.objects.all()
        ],
    }
    return _drawn(json.dumps(document), "preview")


@lru_cache(maxsize=64)
def _drawn(document: str, template: str) -> bytes:
    return make_png(document, template)
