"""Opening hours day by day, as a family plans: from today on, public holidays by name."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, pgettext

from wegweiser.directory.direction import kept, listed
from wegweiser.directory.hours import ALWAYS
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.opening import Clock, DayHours, Hours, week


@dataclass(frozen=True)
class Day:
    name: str
    times: str
    holiday: str
    is_today: bool


def coming_days(place: PublicFacility, clock: Clock) -> list[Day]:
    """Seven days; none where the hours cannot be read, or where every day is the same."""
    if not place.hours_rules or place.opening_hours.strip() == ALWAYS:
        return []
    found = week(Hours.of(place), clock.today, clock.calendar) or []
    return [_day(day, clock) for day in found]


def _day(day: DayHours, clock: Clock) -> Day:
    return Day(str(WEEKDAYS[day.day.weekday()]), _times(day), day.holiday, day.day == clock.today)


def _times(day: DayHours) -> str:
    if day.spans is None:
        return gettext("keine Angabe")
    spans = listed(kept(f"{_clock(begin)}–{_end(begin, end)}") for begin, end in day.spans)
    return spans or pgettext("Öffnungszeiten", "geschlossen")


def _end(begin: datetime, end: datetime) -> str:
    """Midnight closes the day that it ends."""
    return "24:00" if end - begin.replace(hour=0, minute=0) == timedelta(days=1) else _clock(end)


def _clock(moment: datetime) -> str:
    return f"{moment.hour}:{moment.minute:02}"
