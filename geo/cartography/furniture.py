"""Values of what surrounds a map: search grid, scale bar, north arrow. Nothing here draws."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from geo.cartography.units import ground_m, paper_mm
from geo.cartography.viewport import Viewport, grid_convergence

_CELLS_M = (50, 100, 200, 500, 1000, 2000, 5000, 10_000)


@dataclass(frozen=True)
class GridLine:
    """A line of the search grid, `position_mm` from the left (or upper) edge of the map."""

    position_mm: float
    ground_m: float


@dataclass(frozen=True)
class GridLabel:
    """The name of a column or row, at the middle of the part of it that is on the map."""

    text: str
    position_mm: float


@dataclass(frozen=True)
class SearchGrid:
    """Columns A, B, C … from the west, rows 1, 2, 3 … from the north, between UTM lines."""

    viewport: Viewport
    inset_mm: float = 0.0
    """Bleed and margin: what lies in it is no cell, so that no letter falls under the knife."""
    first_column: int = 0
    """Where the letters begin: 0 is A."""
    smallest_cell_mm: float = 40.0
    smallest_part_mm: float = 0.0
    """Of a cell at the edge: what is smaller belongs to the cell beside it."""

    @property
    def cell_m(self) -> int:
        drawn = ((cell, paper_mm(cell, self.viewport.scale_denominator)) for cell in _CELLS_M)
        return next((cell for cell, length_mm in drawn if length_mm >= self.smallest_cell_mm), _CELLS_M[-1])

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north of what is divided, in EPSG:25832."""
        west, south, east, north = self.viewport.bounds
        inset_m = ground_m(self.inset_mm, self.viewport.scale_denominator)
        return west + inset_m, south + inset_m, east - inset_m, north - inset_m

    def cell_of(self, x: float, y: float) -> str:
        """The name of a point's cell, such as `C4`; a point on a line belongs to the cell in the east, in the south."""
        west, south, east, north = self.bounds
        if not (west <= x <= east and south <= y <= north):
            raise ValueError(f"({x:.0f}, {y:.0f}) liegt außerhalb des Suchgitters.")
        column = sum(line.ground_m <= x for line in self.vertical_lines())
        row = sum(line.ground_m >= y for line in self.horizontal_lines())
        return f"{_letters(self.first_column + column)}{row + 1}"

    def columns(self) -> list[GridLabel]:
        west, _, east, _ = self.bounds
        edges = [west, *(line.ground_m for line in self.vertical_lines()), east]
        return [
            GridLabel(_letters(self.first_column + index), self._x_mm((left + right) / 2))
            for index, (left, right) in enumerate(pairwise(edges))
        ]

    def rows(self) -> list[GridLabel]:
        _, south, _, north = self.bounds
        edges = [north, *(line.ground_m for line in self.horizontal_lines()), south]
        return [
            GridLabel(str(index + 1), self._y_mm((upper + lower) / 2))
            for index, (upper, lower) in enumerate(pairwise(edges))
        ]

    def vertical_lines(self) -> list[GridLine]:
        west, _, east, _ = self.bounds
        return [GridLine(self._x_mm(x), x) for x in self._between(west, east)]

    def horizontal_lines(self) -> list[GridLine]:
        """From the north."""
        _, south, _, north = self.bounds
        return [GridLine(self._y_mm(y), y) for y in self._between(south, north)][::-1]

    def _between(self, start: float, stop: float) -> Iterator[float]:
        least_m = ground_m(self.smallest_part_mm, self.viewport.scale_denominator)
        return _multiples(start + least_m, stop - least_m, self.cell_m)

    def _x_mm(self, x: float) -> float:
        return paper_mm(x - self.viewport.bounds[0], self.viewport.scale_denominator)

    def _y_mm(self, y: float) -> float:
        return paper_mm(self.viewport.bounds[3] - y, self.viewport.scale_denominator)


@dataclass(frozen=True)
class ScaleBar:
    """`length_m` of ground is `length_mm` on paper, divided into `parts` equal fields."""

    length_m: int
    length_mm: float
    parts: int


def scale_bar(scale_denominator: float, longest_mm: float) -> ScaleBar:
    """The longest bar of round metres that fits."""
    for length_m, parts in ((5000, 5), (2000, 4), (1000, 4), (500, 5), (400, 4), (200, 4), (100, 4), (50, 5), (20, 4)):
        length_mm = paper_mm(length_m, scale_denominator)
        if length_mm <= longest_mm:
            return ScaleBar(length_m, length_mm, parts)
    raise ValueError(f"Für {longest_mm} mm ist im Maßstab 1 : {scale_denominator} kein Maßstabsbalken rund.")


def north_arrow_degrees(longitude: float, latitude: float) -> float:
    """How far the arrow leans clockwise from the paper's vertical: true north seen from the grid's north."""
    return -grid_convergence(longitude, latitude)


def _letters(index: int) -> str:
    """A … Z, AA, AB …"""
    text = ""
    while index >= 0:
        text = chr(ord("A") + index % 26) + text
        index = index // 26 - 1
    return text


def _multiples(start: float, stop: float, step: int) -> Iterator[float]:
    """Strictly between start and stop: a line on the frame would be drawn twice."""
    for index in range(math.floor(start / step) + 1, math.ceil(stop / step)):
        yield float(index * step)
