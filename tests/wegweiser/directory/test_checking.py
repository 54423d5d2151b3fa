"""When a place is due again, and which light it shows."""

from datetime import UTC, date, datetime

import pytest

from tests.city import create_city, create_facility
from wegweiser.directory.checking import Light, checked_places, confirm, count_lights, undecided
from wegweiser.directory.choices import State, VerifiedVia, Visibility
from wegweiser.directory.models.facility import Facility
from wegweiser.directory.models.taxonomy import Category

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _town(empty_city: None) -> None:
    create_city()
    Category.objects.update(review_months=12, visibility=Visibility.PUBLIC)


@pytest.mark.parametrize(
    ("checked", "months", "due", "light"),
    [
        (None, 12, None, Light.NEVER),
        (date(2025, 11, 23), 12, date(2026, 11, 23), Light.GREEN),  # due today is not late
        (date(2025, 11, 22), 12, date(2026, 11, 22), Light.YELLOW),
        (date(2025, 8, 23), 12, date(2026, 8, 23), Light.YELLOW),
        (date(2025, 8, 22), 12, date(2026, 8, 22), Light.RED),
        (date(2026, 8, 31), 1, date(2026, 9, 30), Light.YELLOW),  # a month without a 31st
        (date(2024, 2, 29), 12, date(2025, 2, 28), Light.RED),
        (date(2016, 11, 23), 120, date(2026, 11, 23), Light.GREEN),
    ],
)
def test_the_light_follows_the_interval_of_the_kind(
    checked: date | None, months: int, due: date | None, light: Light
) -> None:
    Category.objects.update(review_months=months)
    create_facility("Kita Ahorn", 100, 100, verified_on=checked)
    place = checked_places(TODAY).get()
    assert (place.due_on, place.light) == (due, light)


def test_what_no_family_sees_needs_no_check() -> None:
    create_facility("Entwurf", 100, 100, state=State.DRAFT)
    create_facility("Zu", 100, 100, state=State.CLOSED)
    create_facility("Notiz", 100, 100, visibility=Visibility.INTERNAL)
    assert count_lights(TODAY) == {}


def test_lights_are_counted_for_each_sozialraum() -> None:
    create_facility("A", 100, 100, verified_on=TODAY)
    create_facility("B", 200, 100)
    create_facility("C", 1200, 100, verified_on=date(2020, 1, 1))
    create_facility("D", verified_on=TODAY, citywide=True)
    assert count_lights(TODAY) == {
        "west": {Light.GREEN: 1, Light.NEVER: 1},
        "ost": {Light.RED: 1},
        None: {Light.GREEN: 1},
    }


def test_a_confirmation_says_who_and_on_which_way() -> None:
    asked, other = create_facility("A"), create_facility("B")
    assert confirm([asked.pk], "AWO", VerifiedVia.LINK, datetime(2026, 11, 22, 23, 30, tzinfo=UTC)) == 1
    asked.refresh_from_db()
    other.refresh_from_db()
    assert (asked.verified_on, asked.verified_by, asked.verified_via) == (TODAY, "AWO", VerifiedVia.LINK)
    assert other.verified_on is None


@pytest.mark.parametrize(
    ("usual", "shown_as", "lacks"),
    [
        (Visibility.PUBLIC, Visibility.PUBLIC, False),
        (Visibility.AREA, Visibility.PUBLIC, True),
        (Visibility.AREA, Visibility.AREA, False),
        (Visibility.AREA, Visibility.PHONE_ONLY, False),
        (Visibility.PHONE_ONLY, Visibility.AREA, True),
        (Visibility.INTERNAL, Visibility.PHONE_ONLY, True),
    ],
)
def test_who_shows_more_than_usual_needs_a_decision(usual: Visibility, shown_as: Visibility, lacks: bool) -> None:
    Category.objects.update(visibility=usual)
    place = create_facility("Ort", visibility=shown_as)
    assert Facility.objects.filter(undecided()).exists() == lacks
    Facility.objects.filter(pk=place.pk).update(visibility_decided=True)
    assert not Facility.objects.filter(undecided()).exists()
