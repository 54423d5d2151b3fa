"""The table of an edition as somebody needs it who has the paper in hand: each number, and what is there today."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.contrib.gis.geos import Point
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from geo.crs import STORAGE, WGS84
from wegweiser.directory.models.taxonomy import Category
from wegweiser.directory.phone import tel_uri
from wegweiser.printing.changes import Change, Changes, Difference, Entry
from wegweiser.printing.freshness import changes_since
from wegweiser.printing.models import Edition, EditionPlace, EditionState

CELL = re.compile(r"[A-Z]+[0-9]+")
_ASKED = re.compile(r"(?:nr\.?|no\.?|№|#)?\s*(\d{1,12})\.?", re.IGNORECASE)
LABELS = {
    Change.CLOSED: _("geschlossen"),
    Change.LEFT: _("nicht mehr auf diesem Plan"),
    Change.MOVED: _("umgezogen"),
    Change.STREET: _("neue Adresse"),
    Change.NAME: _("neuer Name"),
    Change.PHONE: _("neues Telefon"),
}


@dataclass(frozen=True)
class Line:
    """A number of the paper."""

    number: int
    cell: str
    category: Category | None
    place: Entry | None
    """As it is today, as it was printed if it has closed; None for one that is not public any more."""
    changes: frozenset[Change]

    @property
    def is_closed(self) -> bool:
        return Change.CLOSED in self.changes

    @property
    def has_moved(self) -> bool:
        """So that the cell leads to where it was."""
        return Change.MOVED in self.changes

    @property
    def is_on_map(self) -> bool:
        """Otherwise `cell` says in the language of the sheet why it is not there."""
        return CELL.fullmatch(self.cell) is not None

    @property
    def tel(self) -> str:
        return tel_uri(self.place.phone) if self.place and not self.is_closed else ""

    @property
    def position(self) -> Point | None:
        """For the way there, in WGS 84."""
        if self.place is None or self.place.point is None or self.is_closed:
            return None
        point = Point(*self.place.point, srid=STORAGE)
        point.transform(WGS84)
        return point

    @property
    def labels(self) -> list[str]:
        return [str(label) for change, label in LABELS.items() if change in self.changes]


@dataclass(frozen=True)
class PrintedTable:
    lines: tuple[Line, ...]
    changes: Changes

    @classmethod
    def of(cls, edition: Edition) -> Self:
        kinds = {category.code: category for category in Category.objects.select_related("group")}
        changes = changes_since(edition)
        found = {each.was.number: each for each in changes.differences if each.was}
        return cls(tuple(_line(row, found.get(row.number), kinds) for row in edition.places.all()), changes)

    def line(self, asked: str) -> Line | None:
        number = number_of(asked)
        return self._by_number.get(number) if number else None

    @property
    def last(self) -> int:
        return max((line.number for line in self.lines), default=0)

    @cached_property
    def _by_number(self) -> Mapping[int, Line]:
        return {line.number: line for line in self.lines}

    @property
    def closed(self) -> list[Line]:
        return self._changed(Change.CLOSED, Change.LEFT)

    @property
    def moved(self) -> list[Line]:
        return self._changed(Change.MOVED, without=Change.LEFT)

    @property
    def contact(self) -> list[Line]:
        """Those of which a reader should note something anew."""
        return [
            line
            for line in self._changed(Change.STREET, Change.NAME, Change.PHONE, without=Change.LEFT)
            if not line.has_moved
        ]

    @property
    def new(self) -> list[Entry]:
        return sorted((each.entry for each in self.changes.new), key=lambda entry: entry.number)

    def _changed(self, *changes: Change, without: Change | None = None) -> list[Line]:
        return [line for line in self.lines if line.changes & set(changes) and without not in line.changes]


def number_of(asked: str) -> int | None:
    """What somebody typed from the paper: „17“, „017“, „Nr. 17“, or in digits of another script."""
    found = _ASKED.fullmatch(asked)
    return int(found[1]) if found else None


def is_superseded(edition: Edition, changes: Changes) -> bool:
    """Whether families are handed out another sheet by now: a later release, or else one of today's data."""
    releases = Edition.objects.filter(series=edition.series, language=edition.language, state=EditionState.RELEASED)
    if edition.number:
        return releases.filter(number__gt=edition.number).exists()
    later = releases.filter(released_at__gt=edition.created_at).exclude(content_hash=edition.content_hash)
    return later.exists() or (bool(changes) and not releases.exists())


def _line(row: EditionPlace, difference: Difference | None, kinds: Mapping[str, Category]) -> Line:
    category = kinds.get(row.category)
    if row.is_withdrawn:
        return Line(row.number, "", None, None, frozenset())
    if difference is None:
        return Line(row.number, row.cell, category, Entry.of(row), frozenset())
    return Line(row.number, row.cell, category, difference.entry, difference.changes)
