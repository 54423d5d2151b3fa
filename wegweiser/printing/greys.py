"""Colours of a sheet for office printers: greys on which the pictograms stay as plain as they were."""

import re
from dataclasses import replace
from io import BytesIO

from PIL import Image, ImageColor

from wegweiser.maps.symbols import SymbolStyle

WHITE = "#FFFFFF"
INK = "#141414"
_DARKEST_UNDER_INK = 0xB8
_LIGHTEST_UNDER_WHITE = 0x70
"""Both leave pictograms a contrast of more than 4.5 : 1."""
_SVG_COLOUR = re.compile(
    r"""(?P<property>\b(?:fill|stroke|stop-color|color)\s*[:=]\s*["']?\s*)(?P<colour>#[0-9a-f]+|rgb\([^)]*\)|[a-z]+)""",
    re.IGNORECASE,
)


def grey(colour: str) -> str:
    """As light as the colour is to the eye (Rec. 709)."""
    return _written(_lightness(colour))


def grey_style(style: SymbolStyle) -> SymbolStyle:
    lightness = _lightness(style.colour)
    if style.glyph_colour.upper() == WHITE:
        return replace(style, colour=_written(min(lightness, _LIGHTEST_UNDER_WHITE)))
    return replace(style, colour=_written(max(lightness, _DARKEST_UNDER_INK)), glyph_colour=INK)


def grey_picture(media_type: str, content: bytes) -> bytes:
    """An SVG or a PNG without its colours."""
    if media_type.endswith("svg+xml"):
        return _SVG_COLOUR.sub(_grey_property, content.decode()).encode()
    if not content:
        return content
    target = BytesIO()
    with Image.open(BytesIO(content)) as picture:
        picture.convert("RGBA").convert("LA").save(target, "PNG")
    return target.getvalue()


def _grey_property(found: re.Match[str]) -> str:
    try:
        red, green, blue, *_ = ImageColor.getrgb(found["colour"])
    except ValueError:  # none, currentColor and other words that are no colour
        return found[0]
    return found["property"] + grey(f"#{red:02X}{green:02X}{blue:02X}")


def _lightness(colour: str) -> int:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return round(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def _written(lightness: int) -> str:
    return f"#{lightness:02X}{lightness:02X}{lightness:02X}"
