"""Places that are open. Each different text of hours is read once, however many places have it."""

from collections.abc import Callable
from datetime import date, timedelta

from wegweiser.directory.models.public import PublicFacility, PublicFacilityQuerySet
from wegweiser.directory.opening import Clock, Hours, is_open_at, is_open_on

SATURDAY = 5


def open_now(places: PublicFacilityQuerySet, clock: Clock) -> PublicFacilityQuerySet:
    return _by_hours(places, clock.today, lambda hours: is_open_at(hours, clock))


def open_on_saturday(places: PublicFacilityQuerySet, clock: Clock) -> PublicFacilityQuerySet:
    """On the coming one, holidays and closures included; on a Saturday that is today."""
    day = next_saturday(clock.today)
    return _by_hours(places, day, lambda hours: is_open_on(hours, day, clock.calendar))


def next_saturday(day: date) -> date:
    return day + timedelta(days=(SATURDAY - day.weekday()) % 7)


def _by_hours(places: PublicFacilityQuerySet, day: date, opens: Callable[[Hours], bool]) -> PublicFacilityQuerySet:
    texts = PublicFacility.objects.exclude(opening_hours="").order_by().values_list("hours_rules", flat=True).distinct()
    return places.not_closed_on(day).filter(hours_rules__in=[text for text in texts if opens(Hours(text))])
