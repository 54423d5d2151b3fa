"""Places that are open. Each different text of hours is read once, however many places have it."""

from datetime import date, timedelta
from functools import lru_cache

from wegweiser.directory.models.public import PublicFacility, PublicFacilityQuerySet
from wegweiser.directory.opening import Clock, Hours, is_open_at, is_open_on

SATURDAY = 5


def open_now(places: PublicFacilityQuerySet, clock: Clock) -> PublicFacilityQuerySet:
    return places.not_closed_on(clock.today).filter(hours_rules__in=_open_now(clock))


def open_on_saturday(places: PublicFacilityQuerySet, clock: Clock) -> PublicFacilityQuerySet:
    """On the coming one, holidays and closures included; on a Saturday that is today."""
    return places.not_closed_on(next_saturday(clock.today)).filter(hours_rules__in=_open_on_saturday(clock))


def next_saturday(day: date) -> date:
    return day + timedelta(days=(SATURDAY - day.weekday()) % 7)


@lru_cache(maxsize=2)
def _open_now(clock: Clock) -> list[str]:
    """Kept for one answer, which may count places in several ways: each answer has a clock of its own."""
    return [text for text in _texts() if is_open_at(Hours(text), clock)]


@lru_cache(maxsize=2)
def _open_on_saturday(clock: Clock) -> list[str]:
    day = next_saturday(clock.today)
    return [text for text in _texts() if is_open_on(Hours(text), day, clock.calendar)]


def _texts() -> list[str]:
    known = PublicFacility.objects.exclude(opening_hours="").order_by()
    return list(known.values_list("hours_rules", flat=True).distinct())
