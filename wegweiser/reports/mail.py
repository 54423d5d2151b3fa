"""Tells the office by e-mail that something has come in. What people wrote stays in the database."""

import logging
from datetime import datetime
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import QuerySet
from django.urls import reverse

from wegweiser.directory.city import CityProfile
from wegweiser.directory.models.city import City
from wegweiser.reports.models import Kind, Report, State

logger = logging.getLogger(__name__)

NOBODY_LISTENS = "Der Mailserver ist nicht zu erreichen."
REFUSED = "Der Mailserver nimmt die E-Mail nicht an."
UNKNOWN = "Der Mailserver kennt diese Adresse nicht."
SUBJECTS = {
    Kind.ERROR: "Wegweiser: Meldung {number} – Fehler an einem Ort",
    Kind.SUGGESTION: "Wegweiser: Meldung {number} – neuer Ort vorgeschlagen",
    Kind.BARRIER: "Wegweiser: Meldung {number} – Barriere",
    Kind.CHANGE: "Wegweiser: Meldung {number} – Änderung vom Träger",
}
BODY = """Guten Tag,

im Wegweiser für Familien ist eine Meldung eingegangen ({kind}).

Lesen und bearbeiten: {address}

Was geschrieben wurde, steht nur dort und nicht in dieser E-Mail.
"""


def recipient() -> str:
    """Whom the city wants to be told; empty where it names nobody."""
    try:
        office = CityProfile.current().office
    except City.DoesNotExist:
        return ""
    return office.reports_email or office.email


def can_mail() -> bool:
    return bool(settings.EMAIL_HOST and recipient())


def waiting() -> QuerySet[Report]:
    """A report that was dealt with before its mail left needs none."""
    return Report.objects.filter(mailed_at=None, state=State.OPEN).order_by("pk")


def send_waiting(now: datetime) -> int:
    """Returns how many left. The first failure ends the round: the next one begins with the same report."""
    if not can_mail():
        return 0
    sent = 0
    for report in waiting():
        fault = _send(report)
        Report.objects.filter(pk=report.pk).update(mailed_at=None if fault else now, mail_fault=fault)
        if fault:
            logger.warning("report %s could not be mailed: %s", report.pk, fault)
            break
        sent += 1
    return sent


def _send(report: Report) -> str:
    """Empty, or why not. Neither subject nor text hold a word that came from outside."""
    address = settings.PUBLIC_URL + reverse("admin:staff-report", args=[report.pk])
    message = EmailMessage(
        subject=SUBJECTS[Kind(report.kind)].format(number=report.pk),
        body=BODY.format(kind=Kind(report.kind).label, address=address),
        to=[recipient()],
        connection=get_connection(),
    )
    return deliver(message)


def deliver(message: EmailMessage) -> str:
    """Empty, or why it did not leave."""
    try:
        message.send()
    except SMTPRecipientsRefused:
        return UNKNOWN
    except (SMTPException, ValueError):  # ValueError: an address that no header may hold
        return REFUSED
    except OSError:
        return NOBODY_LISTENS
    return ""
