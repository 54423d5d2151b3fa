"""„Meldungen“ of the staff's side: who may what, and what each step does."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.city import create_city, create_facility
from tests.wegweiser.reports.samples import stored
from wegweiser.reports.mail import NOBODY_LISTENS
from wegweiser.reports.models import Kind, Report

LIST = "/admin/reports/report/"


@pytest.fixture(autouse=True)
def _town(empty_city: None) -> None:
    create_city()


def signed_in(*rights: str) -> Client:
    user = User.objects.create_user("helga", is_staff=True, first_name="Helga", last_name="Sommer")
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client = Client()
    client.force_login(user)
    return client


def step(client: Client, report: Report, action: str, **values: str) -> Any:
    return client.post(f"{LIST}{report.pk}/schritt/", {"action": action, **values}, follow=True)


ROLES = {
    "visitor": (None, (302, 302, 302, 302)),
    "no right": ((), (403, 403, 403, 403)),
    "other right": (("view_facility", "change_facility"), (403, 403, 403, 403)),
    "reader": (("view_report",), (200, 200, 403, 403)),
    "writer only": (("change_report",), (403, 403, 302, 302)),
    "editor": (("view_report", "change_report"), (200, 200, 302, 302)),
}


@pytest.mark.parametrize("role", ROLES)
def test_every_role_sees_and_does_what_it_may(role: str) -> None:
    rights, expected = ROLES[role]
    client = Client() if rights is None else signed_in(*rights)
    report = stored(contact="mutter@example.org")
    one = f"{LIST}{report.pk}/"
    answers = [
        client.get(LIST),
        client.get(one),
        client.post(f"{one}schritt/", {"action": "erledigt"}),
        client.post(f"{one}kontakt-loeschen/"),
    ]
    assert tuple(answer.status_code for answer in answers) == expected
    report.refresh_from_db()
    changed = "change_report" in (rights or ())
    assert (report.state, report.contact) == (("done", "") if changed else ("open", "mutter@example.org"))


def test_a_reader_is_offered_no_buttons() -> None:
    text = signed_in("view_report").get(f"{LIST}{stored().pk}/").content.decode()
    assert "Erledigt" not in text
    assert "Einrichtung öffnen" not in text


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_steps_are_taken_by_post_only(admin_client: Client, method: str) -> None:
    one = f"{LIST}{stored().pk}/"
    for page in ("schritt/", "kontakt-loeschen/"):
        assert getattr(admin_client, method)(one + page).status_code == 405


def test_a_report_is_taken_over_and_done() -> None:
    client, report = signed_in("view_report", "change_report"), stored()

    assert "Sie kümmern sich um diese Meldung." in step(client, report, "uebernehmen").content.decode()
    report.refresh_from_db()
    assert (report.state, report.handled_by and report.handled_by.username) == ("taken", "helga")
    assert report.handled_at is not None

    text = step(client, report, "erledigt").content.decode()
    assert "Die Meldung ist erledigt." in text
    assert "Helga Sommer" in text
    assert "Kita Ahorn" not in client.get(LIST).content.decode()
    assert "Kita Ahorn" in client.get(f"{LIST}?stand=fertig").content.decode()


def test_a_rejection_needs_a_reason(admin_client: Client) -> None:
    report = stored()
    for reason, sentence in (("", "Bitte schreiben Sie, warum"), ("x" * 501, "Die Begründung ist zu lang")):
        response = step(admin_client, report, "ablehnen", reason=reason)
        assert sentence in response.content.decode()
        assert Report.objects.get().state == "open"

    step(admin_client, report, "ablehnen", reason="Stimmt schon so <b>")
    assert (Report.objects.get().state, Report.objects.get().reason) == ("rejected", "Stimmt schon so <b>")
    assert "&lt;b&gt;" in admin_client.get(f"{LIST}{report.pk}/").content.decode()

    step(admin_client, report, "oeffnen")
    assert (Report.objects.get().state, Report.objects.get().reason) == ("taken", "")


@pytest.mark.parametrize(
    ("state", "action"),
    [
        ("done", "uebernehmen"),
        ("done", "erledigt"),
        ("rejected", "ablehnen"),
        ("open", "oeffnen"),
        ("taken", "uebernehmen"),
    ],
)
def test_a_step_that_comes_too_late_changes_nothing(admin_client: Client, state: str, action: str) -> None:
    report = stored(state=state, reason="doppelt", handled_at="2026-11-23T12:00Z" if state != "open" else None)
    before = Report.objects.values().get()
    response = step(admin_client, report, action, reason="zu spät")
    assert "hat inzwischen jemand anders bearbeitet" in response.content.decode()
    assert Report.objects.values().get() == before


@pytest.mark.parametrize("action", ["", "sprengen", "erledigt'--"])
def test_a_forged_step_changes_nothing(admin_client: Client, action: str) -> None:
    assert step(admin_client, stored(), action).status_code == 200
    assert Report.objects.get().state == "open"


def test_what_families_wrote_is_shown_as_text(admin_client: Client) -> None:
    evil = "<script>alert(1)</script>\nzweite Zeile"
    report = stored(subject=evil[:40], text=evil, contact=evil, proposed={"name": evil, "other": evil})
    for page in (LIST, f"{LIST}{report.pk}/"):
        text = admin_client.get(page).content.decode()
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)" in text


def test_a_report_leads_to_its_place(admin_client: Client) -> None:
    place = create_facility("Kita Ahorn", 100, 100, phone="0301-77")
    text = admin_client.get(f"{LIST}{stored(place_id=place.pk).pk}/").content.decode()
    assert f'href="{reverse("admin:directory_facility_change", args=[place.pk])}"' in text
    assert "0301-77" in text


def test_a_report_stays_when_its_place_goes(admin_client: Client) -> None:
    place = create_facility("Kita Ahorn", 100, 100)
    report = stored(place_id=place.pk)
    place.delete()
    assert "gibt es im Verzeichnis nicht mehr" in admin_client.get(f"{LIST}{report.pk}/").content.decode()


def test_a_suggestion_fills_in_the_form_of_a_new_place(admin_client: Client) -> None:
    proposed = {"name": "Krabbelgruppe & Co", "category": "betreuung.kita", "address": "Heumarkt 25", "phone": "0301"}
    page = admin_client.get(f"{LIST}{stored(kind=Kind.SUGGESTION, proposed=proposed).pk}/")
    form = admin_client.get(page.context["new_place"]).content.decode()
    for value in ("Krabbelgruppe &amp; Co", "Heumarkt", "25", "0301"):
        assert f'value="{value}"' in form
    assert '<option value="betreuung.kita" selected>' in form


def test_the_start_page_counts_what_nobody_has_taken() -> None:
    stored(1)
    stored(2, state="taken", handled_at="2026-11-23T12:00Z")
    assert "<strong>1</strong> neue Meldungen lesen" in signed_in("view_report").get("/admin/").content.decode()


def test_the_start_page_of_others_knows_no_reports() -> None:
    stored()
    assert "Meldungen" not in signed_in("view_facility").get("/admin/").content.decode()


def test_the_queue_shows_which_mail_waits_and_why(admin_client: Client) -> None:
    stored(mail_fault=NOBODY_LISTENS)
    text = admin_client.get(LIST).content.decode()
    assert f"wartet: {NOBODY_LISTENS}" in text
    assert "1 E-Mail wartet noch" in text


def test_the_queue_says_when_no_mail_can_come(admin_client: Client, settings: Any) -> None:
    stored()
    settings.EMAIL_HOST = ""
    assert "Es ist kein Mailserver eingestellt." in admin_client.get(LIST).content.decode()


@pytest.mark.parametrize("query", ["?stand=x", "?art=x", "?seite=999", "?seite=x", "?art=error&stand=fertig"])
def test_nonsense_in_the_address_is_no_fault(admin_client: Client, query: str) -> None:
    stored()
    assert admin_client.get(LIST + query).status_code == 200


def test_the_list_takes_the_same_queries_for_one_and_for_fifty(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    user = User.objects.get(username="admin")
    for number in range(60):
        stored(number, handled_by=user, state="taken", handled_at="2026-11-23T12:00Z")
    with django_assert_max_num_queries(9):
        assert len(admin_client.get(LIST).context["page"]) == 50


def test_a_kind_can_be_chosen(admin_client: Client) -> None:
    stored(1)
    stored(2, kind=Kind.BARRIER, subject="Karte <3")
    text = admin_client.get(f"{LIST}?art=barrier").content.decode()
    assert "Karte &lt;3" in text
    assert "Kita Ahorn" not in text
