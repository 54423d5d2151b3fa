"""The symbols as rules for Mapnik."""

import re
from collections.abc import Iterator, Sequence

from geo.cartography.mapfile import rule, symbolizer
from geo.cartography.symbol_files import symbol_file
from wegweiser.directory.choices import Shape
from wegweiser.directory.models.taxonomy import Category
from wegweiser.maps.symbols import SymbolStyle, symbol_svg

_DOTS_BELOW = 13
"""Farther out symbols would cover each other: a dot in the colour of the group instead."""
_SAFE_CODE = re.compile(r"[a-z0-9_.-]+")
_UNKNOWN = symbolizer("Markers", width=8, height=8, fill="#141414", stroke="#FFFFFF", allow_overlap="true")


def symbol_passes(zoom: int) -> Sequence[Sequence[str]]:
    """A rule per category; colours and pictograms are those of the database, which the city may change."""
    return [[*_category_rules(zoom), f"<Rule><ElseFilter/>{_UNKNOWN}</Rule>"]]


def _category_rules(zoom: int) -> Iterator[str]:
    size_px = _size_px(zoom)
    for category in Category.objects.select_related("group"):
        if _SAFE_CODE.fullmatch(category.code):
            yield rule(_marker(category, zoom, size_px), f"[category] = '{category.code}'")


def _size_px(zoom: int) -> int:
    return {8: 4, 9: 4, 10: 5, 11: 6, 12: 8, 13: 16, 14: 20, 15: 24}.get(zoom, 28)


def _marker(category: Category, zoom: int, size_px: int) -> str:
    always = {"width": size_px, "height": size_px, "allow_overlap": "true", "ignore_placement": "true"}
    if zoom < _DOTS_BELOW:
        return symbolizer("Markers", fill=category.group.colour, stroke="#FFFFFF", stroke_width=0.6, **always)
    return symbolizer("Markers", file=symbol_file(symbol_svg(_style(category))), **always)


def _style(category: Category) -> SymbolStyle:
    group = category.group
    return SymbolStyle(group.colour, group.glyph_colour, Shape(group.shape), category.pictogram)
