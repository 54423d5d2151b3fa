"""How the one map looks: widths and text sizes at a scale. Drawn the same as PNG tile and on paper, in any theme.

Lengths are in style pixels of 0.28 mm (the pixel of OGC scale denominators), so a zoom level and the scale it stands
for show streets in the same proportions; only texts differ, because paper is sharper than a screen.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from geo.basemap.themes import COLOUR, Theme
from geo.cartography.units import POINTS_PER_MM, STYLE_PIXEL_MM

_STYLE_PIXELS_PER_POINT = 1 / POINTS_PER_MM / STYLE_PIXEL_MM
_MERCATOR_STRETCH = math.cos(math.radians(51.0))
"""Web Mercator's scale at the middle of Germany; a degree more or less moves a zoom by 0.03."""
_ZOOM_0_DENOMINATOR = 559_082_264.0

_ZOOMS = range(10, 20)
ROAD_WIDTHS: Mapping[str, tuple[float, ...]] = {
    # zoom       10   11   12   13   14   15   16    17    18    19
    "motorway": (1.4, 1.8, 2.4, 3.0, 4.2, 6.0, 9.0, 13.0, 19.0, 28.0),
    "trunk": (1.2, 1.6, 2.2, 2.8, 4.0, 5.6, 8.6, 12.5, 18.0, 26.0),
    "primary": (0.9, 1.2, 1.7, 2.3, 3.5, 5.4, 8.4, 12.0, 18.0, 26.0),
    "secondary": (0.6, 0.9, 1.3, 1.9, 3.1, 5.0, 7.8, 11.5, 17.0, 25.0),
    "tertiary": (0.0, 0.6, 0.9, 1.5, 2.6, 4.4, 7.0, 10.5, 16.0, 24.0),
    "residential": (0.0, 0.0, 0.5, 1.0, 1.8, 3.4, 5.8, 9.0, 14.0, 22.0),
    "pedestrian": (0.0, 0.0, 0.0, 0.9, 1.6, 3.0, 5.2, 8.0, 12.0, 18.0),
    "service": (0.0, 0.0, 0.0, 0.0, 0.8, 1.5, 2.8, 4.6, 7.5, 11.0),
}
TRACK_WIDTHS: Mapping[str, tuple[float, ...]] = {
    "track": (0.0, 0.0, 0.0, 0.0, 0.6, 0.8, 1.1, 1.5, 2.0, 2.6),
    "path": (0.0, 0.0, 0.0, 0.0, 0.0, 0.7, 1.0, 1.3, 1.7, 2.2),
    "steps": (0.0, 0.0, 0.0, 0.0, 0.0, 0.8, 1.6, 2.2, 3.0, 4.0),
}
CASING_WIDTHS = (0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1)
RAIL_WIDTHS = (0.6, 0.7, 0.8, 1.0, 1.4, 2.0, 2.6, 3.2, 4.0, 5.0)


@dataclass(frozen=True)
class Texts:
    """Text sizes in style pixels."""

    street: float
    main_street: float
    quarter: float
    town: float
    note: float
    """Parks, waters, stations, house numbers, motorway plates."""


@dataclass(frozen=True)
class Look:
    """The style at one scale. `zoom` may be a fraction; `accent` colours borders and the names of quarters."""

    zoom: float
    texts: Texts
    theme: Theme
    accent: str
    on_paper: bool

    @property
    def metres_per_pixel(self) -> float:
        """Ground metres under one style pixel."""
        return scale_denominator(self.zoom) * STYLE_PIXEL_MM / 1000

    @property
    def casing(self) -> float:
        """Width of a street's edge."""
        return self.width(CASING_WIDTHS)

    def width(self, widths: tuple[float, ...]) -> float:
        """Interpolates a row of widths at this zoom."""
        position = min(max(self.zoom - _ZOOMS[0], 0.0), len(_ZOOMS) - 1.0)
        lower = min(int(position), len(_ZOOMS) - 2)
        return round(widths[lower] + (widths[lower + 1] - widths[lower]) * (position - lower), 2)


def scale_denominator(zoom: float) -> float:
    return _ZOOM_0_DENOMINATOR * _MERCATOR_STRETCH / 2**zoom


def tile_look(zoom: int, accent: str, theme: Theme = COLOUR) -> Look:
    """`accent` is the city's; a theme with one of its own keeps that."""
    street = 8.5 if zoom < 15 else min(zoom - 6.0, 13.0)
    main = street + 0.5 if zoom < 15 else street + 1.0
    quarter = 11.0 if zoom < 13 else min(12.0 + (zoom - 13) * 0.5, 14.0)
    texts = Texts(street, main, quarter, 14.0, min(street, 10.0))
    return Look(zoom, texts, theme, theme.accent or accent, on_paper=False)


def paper_look(denominator: float, accent: str, theme: Theme = COLOUR, text_scale: float = 1.0) -> Look:
    """Streets 6 pt, main streets 7.5 pt, quarters 9 pt, times `text_scale`; `accent` as for tiles."""
    zoom = math.log2(scale_denominator(0) / denominator)
    points = [size * text_scale * _STYLE_PIXELS_PER_POINT for size in (6.0, 7.5, 9.0, 12.0, 6.0)]
    return Look(zoom, Texts(*points), theme, theme.accent or accent, on_paper=True)
