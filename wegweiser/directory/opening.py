"""Whether a place is open at a moment, when that changes, and its hours day by day.

What the rules do not say is never guessed: unreadable hours are neither open nor closed, nor are hours that are silent
about public holidays on such a day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Protocol, Self

from django.utils import timezone
from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]  # missing in its stub

from wegweiser.directory.calendars import Calendar
from wegweiser.directory.hours import ALWAYS, MONTHS, rules_of

TIMED = re.compile(r"\d:\d|24/7|\boff\b|\bclosed\b|\bunknown\b")
"""What the grammar takes for open all day without it is mostly a mere remark."""
COMMENT = re.compile(r'"[^"]*"')
AFTER_COMMA = re.compile(r"(?<=[A-Za-z\]]), (?=[A-Z])")
FALLBACK = "||"
DAY = timedelta(days=1)


class Timed(Protocol):
    hours_rules: str
    closed_from: date | None
    closed_to: date | None


@dataclass(frozen=True)
class Hours:
    rules: str
    closed_from: date | None = None
    closed_to: date | None = None
    """Last day of a temporary closure; None while its end is open."""

    @classmethod
    def of(cls, place: Timed) -> Self:
        return cls(place.hours_rules, place.closed_from, place.closed_to)

    def is_closed_on(self, day: date) -> bool:
        """For some time, whatever the rules say."""
        return self.closed_from is not None and self.closed_from <= day <= (self.closed_to or date.max)


@dataclass(frozen=True)
class Opening:
    is_open: bool
    changes_at: datetime | None
    """When that will be different; None if never, or if that day is one about which the hours say nothing."""
    closed_for_now: bool = False


@dataclass(frozen=True)
class Clock:
    """One moment for all places of an answer."""

    moment: datetime
    calendar: Calendar

    @classmethod
    def now(cls, region: str) -> Self:
        return cls(timezone.localtime(), Calendar.of(region))

    @property
    def today(self) -> date:
        return timezone.localtime(self.moment).date()


@dataclass(frozen=True)
class DayHours:
    day: date
    spans: tuple[tuple[datetime, datetime], ...] | None
    """Naive local times; an end may lie in the next day. None where the hours say nothing of this day."""
    holiday: str
    closed_for_now: bool


def opening_at(hours: Hours, clock: Clock) -> Opening | None:
    here = timezone.localtime(clock.moment)
    found = _opening(hours, here.replace(tzinfo=None), clock.calendar)
    if found is None or found.changes_at is None:
        return found
    return replace(found, changes_at=found.changes_at.replace(tzinfo=here.tzinfo))


def is_open_at(hours: Hours, clock: Clock) -> bool:
    """The quick answer for thousands of places: what is not known to be open is not."""
    local = timezone.localtime(clock.moment).replace(tzinfo=None)
    if hours.is_closed_on(local.date()):
        return False
    schedule = _schedule(hours.rules, clock.calendar, local.year)
    return schedule is not None and schedule.speaks_of(local.date()) and schedule.hours.is_open(local)


def is_open_on(hours: Hours, day: date, calendar: Calendar) -> bool:
    """At some time of that day."""
    schedule = _schedule(hours.rules, calendar, day.year)
    if schedule is None or hours.is_closed_on(day) or not schedule.speaks_of(day):
        return False
    return bool(schedule.spans(day))


def week(hours: Hours, first: date, calendar: Calendar) -> list[DayHours] | None:
    """Seven days from `first` on; None where the hours cannot be read."""
    schedule = _schedule(hours.rules, calendar, first.year)
    if schedule is None:
        return None
    days = [first + DAY * number for number in range(7)]
    return [_day_hours(hours, schedule, day) for day in days]


def _day_hours(hours: Hours, schedule: "_Schedule", day: date) -> DayHours:
    closed = hours.is_closed_on(day)
    spans = () if closed else schedule.spans(day) if schedule.speaks_of(day) else None
    if schedule.hedged and not spans and not closed:
        spans = None
    return DayHours(day, spans, schedule.calendar.name_of(day), closed)


def _opening(hours: Hours, local: datetime, calendar: Calendar) -> Opening | None:
    """In wall clock time, the only one that the grammar knows."""
    if hours.is_closed_on(local.date()):
        return Opening(False, _reopens(hours, calendar), closed_for_now=True)
    found = _by_rules(hours.rules, local, calendar)
    begin = datetime.combine(hours.closed_from, time.min) if hours.closed_from else None
    if not found or not begin or begin < local or (found.changes_at and found.changes_at < begin):
        return found
    return replace(found, changes_at=begin if found.is_open else _reopens(hours, calendar))


def _reopens(hours: Hours, calendar: Calendar) -> datetime | None:
    if hours.closed_to is None:
        return None
    after = datetime.combine(hours.closed_to, time.min) + DAY
    found = _by_rules(hours.rules, after, calendar)
    return (after if found.is_open else found.changes_at) if found else None


def _by_rules(rules: str, local: datetime, calendar: Calendar) -> Opening | None:
    schedule = _schedule(rules, calendar, local.year)
    if schedule is None or not schedule.speaks_of(local.date()) or schedule.hours.is_unknown(local):
        return None
    change = schedule.hours.next_change(local)
    if change is not None and not schedule.speaks_of(change.date()):
        change = None
    is_open = schedule.hours.is_open(local)
    return None if schedule.hedged and not is_open else Opening(is_open, change)


@dataclass(frozen=True)
class _Schedule:
    hours: OpeningHours
    calendar: Calendar
    public: bool
    """Whether the rules say what happens on public holidays."""
    school: bool
    """Whether they make a difference between school days and school holidays."""
    unread: frozenset[str]
    """PH and SH where they stand in a way that was not turned into dates."""

    hedged: bool
    """Whether there is more in words („nach Vereinbarung“): then what is not open is not closed either."""

    def speaks_of(self, day: date) -> bool:
        if self.calendar.is_public(day) and (not self.public or "PH" in self.unread):
            return False
        if not self.school:
            return True
        return self.calendar.knows_school(day) and not ("SH" in self.unread and self.calendar.is_school(day))

    def spans(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """Openings that begin on `day`; of one that lasts longer than a day, the part of this day."""
        begin = datetime.combine(day, time.min)
        end = begin + DAY
        found = []
        for first, last, state, _ in self.hours.intervals(begin - DAY, end + DAY):
            if str(state) != "open" or last <= begin or first >= end:
                continue
            if last - first > DAY:
                found.append((max(first, begin), min(last, end)))
            elif first >= begin:
                found.append((first, last))
        return tuple(found)


@lru_cache(maxsize=32768)
def _schedule(rules: str, calendar: Calendar, year: int) -> _Schedule | None:
    """None for what cannot be read. Kept for as many different hours as a large city has."""
    said = COMMENT.sub("", rules)
    main, fallback, _ = rules.partition(FALLBACK)
    timed = [rule for rule in rules_of(main) if TIMED.search(COMMENT.sub("", rule))]
    hedged = bool(fallback) or len(timed) < len(rules_of(main))
    dated = "; ".join(dated for rule in timed for dated in _with_dates(rule, calendar, year))
    try:
        hours = OpeningHours(dated) if dated else None
    except ParserError:
        return None
    if hours is None:
        return None
    public = bool(re.search(r"\bPH\b", said)) or said.strip().startswith(ALWAYS)
    unread = frozenset(re.findall(r"\b[PS]H\b", COMMENT.sub("", dated)))
    return _Schedule(hours, calendar, public, bool(re.search(r"\bSH\b", said)), unread, hedged)


def _with_dates(rule: str, calendar: Calendar, year: int) -> Iterator[str]:
    """PH and SH as the days for which they stand; the grammar wants dates and weekdays in rules of their own."""
    days, _, rest = AFTER_COMMA.sub(",", rule).partition(" ")
    names = days.split(",")
    if not {"PH", "SH"} & set(names):
        yield rule
        return
    others = ",".join(name for name in names if name not in ("PH", "SH"))
    if others:
        yield f"{others} {rest}"
    if "SH" in names and calendar.school:
        yield f"{','.join(f'{_dated(first)}-{_dated(last)}' for first, last, _ in calendar.school)} {rest}"
    if "PH" in names:
        yield f"{','.join(map(_dated, calendar.public(year)))} {rest}"


def _dated(day: date) -> str:
    return f"{day.year} {MONTHS[day.month - 1]} {day.day:02}"
