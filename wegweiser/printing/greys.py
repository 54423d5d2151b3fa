"""Colours of a sheet for office printers: greys on which the pictograms stay as plain as they were."""

from dataclasses import replace

from wegweiser.maps.symbols import SymbolStyle

WHITE = "#FFFFFF"
INK = "#141414"
_DARKEST_UNDER_INK = 0xB8
_LIGHTEST_UNDER_WHITE = 0x70
"""Both leave pictograms a contrast of more than 4.5 : 1."""


def grey(colour: str) -> str:
    """As light as the colour is to the eye (Rec. 709)."""
    return _written(_lightness(colour))


def grey_style(style: SymbolStyle) -> SymbolStyle:
    lightness = _lightness(style.colour)
    if style.glyph_colour.upper() == WHITE:
        return replace(style, colour=_written(min(lightness, _LIGHTEST_UNDER_WHITE)))
    return replace(style, colour=_written(max(lightness, _DARKEST_UNDER_INK)), glyph_colour=INK)


def _lightness(colour: str) -> int:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return round(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def _written(lightness: int) -> str:
    return f"#{lightness:02X}{lightness:02X}{lightness:02X}"
