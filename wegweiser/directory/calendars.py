"""Days on which hours differ: public holidays of a German state, computed, and its school holidays, imported."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Self

from django.utils.translation import gettext, gettext_noop
from holidays import country_holidays

from wegweiser.directory.models.city import SchoolHolidays

# What the package calls them in German; here they find their translations.
NAMES = (
    gettext_noop("Neujahr"),
    gettext_noop("Karfreitag"),
    gettext_noop("Ostermontag"),
    gettext_noop("Erster Mai"),
    gettext_noop("Christi Himmelfahrt"),
    gettext_noop("Pfingstmontag"),
    gettext_noop("Fronleichnam"),
    gettext_noop("Tag der Deutschen Einheit"),
    gettext_noop("Allerheiligen"),
    gettext_noop("Erster Weihnachtstag"),
    gettext_noop("Zweiter Weihnachtstag"),
)


@dataclass(frozen=True)
class Calendar:
    region: str
    """A German state such as "NW"; without one, the holidays of the whole country."""
    school: tuple[tuple[date, date, str], ...] = ()
    """First day, last day, German name; in order."""

    @classmethod
    def of(cls, region: str) -> Self:
        rows = SchoolHolidays.objects.filter(region=region).order_by("first")
        return cls(region, tuple(rows.values_list("first", "last", "name")))

    def public(self, year: int) -> tuple[date, ...]:
        """Public holidays of this year and the next: the next opening may lie beyond New Year."""
        return tuple(sorted({**_public(self.region, year), **_public(self.region, year + 1)}))

    def is_public(self, day: date) -> bool:
        return day in _public(self.region, day.year)

    def is_school(self, day: date) -> bool:
        return any(first <= day <= last for first, last, _ in self.school)

    def knows_school(self, day: date) -> bool:
        """Before and after what was imported, nobody knows."""
        return bool(self.school) and self.school[0][0] <= day <= self.school[-1][1]

    def name_of(self, day: date) -> str:
        """Of the public holiday, else of the school holidays, else nothing; in the active language where it has one."""
        public = _public(self.region, day.year).get(day, "")
        if public:
            return gettext(public)
        return next((name for first, last, name in self.school if first <= day <= last), "")


@lru_cache(maxsize=16)
def _public(region: str, year: int) -> dict[date, str]:
    return dict(country_holidays("DE", subdiv=region or None, years=year, language="de"))
