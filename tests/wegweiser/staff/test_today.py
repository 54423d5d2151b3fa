"""The start page: what is to be done today."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.city import create_city, create_facility
from tests.wegweiser.reports.samples import stored
from wegweiser.directory.choices import State, VerifiedVia
from wegweiser.directory.models.facility import Facility
from wegweiser.directory.models.taxonomy import Category
from wegweiser.staff.today import start_page

LIST = "/admin/directory/facility/"


@pytest.fixture(autouse=True)
def _town(empty_city: None) -> None:
    create_city()


def tasks(user: User) -> dict[str, int]:
    return {task.what: task.count for task in start_page(user, timezone.now())["tasks"]}


def test_it_names_what_is_to_be_done(admin_user: User) -> None:
    assert tasks(admin_user) == {}
    stored()
    create_facility("Nie", 100, 100)
    create_facility("Alt", 100, 100, verified_on=date(2019, 1, 1))
    create_facility("Entwurf", 100, 100, state=State.DRAFT)
    create_facility("Ohne Lage", verified_on=timezone.localdate())
    assert tasks(admin_user) == {
        "neue Meldungen lesen": 1,
        "E-Mails warten auf den Mailserver": 1,
        "überfällige Orte prüfen": 1,
        "Orte zum ersten Mal prüfen": 1,
        "Entwürfe fertig machen": 1,
        "öffentliche Orte auf die Karte setzen": 1,
    }


@pytest.mark.usefixtures("admin_user")
def test_each_task_leads_to_a_list_of_as_many(admin_client: Client, admin_user: User) -> None:
    create_facility("Alt", 100, 100, verified_on=date(2019, 1, 1))
    create_facility("Ohne Lage")
    create_facility("Entwurf", state=State.DRAFT)
    for task in start_page(admin_user, timezone.now())["tasks"]:
        assert admin_client.get(task.address).context["cl"].result_count == task.count


def test_who_may_see_no_places_is_told_of_none() -> None:
    create_facility("Nie", 100, 100)
    stored()
    user = User.objects.create_user("helga", is_staff=True)
    client = Client()
    client.force_login(user)
    assert tasks(user) == {}
    assert "Wie aktuell sind die Orte?" not in client.get("/admin/").content.decode()
    user.user_permissions.set(Permission.objects.filter(codename="view_report"))
    assert "neue Meldungen lesen" in tasks(User.objects.get())


@pytest.mark.parametrize("places", [1, 60])
def test_the_number_of_queries_does_not_grow(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, places: int
) -> None:
    for number in range(places):
        create_facility(f"Kita {number}", 100 + number, 100)
    with django_assert_max_num_queries(16):
        assert admin_client.get("/admin/").status_code == 200
    with django_assert_max_num_queries(16):
        assert admin_client.get(f"{LIST}?ampel=nie").context["cl"].result_count == places


def test_an_unknown_light_shows_all(admin_client: Client) -> None:
    create_facility("Kita")
    assert admin_client.get(f"{LIST}?ampel=blau").context["cl"].result_count == 1


def test_staff_say_that_places_are_right(admin_client: Client) -> None:
    place = create_facility("Kita")
    admin_client.post(LIST, {"action": "checked_today", "_selected_action": [place.pk]})
    place = Facility.objects.get()
    assert (place.verified_on, place.verified_via) == (timezone.localdate(), VerifiedVia.OFFICE)
    assert place.verified_by == "admin"


def test_staff_set_how_often_a_kind_is_checked_and_nothing_else(admin_client: Client) -> None:
    page = "/admin/directory/category/betreuung.kita/change/"
    assert admin_client.post(page, {"review_months": "0"}).status_code == 200
    assert admin_client.post(page, {"review_months": "6", "short_name": "X"}).status_code == 302
    kind = Category.objects.get(pk="betreuung.kita")
    assert (kind.review_months, kind.short_name == "X") == (6, False)
