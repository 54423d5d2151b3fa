"""Mails to a Träger: once, twice, three times; never what must not stand in a mail; nothing lost."""

import smtplib
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.core import mail as outbox
from django.core.mail.backends.base import BaseEmailBackend

from tests.wegweiser.confirming.samples import asked, kita, shelter
from wegweiser.confirming.letters import ask, revoke, send_due
from wegweiser.confirming.links import address
from wegweiser.confirming.models import Inquiry
from wegweiser.directory.models.facility import Traeger
from wegweiser.reports.mail import NOBODY_LISTENS, UNKNOWN

NOON = datetime(2026, 11, 2, 11, 0, tzinfo=UTC)


class Strict(BaseEmailBackend):
    """A server that knows nobody called awo."""

    def send_messages(self, messages: list[outbox.EmailMessage]) -> int:
        for message in messages:
            if message.to == ["awo@example.org"]:
                raise smtplib.SMTPRecipientsRefused({"awo@example.org": (550, b"unknown")})
            outbox.outbox.append(message)
        return len(messages)


@pytest.fixture
def deaf_server(settings: LazySettings) -> Iterator[None]:
    """A port at which nobody listens."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = held.getsockname()
        yield


def test_one_mail_names_all_places_and_one_link(traeger: Traeger) -> None:
    for name in ("Kita Ahorn", "Kita Birke"):
        kita(traeger, name)
    assert ask(traeger.pk, "Helga", NOON)
    assert (send_due(NOON), send_due(NOON)) == (1, 0)
    (message,) = outbox.outbox
    assert message.to == ["awo@example.org"]
    assert message.reply_to == ["familie@zweifeld.example"]
    assert all(name in message.body for name in ("Kita Ahorn", "Kita Birke"))
    assert message.body.count(address(Inquiry.objects.get())) == 1


def test_protected_places_are_not_named_in_a_mail(traeger: Traeger) -> None:
    shelter(traeger)
    asked(traeger, NOON, letters=0, first_mailed_at=None)
    kita(traeger)
    send_due(NOON)
    text = outbox.outbox[0].message().as_bytes()
    body = outbox.outbox[0].body
    assert b"Frauenhaus" not in text
    assert "23125-9" not in body
    assert "1 geschützter Eintrag" in body


def test_reminders_come_after_14_and_28_days_and_then_no_more(traeger: Traeger) -> None:
    kita(traeger)
    ask(traeger.pk, "Helga", NOON)
    sent = [day for day in range(40) if send_due(NOON + timedelta(days=day))]
    assert sent == [0, 14, 28]
    assert [message.subject.startswith("Erinnerung") for message in outbox.outbox] == [False, True, True]


@pytest.mark.parametrize("ended", ["answered_at", "revoked_at"])
def test_whoever_has_answered_is_not_reminded(traeger: Traeger, ended: str) -> None:
    asked(traeger, NOON, **{ended: NOON})
    assert send_due(NOON + timedelta(days=14)) == 0


@pytest.mark.usefixtures("deaf_server")
def test_while_the_server_is_down_the_mail_waits_and_the_thirty_days_too(
    traeger: Traeger, settings: LazySettings
) -> None:
    kita(traeger)
    ask(traeger.pk, "Helga", NOON)
    assert send_due(NOON) == 0
    inquiry = Inquiry.objects.get()
    assert (inquiry.mail_fault, inquiry.letters, inquiry.expires_at) == (NOBODY_LISTENS, 0, None)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    later = NOON + timedelta(days=40)
    assert send_due(later) == 1
    inquiry.refresh_from_db()
    assert (inquiry.mail_fault, inquiry.letters, inquiry.expires_at) == ("", 1, later + timedelta(days=30))


def test_an_unknown_address_is_noted_and_stops_no_other_mail(traeger: Traeger, settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Strict"
    other = Traeger.objects.create(name="DRK", email="drk@example.org")
    for each in (traeger, other):
        kita(each, f"Kita {each.name}")
        ask(each.pk, "Helga", NOON)
    assert send_due(NOON) == 1
    assert outbox.outbox[0].to == ["drk@example.org"]
    traeger.refresh_from_db()
    assert traeger.email_fails
    assert Inquiry.objects.get(traeger=traeger).mail_fault == UNKNOWN
    assert send_due(NOON + timedelta(minutes=1)) == 0


def test_a_question_that_holds_is_not_asked_twice(traeger: Traeger) -> None:
    assert ask(traeger.pk, "Helga", NOON)
    assert not ask(traeger.pk, "Helga", NOON)
    Inquiry.objects.update(first_mailed_at=NOON)
    assert not ask(traeger.pk, "Helga", NOON + timedelta(days=29))
    assert ask(traeger.pk, "Helga", NOON + timedelta(days=30))
    assert Inquiry.objects.filter(revoked_at=None).count() == 1


def test_an_answer_cannot_be_taken_back(traeger: Traeger) -> None:
    assert revoke([asked(traeger, NOON, answered_at=NOON).pk], NOON) == 0


def test_without_server_or_city_nothing_is_sent(traeger: Traeger, settings: LazySettings) -> None:
    ask(traeger.pk, "Helga", NOON)
    settings.EMAIL_HOST = ""
    assert send_due(NOON) == 0
