"""Paper formats and what is fixed on each: margins, panels, scales."""

from dataclasses import dataclass

from wegweiser.printing.errors import UnknownFormat

SAFE_MM = 8.0
"""Text and symbols keep this distance from the trim."""

PROPOSE_LARGER_BEYOND = 15_000
"""Denominator beyond which streets can hardly be read and a larger format is proposed."""

DENOMINATORS = (*range(5_000, 25_000, 500), 25_000, 30_000, 35_000, 40_000, 50_000)


@dataclass(frozen=True)
class Paper:
    """A format of DIN 476; the back is always landscape and folds into eight panels."""

    name: str
    long_mm: float
    short_mm: float
    columns_per_panel: int

    def front_mm(self, landscape: bool) -> tuple[float, float]:
        return (self.long_mm, self.short_mm) if landscape else (self.short_mm, self.long_mm)

    @property
    def panel_mm(self) -> tuple[float, float]:
        return self.long_mm / 4, self.short_mm / 2

    @property
    def label(self) -> str:
        return self.name.upper()


PAPERS = {paper.name: paper for paper in (Paper("a3", 420, 297, 1), Paper("a2", 594, 420, 1), Paper("a1", 841, 594, 2))}


def paper_of(name: str) -> Paper:
    paper = PAPERS.get(name.lower())
    if paper is None:
        raise UnknownFormat(name, list(PAPERS))
    return paper


def larger_than(paper: Paper) -> list[Paper]:
    return [other for other in PAPERS.values() if other.long_mm > paper.long_mm]
