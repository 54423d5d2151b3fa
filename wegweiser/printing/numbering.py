"""Numbers that last: a place keeps the number that it had in the last released edition.

A first edition counts from 1, group by group and by name. A later one keeps numbers. A new place takes a number that
was free in the last edition already and lies among those of its section, else the next one after all. A number that
falls free now is given to nobody, so that two papers in one kitchen never mean different places by it. Where more than
half of the places are new, numbering begins anew.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

KEPT_AT_LEAST = 0.5


@dataclass(frozen=True)
class Numbered:
    """A place as numbering sees it."""

    facility_id: int
    section: Hashable
    """Where it stands in the index."""


def numbers_of(ordered: Sequence[Numbered], before: Mapping[int, int | None]) -> list[int]:
    """A number for each place, given in the order of the index.

    `before` is the table of the last edition: number -> facility, None for one that must not be named any more.
    """
    last = {facility_id: number for number, facility_id in before.items() if facility_id is not None}
    kept = [last.get(place.facility_id) for place in ordered]
    if sum(number is not None for number in kept) < KEPT_AT_LEAST * len(ordered) or not before:
        return list(range(1, len(ordered) + 1))
    free = _Free(ordered, kept, set(before))
    return [number or free.take(place.section) for place, number in zip(ordered, kept, strict=True)]


class _Free:
    """Numbers that a new place may take."""

    def __init__(self, ordered: Sequence[Numbered], kept: Sequence[int | None], taken: set[int]) -> None:
        self._taken = taken
        self._next = max(taken, default=0) + 1
        self._span: dict[Hashable, tuple[int, int]] = {}
        for place, number in zip(ordered, kept, strict=True):
            if number:
                first, last = self._span.get(place.section, (number, number))
                self._span[place.section] = min(first, number), max(last, number)

    def take(self, section: Hashable) -> int:
        first, last = self._span.get(section, (1, 0))
        number = next((each for each in range(first, last) if each not in self._taken), self._next)
        self._next = max(self._next, number + 1)
        self._taken.add(number)
        return number
