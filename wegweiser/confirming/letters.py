"""Asks, reminds, and takes back. What has to be sent stands in the table: no server that is down loses a mail."""

import logging
from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.template.loader import render_to_string

from wegweiser.confirming.links import address
from wegweiser.confirming.models import LETTERS_AFTER, Inquiry
from wegweiser.directory.asking import places_of
from wegweiser.directory.city import CityProfile
from wegweiser.directory.models.city import City
from wegweiser.reports.mail import NOBODY_LISTENS, UNKNOWN, deliver

logger = logging.getLogger(__name__)
REMINDER = "Erinnerung: "


def ask(traeger_id: int, by: str, now: datetime) -> bool:
    """A question that was not answered in time makes room for a new one; one that still holds does not."""
    Inquiry.objects.unanswered(now).filter(traeger_id=traeger_id).update(revoked_at=now)
    try:
        with transaction.atomic():
            Inquiry.objects.create(traeger_id=traeger_id, asked_at=now, asked_by=by)
    except IntegrityError:
        return False
    return True


def revoke(inquiries: Collection[int], now: datetime) -> int:
    return Inquiry.objects.filter(pk__in=inquiries, answered_at=None, revoked_at=None).update(revoked_at=now)


def due(now: datetime) -> QuerySet[Inquiry]:
    """Those whose question or next reminder should be on its way."""
    late = Q(letters=0)
    for letters, after in enumerate(LETTERS_AFTER[1:], 1):
        late |= Q(letters=letters, first_mailed_at__lte=now - after)
    reachable = Inquiry.objects.answerable(now).filter(traeger__email_fails=False).exclude(traeger__email="")
    return reachable.filter(late).select_related("traeger").order_by("pk")


def send_due(now: datetime) -> int:
    """Returns how many left. A server that is down ends the round; an address that is wrong only its own mail."""
    try:
        city = CityProfile.current()
    except City.DoesNotExist:
        return 0
    if not settings.EMAIL_HOST:
        return 0
    sent = 0
    for inquiry in due(now):
        fault = deliver(_letter(inquiry, city))
        if not fault:
            sent += 1
            first = inquiry.first_mailed_at or now
            Inquiry.objects.filter(pk=inquiry.pk).update(letters=F("letters") + 1, first_mailed_at=first, mail_fault="")
            continue
        logger.warning("inquiry %s could not be mailed: %s", inquiry.pk, fault)
        Inquiry.objects.filter(pk=inquiry.pk).update(mail_fault=fault)
        if fault == NOBODY_LISTENS:
            break
        if fault == UNKNOWN:
            type(inquiry.traeger).objects.filter(pk=inquiry.traeger_id).update(email_fails=True)
    return sent


def _letter(inquiry: Inquiry, city: CityProfile) -> EmailMessage:
    """Protected places are counted, not named."""
    places = places_of(inquiry.traeger_id)
    context = {
        "inquiry": inquiry,
        "named": [place.name for place in places if not place.protected],
        "unnamed": sum(place.protected for place in places),
        "address": address(inquiry),
        "city": city,
    }
    subject = f"{REMINDER if inquiry.letters else ''}Stimmen Ihre Angaben im Wegweiser für Familien {city.name}?"
    return EmailMessage(
        subject=subject,
        body=render_to_string("confirming/letter.txt", context),
        to=[inquiry.traeger.email],
        reply_to=[city.office.email] if city.office.email else None,
        connection=get_connection(),
    )
