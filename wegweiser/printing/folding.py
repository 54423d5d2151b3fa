"""Folds a sheet on paper that does not exist, to see what lies outside and which way up it stands.

Lengths are millimetres from the left and the top of the side that becomes the outside.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from wegweiser.printing.paper import Folding, Paper

_TOLERANCE_MM = 0.01


@dataclass(frozen=True)
class Fold:
    """Along a line from edge to edge; what lies on one side of it is turned under the rest."""

    line_mm: float
    level: bool = False
    """From left to right, otherwise from top to bottom."""
    turns_lower: bool = False
    """The part at smaller values moves, otherwise the one at larger values."""


@dataclass(frozen=True)
class Panel:
    """A part of the sheet between folds, where it lies and how it was turned."""

    slot: int
    """Counted from the upper left, row by row."""
    left: float
    top: float
    right: float
    bottom: float
    turned_across: bool = False
    turned_down: bool = False

    @property
    def faces_up(self) -> bool:
        return self.turned_across == self.turned_down

    @property
    def stands_upright(self) -> bool:
        """For who sees its outer side, from above or after turning the sheet over like a page of a book."""
        return not self.turned_down

    def turned(self, fold: Fold) -> "Panel":
        if fold.level:
            top, bottom = 2 * fold.line_mm - self.bottom, 2 * fold.line_mm - self.top
            return replace(self, top=top, bottom=bottom, turned_down=not self.turned_down)
        left, right = 2 * fold.line_mm - self.right, 2 * fold.line_mm - self.left
        return replace(self, left=left, right=right, turned_across=not self.turned_across)


Stack = tuple[Panel, ...]
"""From the lowest to the uppermost."""


def open_sheet(across_mm: Sequence[float], down_mm: Sequence[float]) -> Stack:
    """Edges and folds, from the left and from the top."""
    columns, rows = list(pairwise(across_mm)), list(pairwise(down_mm))
    return tuple(
        Panel(slot, left, top, right, bottom)
        for slot, ((top, bottom), (left, right)) in enumerate((row, column) for row in rows for column in columns)
    )


def folded(stack: Stack, fold: Fold) -> Stack:
    """Raises ValueError where the line would break a panel."""
    moving: list[Panel] = []
    staying: list[Panel] = []
    for panel in stack:
        (moving if _moves(panel, fold) else staying).append(panel)
    return (*(panel.turned(fold) for panel in reversed(moving)), *staying)


def _moves(panel: Panel, fold: Fold) -> bool:
    near, far = (panel.top, panel.bottom) if fold.level else (panel.left, panel.right)
    if near < fold.line_mm - _TOLERANCE_MM and far > fold.line_mm + _TOLERANCE_MM:
        raise ValueError(f"Panel {panel.slot} would break at {fold.line_mm} mm.")
    return (near + far) / 2 < fold.line_mm if fold.turns_lower else (near + far) / 2 > fold.line_mm


def stages(stack: Stack, folds: Sequence[Fold]) -> Iterator[Stack]:
    """The sheet before the first fold and after each."""
    yield stack
    for fold in folds:
        stack = folded(stack, fold)
        yield stack


def map_sheet(paper: Paper, folding: Folding) -> Stack:
    """The back of a Wegweiser, flat on the table."""
    across = [paper.long_mm * n / folding.columns for n in range(folding.columns + 1)]
    return open_sheet(across, [paper.short_mm * n / folding.rows for n in range(folding.rows + 1)])


def map_folds(paper: Paper, folding: Folding, right_to_left: bool = False) -> list[Fold]:
    """The upper half goes behind; then zig-zag below the cover, which lies at the right or, in Arabic, at the left."""
    width = paper.long_mm / folding.columns
    cover = 0.0 if right_to_left else paper.long_mm - width
    sides = [Fold(cover, turns_lower=True), Fold(cover + width)]
    if right_to_left:
        sides.reverse()
    zigzag = [sides[n % 2] for n in range(folding.columns - 1)]
    return [Fold(paper.short_mm / folding.rows, level=True, turns_lower=True), *zigzag]


def wrapped(folds_mm: tuple[float, float], right_to_left: bool = False) -> list[Fold]:
    """Of three panels, the narrow one first and the cover around it; both end below the back cover."""
    first, second = Fold(folds_mm[0], turns_lower=True), Fold(folds_mm[1])
    return [second, first] if right_to_left else [first, second]


def is_mountain(stack: Stack, one: int, other: int) -> bool:
    """Whether the fold between two neighbouring slots points at who looks at the outside, or else is a valley."""
    upper = next(panel for panel in reversed(stack) if panel.slot in (one, other))
    return upper.faces_up
