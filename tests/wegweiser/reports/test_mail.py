"""Mails about reports: to whom, what stands in them, and what happens while no server listens."""

import smtplib
import socket
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core import mail as outbox

from tests.wegweiser.reports.samples import NOON, stored
from wegweiser.directory.models.city import City
from wegweiser.reports.mail import NOBODY_LISTENS, REFUSED, can_mail, send_waiting
from wegweiser.reports.models import Kind, Report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


@pytest.fixture
def deaf_server(settings: LazySettings) -> Iterator[socket.socket]:
    """A port at which nobody listens: every mail is refused at once."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = held.getsockname()
        yield held


def office(**values: str) -> None:
    row = City.objects.get()
    row.profile["office"] |= values
    row.save()


def test_each_report_is_mailed_once(settings: LazySettings) -> None:
    settings.PUBLIC_URL = "https://wegweiser.example"
    reports = [stored(1), stored(2, kind=Kind.SUGGESTION), stored(3, kind=Kind.BARRIER)]

    assert send_waiting(NOON) == 3
    assert send_waiting(NOON) == 0

    assert [message.to for message in outbox.outbox] == [["familie@zweifeld.example"]] * 3
    first = outbox.outbox[0]
    assert first.subject == f"Wegweiser: Meldung {reports[0].pk} – Fehler an einem Ort"
    assert f"https://wegweiser.example/admin/reports/report/{reports[0].pk}/" in first.body
    assert {report.mailed_at for report in Report.objects.all()} == {NOON}


def test_the_city_names_who_is_told() -> None:
    office(reports_email="meldungen@zweifeld.example")
    stored()
    send_waiting(NOON)
    assert outbox.outbox[0].to == ["meldungen@zweifeld.example"]


def test_no_word_from_outside_stands_in_a_mail() -> None:
    planted = "Geheim\nBcc: evil@example.org"
    stored(subject=planted, text=planted, contact=planted, proposed={"name": planted})
    send_waiting(NOON)
    message = outbox.outbox[0].message()
    assert "Geheim" not in message.as_string()
    assert "evil@" not in message.as_string()
    assert message["Bcc"] is None


def test_while_the_server_is_down_the_mail_waits_and_says_so(
    deaf_server: socket.socket, settings: LazySettings
) -> None:
    stored(1)
    stored(2)

    assert send_waiting(NOON) == 0
    assert list(Report.objects.order_by("pk").values_list("mailed_at", "mail_fault")) == [
        (None, NOBODY_LISTENS),
        (None, ""),
    ]

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_waiting(NOON + timedelta(minutes=1)) == 2
    assert set(Report.objects.values_list("mail_fault", flat=True)) == {""}


@pytest.mark.parametrize("address", ["a@b.example\nBcc: evil@example.org", "a@b.example\rX: y"])
def test_an_address_that_no_mail_can_have_is_refused_and_nothing_lost(address: str) -> None:
    office(email=address)
    stored()
    assert send_waiting(NOON) == 0
    assert Report.objects.get().mail_fault == REFUSED
    assert outbox.outbox == []


def test_a_report_that_was_dealt_with_needs_no_mail() -> None:
    stored(state="done", handled_at=NOON)
    assert send_waiting(NOON) == 0


def test_without_server_or_address_nothing_is_sent_and_nothing_lost(settings: LazySettings) -> None:
    stored()
    office(email="")
    assert not can_mail()
    assert send_waiting(NOON) == 0
    office(email="familie@zweifeld.example")
    settings.EMAIL_HOST = ""
    assert send_waiting(NOON) == 0
    settings.EMAIL_HOST = "mail.invalid"
    assert send_waiting(NOON) == 1


def test_before_a_city_is_loaded_nobody_is_told() -> None:
    City.objects.all().delete()
    assert send_waiting(NOON) == 0


def test_refusals_of_a_server_are_told_apart() -> None:
    assert issubclass(smtplib.SMTPException, OSError)  # which is why it is caught first
