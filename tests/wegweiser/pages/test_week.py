from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from tests.city import create_facility
from wegweiser.directory.calendars import Calendar
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.opening import Clock
from wegweiser.pages.week import Day, coming_days

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]

# A Tuesday two days before Fronleichnam.
CLOCK = Clock(datetime(2026, 6, 2, 10, tzinfo=ZoneInfo("Europe/Berlin")), Calendar("NW"))


def days(**values: Any) -> list[Day]:
    place = create_facility("Kita Ahorn", 100, 100, **values)
    return coming_days(PublicFacility.objects.get(pk=place.pk), CLOCK)


def test_the_week_begins_today_and_names_its_holidays() -> None:
    week = days(opening_hours="Mo-Fr 07:15-12:00,13:00-16:15; PH off")
    assert [day.name for day in week] == [
        "Dienstag",
        "Mittwoch",
        "Donnerstag",
        "Freitag",
        "Samstag",
        "Sonntag",
        "Montag",
    ]
    assert week[0] == Day("Dienstag", "7:15–12:00, 13:00–16:15", "", is_today=True)
    assert (week[2].times, week[2].holiday) == ("geschlossen", "Fronleichnam")
    assert week[4].times == "geschlossen"


def test_hours_that_are_silent_about_a_holiday_are_not_guessed() -> None:
    assert days(opening_hours="Mo-Fr 08:00-16:00")[2].times == "keine Angabe"


def test_midnight_and_nights_are_said_as_people_say_them() -> None:
    assert days(opening_hours="Tu 18:00-24:00; PH off")[0].times == "18:00–24:00"
    assert days(opening_hours="Tu 22:00-02:00; PH off")[0].times == "22:00–2:00"


def test_another_language_has_its_own_days_and_comma() -> None:
    with translation.override("ar"):
        assert "، " in days(opening_hours="Mo-Fr 07:15-12:00,13:00-16:15; PH off")[0].times


@pytest.mark.parametrize("hours", ["", "24/7", "nach Vereinbarung"])
def test_without_readable_hours_there_is_no_week(hours: str) -> None:
    assert days(opening_hours=hours) == []
