"""The page behind the link: what counts as confirmed, what goes into the queue, and which links are none."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.wegweiser.confirming.samples import answer, asked, kita, path_of, shelter
from wegweiser.confirming.models import VALID_FOR, Inquiry
from wegweiser.directory.choices import State, VerifiedVia, Visibility
from wegweiser.directory.models.facility import Facility, Traeger
from wegweiser.reports.models import Kind, Report

ALL = {"antwort": "alles"}


def test_all_is_right_with_one_click(client: Client, traeger: Traeger) -> None:
    places = [kita(traeger, f"Kita {number}") for number in range(9)]
    response = client.post(path_of(asked(traeger)), answer(traeger) | ALL)
    assert "9 Orte sind bestätigt." in response.content.decode()
    assert not response.cookies
    for place in places:
        place.refresh_from_db()
        assert place.verified_on == timezone.localdate()
        assert (place.verified_by, place.verified_via) == ("AWO Zweifeld", VerifiedVia.LINK)
    assert (Inquiry.objects.get().confirmed, Report.objects.count()) == (9, 0)


def test_what_is_different_goes_into_the_queue_and_the_rest_counts(client: Client, traeger: Traeger) -> None:
    ahorn, birke = kita(traeger, "Ahorn"), kita(traeger, "Birke")
    sent = answer(traeger, **{f"ort{ahorn.pk}_phone": "030 23125-77", f"ort{ahorn.pk}_hours": "Mo bis Do 8–16"})
    text = client.post(path_of(asked(traeger)), sent).content.decode()
    assert "1 Ort ist bestätigt." in text
    report = Report.objects.get()
    assert (report.kind, report.place_id, report.subject) == (Kind.CHANGE, ahorn.pk, "Ahorn")
    assert (report.former, report.proposed) == ({"phone": "030 23125-1"}, {"phone": "030 23125-77"})
    assert report.text == "Öffnungszeiten: Mo bis Do 8–16"
    ahorn.refresh_from_db()
    birke.refresh_from_db()
    assert (ahorn.phone, ahorn.verified_on) == ("030 23125-1", None)
    assert birke.verified_on is not None


def test_all_is_right_forgets_what_was_typed(client: Client, traeger: Traeger) -> None:
    place = kita(traeger)
    client.post(path_of(asked(traeger)), answer(traeger, **{f"ort{place.pk}_phone": "keine Nummer"}) | ALL)
    assert (Inquiry.objects.get().confirmed, Report.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("field", "value"),
    [("phone", "ruf an"), ("email", "awo@"), ("website", "http://"), ("name", ""), ("street", "x" * 121)],
)
def test_faults_are_named_and_nothing_is_lost(client: Client, traeger: Traeger, field: str, value: str) -> None:
    place = kita(traeger)
    sent = answer(traeger, **{f"ort{place.pk}_{field}": value, f"ort{place.pk}_hours_note": "außer Mittwoch"})
    response = client.post(path_of(asked(traeger)), sent)
    assert response.status_code == 422
    assert "außer Mittwoch" in response.content.decode()
    assert Inquiry.objects.get().answered_at is None


def test_looking_changes_nothing(client: Client, traeger: Traeger) -> None:
    kita(traeger)
    path = path_of(asked(traeger))
    for method in (client.get, client.head):
        response = method(path)
        assert (response.status_code, dict(response.cookies)) == (200, {})
    assert "no-store" in response["Cache-Control"]
    assert Inquiry.objects.get().answered_at is None
    assert Facility.objects.get().verified_on is None


def test_a_link_serves_once(client: Client, traeger: Traeger) -> None:
    place = kita(traeger)
    path, sent = path_of(asked(traeger)), answer(traeger)
    client.post(path, sent | ALL)
    again = client.post(path, sent | {f"ort{place.pk}-phone": "030 23125-66"})
    assert again.status_code == 410
    assert "Danke, Ihre Antwort haben wir schon." in again.content.decode()
    assert Report.objects.count() == 0


@pytest.mark.parametrize("method", ["get", "post"])
def test_links_that_are_over_say_so(client: Client, traeger: Traeger, method: str) -> None:
    now = timezone.now()
    kita(traeger)
    sent = answer(traeger) | ALL
    old = getattr(client, method)(path_of(asked(traeger, now - VALID_FOR - timedelta(seconds=1))), sent)
    Inquiry.objects.all().delete()
    revoked = getattr(client, method)(path_of(asked(traeger, revoked_at=now)), sent)
    assert (old.status_code, revoked.status_code) == (410, 410)
    assert "Er galt 30 Tage." in old.content.decode()
    assert "Wir haben ihn zurückgezogen." in revoked.content.decode()
    assert Facility.objects.get().verified_on is None


def forged(inquiry: Inquiry) -> list[str]:
    good = path_of(inquiry)
    other = signing.Signer(salt="wegweiser.reports.error").sign(inquiry.key)
    return [
        good[:-2] + "x/",
        f"/bestaetigen/{inquiry.key}/",
        f"/bestaetigen/{other}/",
        "/bestaetigen/%00/",
        "/bestaetigen/x/",
    ]


def test_forged_links_lead_to_a_friendly_page(client: Client, traeger: Traeger) -> None:
    kita(traeger)
    for path in forged(asked(traeger)):
        for response in (client.get(path), client.post(path, answer(traeger) | ALL)):
            assert response.status_code == 404
            assert "Diesen Link kennen wir nicht." in response.content.decode()
    assert Facility.objects.get().verified_on is None


def test_a_form_of_another_site_is_refused(client: Client, traeger: Traeger) -> None:
    kita(traeger)
    path = path_of(asked(traeger))
    assert client.post(path, answer(traeger) | ALL, headers={"origin": "https://evil.example"}).status_code == 403


def test_nobody_answers_for_the_places_of_others(client: Client, traeger: Traeger) -> None:
    own = kita(traeger)
    other = kita(Traeger.objects.create(name="DRK"), "Kita DRK")
    sent = answer(traeger, **{f"ort{other.pk}_phone": "030 23125-66", f"ort{other.pk}_seen": "x"})
    client.post(path_of(asked(traeger)), sent)
    own.refresh_from_db()
    other.refresh_from_db()
    assert own.verified_on is not None
    assert other.verified_on is None
    assert Report.objects.count() == 0


def test_of_a_protected_place_only_the_phone_is_asked(client: Client, traeger: Traeger) -> None:
    place = shelter(traeger)
    path = path_of(asked(traeger))
    text = client.get(path).content.decode()
    assert f'name="ort{place.pk}-phone"' in text
    assert not any(f"ort{place.pk}-{field}" in text for field in ("name", "street", "postcode", "hours", "email"))
    secret = {
        f"ort{place.pk}_street": "Geheimweg",
        f"ort{place.pk}_hours": "Geheimweg 1",
        f"ort{place.pk}_phone": "030 23125-8",
    }
    client.post(path, answer(traeger, **secret))
    report = Report.objects.get()
    assert (report.proposed, report.text) == ({"phone": "030 23125-8"}, "")


def test_what_changed_meanwhile_must_be_seen_first(client: Client, traeger: Traeger) -> None:
    place = kita(traeger)
    path, sent = path_of(asked(traeger)), answer(traeger)
    Facility.objects.filter(pk=place.pk).update(phone="030 23125-55")
    response = client.post(path, sent | ALL)
    assert response.status_code == 422
    assert "030 23125-55" in response.content.decode()
    assert Inquiry.objects.get().answered_at is None
    assert client.post(path, answer(traeger) | ALL).status_code == 200


@pytest.mark.parametrize(
    "hidden", [{"state": State.CLOSED}, {"state": State.DRAFT}, {"visibility": Visibility.INTERNAL}]
)
def test_what_no_family_sees_is_not_asked(client: Client, traeger: Traeger, hidden: dict[str, Any]) -> None:
    kita(traeger, "Verborgen", **hidden)
    text = client.get(path_of(asked(traeger))).content.decode()
    assert "Verborgen" not in text
    assert "Sie brauchen nichts zu tun." in text


@pytest.mark.parametrize("count", [1, 120])
def test_the_number_of_queries_does_not_grow(
    client: Client, traeger: Traeger, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        kita(traeger, f"Kita {number}")
    path, sent = path_of(asked(traeger)), answer(traeger)
    with django_assert_max_num_queries(6):
        client.get(path)
    with django_assert_max_num_queries(14):
        assert client.post(path, sent).status_code == 200


@pytest.mark.usefixtures("own_database")
def test_of_two_answers_at_once_one_counts(django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        traeger = Traeger.objects.create(name="Eile", email="eile@example.org")
        place = Facility.objects.filter(state=State.PUBLISHED, visibility=Visibility.PUBLIC).first()
        assert place
        Facility.objects.filter(pk=place.pk).update(traeger=traeger)
        path = path_of(asked(traeger))
        sent = answer(traeger, **{f"ort{place.pk}_phone": "0221 4710-999"})

        def send(_: int) -> int:
            try:
                return Client().post(path, sent).status_code
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as pool:
            codes = sorted(pool.map(send, range(4)))
        assert codes == [200, 410, 410, 410]
        assert Report.objects.filter(kind=Kind.CHANGE).count() == 1
