"""The symbols of the places: one source for browser, tiles and paper.

A symbol is a pictogram on its group's colour and shape. On paper it stands at the left end of a „Klingelschild“, a
white plate with the place's number; the number itself is set as text by whoever sets the sheet.
"""

from dataclasses import dataclass, replace
from functools import cache
from math import hypot
from pathlib import Path
from typing import Self

from defusedxml.ElementTree import parse

from wegweiser.directory.categories import Category, Group
from wegweiser.directory.category_entry import pictogram_file
from wegweiser.directory.choices import Shape
from wegweiser.maps.svg_path import Placing

PLATE_HEIGHT_MM = 5.0
NUMBER_LEFT_MM = PLATE_HEIGHT_MM + 0.5
NUMBER_RIGHT_MM = 0.8
NUMBER_SIZE_MM = 8.0 * 25.4 / 72
# Noto Sans Bold, in parts of its size: tabular figures, en dash
FIGURE_EM = 0.572
DASH_EM = 0.5

# share of the symbol that the pictogram may fill: longest side, and the diagonal, which a circle cuts short
FILL_SIDE = 0.74
FILL_DIAGONAL = {Shape.CIRCLE: 0.88, Shape.ROUNDED_SQUARE: 1.0}
CORNER = 0.21
RIM = 0.05
_OUTLINE = 0.4
_DIGITS = 2
"""A symbol is 32 units wide: a hundredth of one is seen nowhere, and each digit is loaded with every page."""


class PictogramError(Exception):
    """A pictogram is missing or drawn with more than plain paths."""


@dataclass(frozen=True)
class SymbolStyle:
    colour: str
    glyph_colour: str
    shape: Shape
    pictogram: str

    @classmethod
    def of_category(cls, category: Category) -> Self:
        group = category.group
        return cls(group.colour, group.glyph_colour, group.shape, category.pictogram)

    @classmethod
    def of_group(cls, group: Group) -> Self:
        return cls(group.colour, group.glyph_colour, group.shape, group.pictogram)


@dataclass(frozen=True)
class Glyph:
    width: float
    height: float
    path: str


@cache
def glyph(pictogram: str) -> Glyph:
    path = pictogram_file(pictogram)
    if path is None:
        raise PictogramError(f"Das Zeichen „{pictogram}“ gibt es nicht.")
    return read_glyph(path)


def read_glyph(path: Path) -> Glyph:
    root = parse(path).getroot()
    drawn = [element for element in root.iter() if element is not root]
    if not drawn or any(element.tag.rpartition("}")[2] != "path" or element.keys() != ["d"] for element in drawn):
        raise PictogramError(f"{path.name}: Das Zeichen darf nur aus Pfaden bestehen, ohne Stil und Verschiebung.")
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    outline = "".join(Placing(1, -left, -top).apply(element.attrib["d"]) for element in drawn)
    return Glyph(width, height, outline)


def symbol_svg(style: SymbolStyle, size: float = 32, *, rim: bool = True) -> str:
    """The symbol by itself, `size` units wide and high; its white rim parts it from the map and from its neighbours."""
    inset = RIM * size if rim else 0
    white = _shape_path(style.shape, 0, size)
    parts = [f'<path fill="#FFFFFF" d="{white}"/>'] if rim else []
    parts += _symbol(style, inset, size - 2 * inset)
    box = f'width="{size:g}" height="{size:g}" viewBox="0 0 {size:g} {size:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{"".join(parts)}</svg>'


def outline_svg(style: SymbolStyle, size: float) -> str:
    """The symbol as line art on white, for children to colour; lines are 0.4 units wide."""
    drawn = _symbol(replace(style, colour="#FFFFFF", glyph_colour="#FFFFFF"), _OUTLINE / 2, size - _OUTLINE)
    box = f'width="{size:g}" height="{size:g}" viewBox="0 0 {size:g} {size:g}"'
    line = f'stroke="#141414" stroke-width="{_OUTLINE:g}" stroke-linejoin="round"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}><g {line}>{"".join(drawn)}</g></svg>'


def plate_width_mm(number: str) -> float:
    """Width of the plate for a number, or for a range such as 12–25."""
    figures = sum(FIGURE_EM if sign.isdigit() else DASH_EM for sign in number)
    return round(NUMBER_LEFT_MM + figures * NUMBER_SIZE_MM + NUMBER_RIGHT_MM, 2)


def _symbol(style: SymbolStyle, inset: float, size: float) -> list[str]:
    drawing = glyph(style.pictogram)
    longest, diagonal = max(drawing.width, drawing.height), hypot(drawing.width, drawing.height)
    scale = size * min(FILL_SIDE / longest, FILL_DIAGONAL[style.shape] / diagonal)
    centre = inset + size / 2
    placing = Placing(scale, centre - drawing.width * scale / 2, centre - drawing.height * scale / 2, _DIGITS)
    return [
        f'<path fill="{style.colour}" d="{_shape_path(style.shape, inset, size)}"/>',
        f'<path fill="{style.glyph_colour}" d="{placing.apply(drawing.path)}"/>',
    ]


def _shape_path(shape: Shape, inset: float, size: float) -> str:
    radius = size / 2 if shape == Shape.CIRCLE else size * CORNER
    side, arc = size - 2 * radius, f"a{radius:g} {radius:g} 0 0 1"
    return (
        f"M{inset + radius:g} {inset:g}h{side:g}{arc} {radius:g} {radius:g}v{side:g}{arc} {-radius:g} {radius:g}"
        f"h{-side:g}{arc} {-radius:g} {-radius:g}v{-side:g}{arc} {radius:g} {-radius:g}z"
    )
