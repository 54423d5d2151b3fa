"""Paper formats and what is fixed on each: margins, folding, scales."""

from dataclasses import dataclass

BLEED_MM = 3.0
"""Drawn beyond the trim, so that a cut that slips shows no white."""

FOLD_MM = 3.0
"""Index text and symbols keep this distance from folds."""

SAFE_MM = 8.0
"""Text and symbols keep this distance from the trim."""

PROPOSE_LARGER_BEYOND = 15_000
"""Denominator beyond which streets can hardly be read and a larger format is proposed."""

DENOMINATORS = (*range(1_000, 25_000, 500), *range(25_000, 50_000, 5_000), *range(50_000, 175_000, 25_000))


@dataclass(frozen=True)
class Folding:
    """Folded across first, then zig-zag: `columns` × 2 panels, the lower outer ones are cover and back cover."""

    columns: int
    magnification: float = 1.0
    """Of the text on panels that are larger than a hand."""

    rows = 2

    @property
    def cover(self) -> int:
        """Panels are counted from the upper left, row by row."""
        return 2 * self.columns - 1

    @property
    def back_cover(self) -> int:
        return self.columns

    @property
    def inside(self) -> list[int]:
        """What is left for the index, in the order of reading."""
        return [slot for slot in range(2 * self.columns) if slot not in (self.cover, self.back_cover)]


@dataclass(frozen=True)
class Paper:
    """A format of DIN 476. A folded back is always landscape."""

    name: str
    long_mm: float
    short_mm: float
    folding: Folding | None = None
    magnifications: tuple[float, ...] = (1.0,)
    """Of symbols and texts on the map: a poster is read from further away, but may also hold more."""

    def front_mm(self, landscape: bool) -> tuple[float, float]:
        return (self.long_mm, self.short_mm) if landscape else (self.short_mm, self.long_mm)

    def folds_mm(self, landscape: bool) -> tuple[list[float], list[float]]:
        """Where the folds lie, from the left and from the top; a map that stands upright has them turned."""
        if self.folding is None:
            return [], []
        across = [self.long_mm * n / self.folding.columns for n in range(1, self.folding.columns)]
        down = [self.short_mm / self.folding.rows]
        return (across, down) if landscape else (down, across)

    @property
    def label(self) -> str:
        return self.name.upper()


PAPERS = {
    paper.name: paper
    for paper in (
        Paper("a4", 297, 210),
        Paper("a3", 420, 297, Folding(4)),
        Paper("a2", 594, 420, Folding(6)),
        Paper("a1", 841, 594, Folding(4, 2**0.5), (2**0.5, 1.0)),
    )
}


DOOR_SIGN = Paper("a5", 210, 148)
"""For what hangs at a door; no map has room on it."""


def larger_than(paper: Paper) -> list[Paper]:
    return [other for other in PAPERS.values() if other.long_mm > paper.long_mm]
