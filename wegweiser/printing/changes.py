"""What differs between two states of a sheet: an edition and today, or an edition and the next one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import dist

from wegweiser.printing.models import Edition, EditionPlace

MOVED_M = 25.0
"""Nearer than this the same house was only measured better."""


@dataclass(frozen=True)
class Entry:
    """A place as it stands on a sheet."""

    facility_id: int
    number: int
    name: str
    street: str
    phone: str
    point: tuple[float, float] | None

    @classmethod
    def of(cls, row: EditionPlace) -> "Entry":
        point = (row.point.x, row.point.y) if row.point else None
        return cls(row.facility_id or 0, row.number, row.name, row.street, row.phone, point)


class Change(StrEnum):
    NEW = "new"
    CLOSED = "closed"
    LEFT = "left"
    """Still there, but not on this sheet any more."""
    MOVED = "moved"
    NAME = "name"
    STREET = "street"
    PHONE = "phone"


CONTACT = frozenset({Change.NAME, Change.STREET, Change.PHONE})


@dataclass(frozen=True)
class Difference:
    was: Entry | None
    now: Entry | None
    changes: frozenset[Change]

    @property
    def entry(self) -> Entry:
        """As it is now, if it still is."""
        found = self.now or self.was
        if found is None:
            raise ValueError("a difference without a place")
        return found


@dataclass(frozen=True)
class Changes:
    differences: tuple[Difference, ...]

    def __bool__(self) -> bool:
        return bool(self.differences)

    @property
    def new(self) -> tuple[Difference, ...]:
        return self._with(Change.NEW)

    @property
    def closed(self) -> tuple[Difference, ...]:
        return self._with(Change.CLOSED)

    @property
    def left(self) -> tuple[Difference, ...]:
        return self._with(Change.LEFT)

    @property
    def moved(self) -> tuple[Difference, ...]:
        return self._with(Change.MOVED)

    @property
    def contact(self) -> tuple[Difference, ...]:
        return self._with(*CONTACT)

    @property
    def new_numbers(self) -> tuple[int, ...]:
        return tuple(sorted(each.now.number for each in self.new if each.now))

    @property
    def changed_numbers(self) -> tuple[int, ...]:
        staying = [each for each in self.moved + self.contact if each not in self.left]
        return tuple(sorted({each.now.number for each in staying if each.now}))

    @property
    def dropped_numbers(self) -> tuple[int, ...]:
        return tuple(sorted(each.was.number for each in self.closed + self.left if each.was))

    def _with(self, *changes: Change) -> tuple[Difference, ...]:
        return tuple(each for each in self.differences if each.changes & set(changes))


def entries(edition: Edition) -> list[Entry]:
    """What it shows, but for places that have become secret."""
    return [Entry.of(row) for row in edition.places.exclude(facility_id=None)]


def compare(before: Iterable[Entry], after: Iterable[Entry], elsewhere: Iterable[Entry] = ()) -> Changes:
    """`elsewhere` are places that are not on the later sheet and have not closed either."""
    now = {entry.facility_id: entry for entry in after}
    others = {entry.facility_id: entry for entry in elsewhere}
    return Changes(tuple(_differences({entry.facility_id: entry for entry in before}, now, others)))


def _differences(
    was: Mapping[int, Entry], now: Mapping[int, Entry], elsewhere: Mapping[int, Entry]
) -> Iterator[Difference]:
    for key, entry in was.items():
        here, other = now.get(key), elsewhere.get(key)
        found = here or other
        if found is None:
            yield Difference(entry, None, frozenset({Change.CLOSED}))
            continue
        changes = frozenset(_changes(entry, found)) | (frozenset() if here else {Change.LEFT})
        if changes:
            yield Difference(entry, found, changes)
    for key, entry in now.items():
        if key not in was:
            yield Difference(None, entry, frozenset({Change.NEW}))


def _changes(was: Entry, now: Entry) -> Iterator[Change]:
    if was.point and now.point and dist(was.point, now.point) > MOVED_M:
        yield Change.MOVED
    elif was.street != now.street:
        yield Change.STREET
    if was.name != now.name:
        yield Change.NAME
    if was.phone != now.phone:
        yield Change.PHONE
