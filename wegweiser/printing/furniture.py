"""Title, legend and measures of a map page: how large they are, and where they hide the least."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.cartography.furniture import ScaleBar, scale_bar
from geo.cartography.placement.values import Box
from geo.cartography.units import paper_mm
from wegweiser.printing.breaks import SOFT_HYPHEN, ZERO_WIDTH_SPACE, breakable
from wegweiser.printing.errors import SheetTooFull
from wegweiser.printing.fonts import text_width_mm

Floats = NDArray[np.float64]

SHORTEST_BAR_MM, LONGEST_BAR_MM = 4.0, 62.0
WALK_M = 350
"""Five minutes with a pram."""
_TITLE_TEXT_MM = 112.0
_TITLE_PT = (26.0, 22.0, 18.0, 15.0)
_LINE_MM_PER_PT = 9.8 / 26
_HINT_MM = 4.4
"""The line with the hint below a name."""
_MEASURES_TEXT_MM = 76.0
_LEGEND_ROW_MM = 6.0
_NO_LEGEND = (0, 0.1, 0.1)
_STEP_MM = 3.0
_GAP_MM = 3.0
_POINT_COST = 80.0
"""Hiding the point of a place counts like hiding this many mm² of the Sozialraum."""
_DISTANCE_COST = 0.15
_BREAKS = re.compile(rf"(?<=[ {SOFT_HYPHEN}{ZERO_WIDTH_SPACE}-])(?=[^ ])")
_ROLES = ("title", "inset", "legend", "measures")


@dataclass(frozen=True)
class Title:
    series: str
    name: str
    hint: str
    notes: tuple[str, ...]
    locator_mm: tuple[float, float] = (0.0, 0.0)
    """Of the small map of all Sozialräume beside the name."""

    @cached_property
    def setting(self) -> tuple[float, list[str]]:
        """Size in points and lines of the name: two at most, more only where it cannot be set smaller."""
        for size_pt in _TITLE_PT:
            lines = wrapped(self.name, size_pt, "Bold", _TITLE_TEXT_MM)
            if len(lines) <= 2 and all(text_width_mm(line, size_pt, "Bold") <= _TITLE_TEXT_MM for line in lines):
                return size_pt, lines
        return _TITLE_PT[-1], wrapped(breakable(self.name), _TITLE_PT[-1], "Bold", _TITLE_TEXT_MM)

    @property
    def size_mm(self) -> tuple[float, float]:
        size_pt, lines = self.setting
        widths = [
            *(text_width_mm(line, size_pt, "Bold") for line in lines),
            text_width_mm(self.series, 9, "SemiBold"),
            text_width_mm(self.hint, 9),
            *(text_width_mm(note, 7.5, "SemiBold") for note in self.notes),
        ]
        further = size_pt * _LINE_MM_PER_PT * (len(lines) - 1) + 4.2 * len(self.notes)
        height = 24.0 - (0 if self.hint else _HINT_MM) + further
        width, (beside, tall) = min(max(widths), _TITLE_TEXT_MM) + 7, self.locator_mm
        return (width + beside + 4, max(height, tall + 5)) if beside else (width, height)


@dataclass(frozen=True)
class Legend:
    title: str
    names: tuple[str, ...]

    def sizes_mm(self) -> Iterator[tuple[int, float, float]]:
        """Number of columns, width and height of each possible form; a mere point where there is nothing to explain."""
        if not self.names:
            yield _NO_LEGEND
            return
        widest = max(text_width_mm(name, 8) for name in self.names) + 8
        for columns in (1, 2):
            rows = -(-len(self.names) // columns)
            yield columns, columns * widest + (columns - 1) * 3 + 5.5, rows * _LEGEND_ROW_MM + 8.6


@dataclass(frozen=True)
class Measures:
    bar: ScaleBar
    walk_mm: float
    edition: str
    sources: str
    smallest_pt: float = 0.0

    @property
    def shows_walk(self) -> bool:
        return SHORTEST_BAR_MM <= self.walk_mm <= LONGEST_BAR_MM

    @property
    def size_mm(self) -> tuple[float, float]:
        edition_pt, sources_pt = max(7.0, self.smallest_pt), max(6.0, self.smallest_pt)
        editions = len(wrapped(self.edition, edition_pt, "SemiBold", _MEASURES_TEXT_MM - 1))
        lines = len(wrapped(self.sources, sources_pt, "Regular", _MEASURES_TEXT_MM - 1))
        bars = 18.6 if self.shows_walk else 14.8
        return _MEASURES_TEXT_MM + 5, bars + 3.0 * editions * edition_pt / 7 + 2.4 * lines * sources_pt / 6


def measures(denominator: float, edition: str, sources: str, smallest_pt: float = 0.0) -> Measures:
    bar = scale_bar(denominator, LONGEST_BAR_MM)
    return Measures(bar, paper_mm(WALK_M, denominator), edition, sources, smallest_pt)


@dataclass(frozen=True)
class Furniture:
    title: Box
    legend: Box
    legend_columns: int
    measures: Box
    inset: Box | None = None

    @property
    def boxes(self) -> tuple[Box, ...]:
        return self.title, self.legend, self.measures, *([self.inset] if self.inset else [])


@dataclass(frozen=True)
class Ground:
    """What furniture should not hide, on paper in mm: the Sozialraum and the points of places."""

    frame: Box
    area: BaseGeometry
    points: tuple[tuple[float, float], ...]
    right_to_left: bool = False
    """A reader begins at the upper right."""


def arranged(
    title: Title, legend: Legend, lower: Measures, ground: Ground, inset_mm: tuple[float, float] | None = None
) -> tuple[Furniture, float]:
    """The cheapest arrangement along the edges, and how many mm² of the Sozialraum it hides. Raises SheetTooFull."""
    others = [title.size_mm, lower.size_mm, *([inset_mm] if inset_mm else [])]
    found = [way for form in legend.sizes_mm() if (way := _arranged(form, others, ground))]
    if not found:
        raise SheetTooFull("Titel, Zeichenerklärung und Maßstab haben auf diesem Format keinen Platz.")
    _, hidden, furniture = min(found, key=lambda each: each[0])
    return furniture, hidden


def _arranged(
    form: tuple[int, float, float], others: Sequence[tuple[float, float]], ground: Ground
) -> tuple[float, float, Furniture] | None:
    """`others` are the sizes of title and measures, and of the inset if there is one. None where they have no room."""
    columns, width, height = form
    sizes = dict(zip(("title", "measures", "inset"), others, strict=False)) | {"legend": (width, height)}
    boxes: dict[str, Box] = {}
    cost = hidden = 0.0
    for role in _ROLES:
        if role in sizes:
            found = _cheapest(sizes[role], role, ground, list(boxes.values()))
            if found is None:
                return None
            boxes[role] = found[0]
            cost, hidden = cost + found[1], hidden + found[2]
    return cost, hidden, Furniture(boxes["title"], boxes["legend"], columns, boxes["measures"], boxes.get("inset"))


def wrapped(text: str, size_pt: float, weight: str, width_mm: float) -> list[str]:
    """Lines as a greedy typesetter breaks them at spaces, hyphens and where a word may be broken."""
    lines: list[str] = []
    for piece in _BREAKS.split(text.strip()):
        if lines and text_width_mm(_line(lines[-1] + piece), size_pt, weight) <= width_mm:
            lines[-1] += piece
        else:
            lines.append(piece)
    return [_line(line) for line in lines]


def _line(pieces: str) -> str:
    """With a hyphen where it ends within a word."""
    plain = pieces.strip().replace(ZERO_WIDTH_SPACE, "")
    return plain.replace(SOFT_HYPHEN, "") + ("-" if plain.endswith(SOFT_HYPHEN) else "")


def _cheapest(
    size: tuple[float, float], role: str, ground: Ground, taken: Sequence[Box]
) -> tuple[Box, float, float] | None:
    boxes = [box for box in _along_edges(size, ground.frame) if not any(_near(box, other) for other in taken)]
    if not boxes:
        return None
    sides = np.array([(box.left, box.top, box.right, box.bottom) for box in boxes])
    hidden = shapely.area(shapely.intersection(shapely.box(*sides.T), ground.area))
    covered = _covered(sides, ground)
    costs = [
        hidden[n] + _POINT_COST * covered[n] + _DISTANCE_COST * _distance(box, role, ground)
        for n, box in enumerate(boxes)
    ]
    best = min(range(len(boxes)), key=costs.__getitem__)
    return boxes[best], costs[best], float(hidden[best])


def _covered(sides: Floats, ground: Ground) -> Floats:
    """How many points each box hides; `sides` holds left, top, right and bottom of each."""
    x, y = np.array(ground.points).reshape(-1, 2).T
    left, top, right, bottom = sides.T[:, :, None]
    return np.asarray(((left <= x) & (x <= right) & (top <= y) & (y <= bottom)).sum(axis=1), dtype=np.float64)


def _along_edges(size: tuple[float, float], frame: Box) -> Iterator[Box]:
    width, height = size
    right, bottom = frame.right - width, frame.bottom - height
    for left in _steps(frame.left, right):
        yield Box(left, frame.top, left + width, frame.top + height)
        yield Box(left, bottom, left + width, frame.bottom)
    for top in _steps(frame.top, bottom):
        yield Box(frame.left, top, frame.left + width, top + height)
        yield Box(right, top, frame.right, top + height)


def _steps(first: float, last: float) -> Iterable[float]:
    count = max(1, round((last - first) / _STEP_MM))
    return [first + (last - first) * n / count for n in range(count + 1)]


def _near(box: Box, other: Box) -> bool:
    return (
        box.left < other.right + _GAP_MM
        and other.left < box.right + _GAP_MM
        and box.top < other.bottom + _GAP_MM
        and other.top < box.bottom + _GAP_MM
    )


def _distance(box: Box, role: str, ground: Ground) -> float:
    """From where a reader looks for it: title where reading begins, measures below, legend at the left or right."""
    frame = ground.frame
    from_left, from_right = box.left - frame.left, frame.right - box.right
    from_top, from_bottom = box.top - frame.top, frame.bottom - box.bottom
    if role == "title":
        return (from_right if ground.right_to_left else from_left) + 2 * from_top
    if role == "measures":
        return 2 * from_bottom + min(from_left, from_right)
    return 2 * min(from_left, from_right) + min(from_top, from_bottom)
