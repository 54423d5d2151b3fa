"""The one table of inks: what each colour of the style is printed with (docs/decisions/0008-process-colours.md)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

import numpy as np
from PIL import ImageColor

from wegweiser.printing.press.errors import PreflightError

Rgb = tuple[float, ...]
"""Red, green, blue from 0 to 1, or one grey."""


class Cmyk(NamedTuple):
    """Area covered by each ink, in percent."""

    cyan: int
    magenta: int
    yellow: int
    black: int

    @property
    def total(self) -> int:
        return sum(self)


BLACK, PAPER = Cmyk(0, 0, 0, 100), Cmyk(0, 0, 0, 0)

INKS: Mapping[str, Cmyk] = {
    # ink and thin text: black alone, so that nothing can be out of register
    "#141414": BLACK,
    "#33302B": Cmyk(0, 0, 0, 90),
    "#4A463F": Cmyk(0, 0, 0, 82),
    "#6B655B": Cmyk(0, 0, 0, 70),
    "#7A7062": Cmyk(0, 0, 0, 65),
    "#567541": Cmyk(42, 0, 78, 48),  # green areas' names
    "#43799A": Cmyk(62, 18, 0, 40),  # waters' names
    # Wegweiser
    "#00505C": Cmyk(100, 30, 40, 45),
    "#FFF6E0": Cmyk(0, 3, 14, 0),
    "#E9E4D8": Cmyk(6, 7, 15, 2),
    # groups
    "#0A4396": Cmyk(100, 80, 0, 5),
    "#FFCF26": Cmyk(0, 18, 95, 0),
    "#8C235D": Cmyk(35, 100, 30, 20),
    "#B81717": Cmyk(8, 100, 92, 15),
    "#3FA662": Cmyk(76, 5, 80, 0),
    "#8BE3DD": Cmyk(45, 0, 20, 0),
    "#7F95AE": Cmyk(52, 33, 20, 0),
    "#E8821E": Cmyk(0, 58, 98, 0),
    "#7444D8": Cmyk(72, 80, 0, 0),
    # ground: no black where a tint is light, its dots would look like dust
    "#F4F1EA": Cmyk(3, 4, 8, 0),
    "#FAF8F3": Cmyk(1, 2, 4, 0),
    "#F8F6F1": Cmyk(2, 2, 5, 0),
    "#ECE7DF": Cmyk(6, 7, 11, 0),
    "#EEE9E1": Cmyk(5, 6, 10, 0),
    "#F3EADB": Cmyk(4, 6, 14, 0),
    "#F1EEDF": Cmyk(4, 4, 13, 0),
    "#F3EBD3": Cmyk(4, 5, 18, 0),
    "#E6DFD3": Cmyk(8, 10, 16, 0),
    "#D6CCBC": Cmyk(12, 14, 24, 3),
    "#E3EDD6": Cmyk(11, 1, 19, 0),
    "#E4EED7": Cmyk(10, 1, 18, 0),
    "#DFEACF": Cmyk(13, 1, 23, 0),
    "#DCEBCB": Cmyk(15, 0, 26, 0),
    "#D8E6C9": Cmyk(16, 2, 26, 0),
    "#D0E2BC": Cmyk(19, 2, 33, 0),
    "#CFE3BC": Cmyk(20, 1, 33, 0),
    "#C9E0EC": Cmyk(20, 4, 4, 0),
    # streets and rails
    "#CFC7BA": Cmyk(12, 13, 22, 7),
    "#CFC8BB": Cmyk(12, 12, 21, 7),
    "#C3B49B": Cmyk(18, 22, 38, 6),
    "#F8E7BE": Cmyk(2, 7, 30, 0),
    "#D4BC86": Cmyk(14, 22, 54, 3),
    "#FFF8E3": Cmyk(0, 2, 13, 0),
    "#CDBF9F": Cmyk(15, 18, 38, 5),
    "#A39C91": Cmyk(18, 18, 26, 26),
    "#BDB5A8": Cmyk(14, 15, 24, 14),
    "#B9B1A2": Cmyk(15, 16, 28, 14),
    "#4F76A3": Cmyk(78, 48, 12, 4),
    "#FBEFC4": Cmyk(1, 4, 28, 0),
    "#A98F4E": Cmyk(25, 32, 78, 14),
}

_DARKEST_SHADE = 0x33 / 255
"""A colour with no channel above this is black in print: three inks would only blur it."""
_EXPONENT = 1.1
_MASKING = np.array([[1.0, 0.0, 0.0], [-0.35, 1.5, -0.15], [0.2, -0.65, 1.45]])
"""Yule's masking equations: what cyan absorbs of green, and magenta of blue, the next inks need not absorb again.

Each row adds up to one, so a grey is printed with black alone.
"""
LUMINANCE = (0.3, 0.59, 0.11)
"""What red, green and blue add to the brightness of a colour."""
_SVG_COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|(?:rgb|hsl)a?\([^)]*\)|[a-z]+", re.IGNORECASE)


def computed(rgb: "np.ndarray[Any, np.dtype[np.float64]]") -> "np.ndarray[Any, np.dtype[np.float64]]":
    """Shares from 0 to 1 for an array (…, 3) of such; all grey is taken by black, so never more than 300 %."""
    absorbed = np.clip((1 - rgb**_EXPONENT) @ _MASKING.T, 0, 1)
    black = absorbed.min(axis=-1, keepdims=True)
    inks = np.clip((absorbed - black) / np.maximum(1 - black, 1e-9), 0, 1)
    return np.concatenate([inks, black], axis=-1)


def blackened(rgb: Rgb) -> Cmyk:
    """As dark as the colour, in black alone. Within a soft mask, where a colour is an opacity, it stays what it is."""
    weights = LUMINANCE if len(rgb) == 3 else (1.0,)
    return Cmyk(0, 0, 0, round(100 * (1 - sum(w * value for w, value in zip(weights, rgb, strict=True)))))


def colours_in(svg: str) -> set[str]:
    """Everything in a drawing that can be read as a colour: what a logo may bring along."""
    found = {"#000000"}
    for word in _SVG_COLOUR.findall(svg):
        if word.isalpha() and word.lower() not in ImageColor.colormap:
            continue
        try:
            found.add(_hex([channel / 255 for channel in ImageColor.getrgb(word)[:3]]))
        except ValueError:
            continue  # an anchor such as #arrow, not a colour
    return found


@dataclass(frozen=True)
class Inks:
    """The table, and the formula for those colours alone that a city brought along."""

    city: frozenset[str] = frozenset()
    only_black: bool = False
    """Of a greyscale sheet: an office printer has no other ink, and a press is paid for each."""
    _known: dict[Rgb, Cmyk] = field(default_factory=dict, compare=False)

    @classmethod
    def with_city(cls, colours: Iterable[str], *, only_black: bool = False) -> Self:
        return cls(frozenset(colour.upper() for colour in colours), only_black)

    def of(self, rgb: Rgb) -> Cmyk:
        """Raises PreflightError for a colour that neither table nor city knows."""
        if rgb not in self._known:
            self._known[rgb] = self._looked_up(rgb)
        return self._known[rgb]

    def _looked_up(self, rgb: Rgb) -> Cmyk:
        colour = _hex(rgb)
        if colour in INKS:
            return blackened(rgb) if self.only_black and any(INKS[colour][:3]) else INKS[colour]
        grey = colour[1:3] == colour[3:5] == colour[5:7]
        if not grey and colour not in self.city:
            raise PreflightError([f"Für die Farbe {colour} steht kein Wert in der Tabelle der Druckfarben."])
        if self.only_black:
            return blackened(rgb)
        shade = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
        if shade.max() <= _DARKEST_SHADE:
            return BLACK
        return Cmyk(*(round(100 * share) for share in computed(shade)))


def _hex(rgb: Iterable[float]) -> str:
    channels = [round(channel * 255) for channel in rgb]
    return "#" + "".join(f"{channel:02X}" for channel in (channels if len(channels) == 3 else channels * 3))
