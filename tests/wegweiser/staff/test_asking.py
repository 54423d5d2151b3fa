"""„Träger fragen“ and the take-over of what they answer: who may what, and what each step does."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.city import create_city, create_facility
from tests.wegweiser.confirming.samples import asked, kita, shelter
from tests.wegweiser.reports.samples import stored
from wegweiser.confirming.models import Inquiry
from wegweiser.directory.choices import VerifiedVia
from wegweiser.directory.models.facility import Facility, Traeger
from wegweiser.reports.models import Kind, Report

PAGE = "/admin/confirming/inquiry/"


@pytest.fixture
def traeger(empty_city: None) -> Traeger:
    create_city()
    return Traeger.objects.create(name="AWO Zweifeld", email="awo@example.org", phone="030 23125-7")


def signed_in(*rights: str) -> Client:
    user = User.objects.create_user("helga", is_staff=True, first_name="Helga", last_name="Sommer")
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client = Client()
    client.force_login(user)
    return client


ROLES = {
    "visitor": (None, (302, 302, 302, 302)),
    "no right": ((), (403, 403, 403, 403)),
    "other right": (("view_report", "change_facility"), (403, 403, 403, 403)),
    "reader": (("view_inquiry",), (200, 403, 403, 403)),
    "asks, but may not change places": (("change_inquiry",), (403, 302, 302, 403)),
    "editor": (("view_inquiry", "change_inquiry", "change_facility"), (200, 302, 302, 302)),
}


@pytest.mark.parametrize("role", ROLES)
def test_every_role_sees_and_does_what_it_may(traeger: Traeger, role: str) -> None:
    rights, expected = ROLES[role]
    kita(traeger)
    inquiry = asked(traeger)
    client = Client() if rights is None else signed_in(*rights)
    answers = (
        client.get(PAGE),
        client.post(f"{PAGE}fragen/", {"traeger": traeger.pk}),
        client.post(f"{PAGE}{inquiry.pk}/zurueckziehen/"),
        client.post(f"{PAGE}traeger/{traeger.pk}/telefon/"),
    )
    assert tuple(answer.status_code for answer in answers) == expected
    assert (Facility.objects.get().verified_on is not None) == (expected[3] == 302 and rights is not None)


def test_chosen_traeger_are_asked_once(admin_client: Client, traeger: Traeger) -> None:
    kita(traeger)
    silent = Traeger.objects.create(name="Ohne Adresse")
    kita(silent, "Kita Stumm")
    sent = {"traeger": [str(traeger.pk), str(silent.pk), "x", "99999999999999999999"]}
    for _ in range(2):
        admin_client.post(f"{PAGE}fragen/", sent)
    assert [(each.traeger_id, each.asked_by) for each in Inquiry.objects.all()] == [(traeger.pk, "admin")]
    assert "wartet auf den Versand" in admin_client.get(PAGE).content.decode()


def calls(client: Client) -> list[str]:
    return [row.traeger.name for row in client.get(PAGE).context["to_call"]]


def test_the_phone_list_names_who_cannot_be_reached(admin_client: Client, traeger: Traeger) -> None:
    kita(traeger)
    assert calls(admin_client) == []
    inquiry = asked(traeger, timezone.now() - timedelta(days=29))
    assert calls(admin_client) == []
    Inquiry.objects.filter(pk=inquiry.pk).update(first_mailed_at=timezone.now() - timedelta(days=31))
    assert calls(admin_client) == ["AWO Zweifeld"]
    assert "hat nicht geantwortet" in admin_client.get(PAGE).content.decode()
    Inquiry.objects.all().delete()
    Traeger.objects.update(email_fails=True)
    assert "E-Mail kommt nicht an" in admin_client.get(PAGE).content.decode()
    assert calls(admin_client) == ["AWO Zweifeld"]


def test_who_says_so_on_the_phone_has_confirmed(admin_client: Client, traeger: Traeger) -> None:
    kita(traeger)
    inquiry = asked(traeger)
    admin_client.post(f"{PAGE}traeger/{traeger.pk}/telefon/")
    place = Facility.objects.get()
    assert (place.verified_on, place.verified_via) == (timezone.localdate(), VerifiedVia.PHONE)
    assert place.verified_by == "AWO Zweifeld, gefragt von admin"
    inquiry.refresh_from_db()
    assert inquiry.revoked_at is not None


@pytest.mark.parametrize("count", [1, 40])
def test_the_number_of_queries_does_not_grow(
    admin_client: Client, traeger: Traeger, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        each = Traeger.objects.create(name=f"Verein {number}", email="verein@example.org")
        kita(each, f"Kita {number}")
        asked(each)
    with django_assert_max_num_queries(12):
        admin_client.get(PAGE)


def change(place: Facility, **proposed: str) -> Report:
    former = {name: getattr(place, name) for name in proposed}
    return stored(kind=Kind.CHANGE, place=place, subject=place.name, faults=[], proposed=proposed, former=former)


def adopt(client: Client, report: Report, place: Facility, *fields: str) -> Any:
    seen = place.updated_at.isoformat()
    return client.post(
        f"/admin/reports/report/{report.pk}/uebernehmen/", {"feld": fields, "gesehen": seen}, follow=True
    )


def test_fields_are_taken_over_one_by_one(admin_client: Client, traeger: Traeger) -> None:
    place = kita(traeger)
    report = change(place, phone="030 23125-77", name="Kita Neu")
    page = admin_client.get(f"/admin/reports/report/{report.pk}/").content.decode()
    assert all(text in page for text in ("030 23125-1", "030 23125-77", "Kita Neu"))
    adopt(admin_client, report, place, "phone")
    place.refresh_from_db()
    report.refresh_from_db()
    assert (place.phone, place.name, report.state) == ("030 23125-77", "Kita Ahorn", "done")
    assert (place.verified_on, place.verified_by, place.verified_via) == (
        timezone.localdate(), "AWO Zweifeld", VerifiedVia.LINK,
    )  # fmt: skip


def test_of_two_editors_the_second_is_told(admin_client: Client, traeger: Traeger) -> None:
    place = kita(traeger)
    report = change(place, phone="030 23125-77")
    Facility.objects.get().save()  # somebody else
    assert "inzwischen geändert" in adopt(admin_client, report, place, "phone").content.decode()
    place.refresh_from_db()
    report.refresh_from_db()
    assert (place.phone, report.state) == ("030 23125-1", "open")


def test_what_is_done_is_not_done_again(admin_client: Client, traeger: Traeger) -> None:
    place = kita(traeger)
    report = change(place, phone="030 23125-77")
    adopt(admin_client, report, place, "phone")
    place.refresh_from_db()
    assert "jemand anders" in adopt(admin_client, report, place, "phone").content.decode()


def test_a_value_that_no_place_can_have_is_refused(admin_client: Client, traeger: Traeger) -> None:
    place = kita(traeger)
    report = change(place, website="kein Netz")
    adopt(admin_client, report, place, "website")
    place.refresh_from_db()
    report.refresh_from_db()
    assert (place.website, report.state) == ("", "open")


def test_a_protected_place_gets_no_location_on_this_way(admin_client: Client, traeger: Traeger) -> None:
    place = shelter(traeger)
    report = change(place, street="Geheimweg", phone="030 23125-8")
    assert "Geheimweg" not in admin_client.get(f"/admin/reports/report/{report.pk}/").content.decode()
    adopt(admin_client, report, place, "street", "phone")
    place.refresh_from_db()
    assert (place.street, place.phone) == ("", "030 23125-8")


def test_who_may_not_change_places_takes_nothing_over(traeger: Traeger) -> None:
    place = kita(traeger)
    report = change(place, phone="030 23125-77")
    client = signed_in("view_report", "change_report")
    assert adopt(client, report, place, "phone").status_code == 403
    place.refresh_from_db()
    assert place.phone == "030 23125-1"


def test_a_place_without_traeger_is_nobodys(admin_client: Client, traeger: Traeger) -> None:
    create_facility("Spielplatz")
    assert admin_client.get(PAGE).context["rows"] == []
