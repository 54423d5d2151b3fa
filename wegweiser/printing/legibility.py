"""What every printed page must hold: nothing cut, nothing on a fold, no text too small, no letter or font missing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from geo.cartography.placement.values import Box
from wegweiser.printing.errors import GateError
from wegweiser.printing.letters import Page, pages_of
from wegweiser.printing.paper import FOLD_MM

SMALLEST_PT = 6.0
TOLERANCE_PT = 0.05
_MOST = 5
"""Sentences about letters, which tend to come in hundreds."""


@dataclass(frozen=True)
class PageRules:
    off_mm: float
    """How far text keeps from the cut."""
    folds_mm: tuple[float, ...] = ()
    """From the left edge."""
    least_pt: float = SMALLEST_PT


def check_pages(pdf: bytes, rules: Sequence[PageRules]) -> None:
    """The last rules hold for all further pages. Raises GateError."""
    problems: list[str] = []
    for number, page in enumerate(pages_of(pdf), 1):
        problems += faults(page, number, rules[min(number, len(rules)) - 1])
    if problems:
        raise GateError(problems)


def faults(page: Page, number: int, rules: PageRules) -> Iterator[str]:
    where = f"Seite {number}:"
    inside = Box(rules.off_mm, rules.off_mm, page.width_mm - rules.off_mm, page.height_mm - rules.off_mm)
    yield from first(
        f"{where} {letter} steht zu nah am Rand."
        for letter in page.letters
        if not (inside.holds(letter.box.left, letter.box.top) and inside.holds(letter.box.right, letter.box.bottom))
    )
    yield from first(
        f"{where} {letter} steht zu nah am Falz."
        for letter in page.letters
        if any(letter.box.left < fold + FOLD_MM and letter.box.right > fold - FOLD_MM for fold in rules.folds_mm)
    )
    yield from first(
        f"{where} {letter} ist mit {letter.size_pt:.1f} pt zu klein."
        for letter in page.letters
        if letter.size_pt < rules.least_pt - TOLERANCE_PT
    )
    yield from first(f"{where} Der Schrift {letter.font} fehlt {letter}." for letter in page.letters if letter.missing)
    for font in sorted({letter.font for letter in page.letters if not letter.embedded}):
        yield f"{where} Die Schrift {font} ist nicht eingebettet."


def first(problems: Iterable[str]) -> Iterator[str]:
    """A few of them are enough to find the fault."""
    for count, problem in enumerate(problems):
        if count == _MOST:
            yield "Und mehr davon."
            return
        yield problem
