"""A report comes in: once, however often it is sent."""

import hashlib
import json
from datetime import datetime

from django.db import IntegrityError, transaction

from wegweiser.reports.limits import admit
from wegweiser.reports.models import Report


class PlaceGone(Exception):
    """The place was deleted while somebody wrote about it."""


def accept(report: Report, nonce: str, sender: str, now: datetime) -> None:
    """Stores a report that is not stored yet. Raises limits.TooMany and PlaceGone."""
    report.fingerprint, report.created_at = _fingerprint(report, nonce), now
    if Report.objects.filter(fingerprint=report.fingerprint).exists():
        return
    admit(sender, now)
    try:
        with transaction.atomic():
            report.save(force_insert=True)
    except IntegrityError as error:
        if not Report.objects.filter(fingerprint=report.fingerprint).exists():
            raise PlaceGone from error


def _fingerprint(report: Report, nonce: str) -> str:
    """What the same form said: text that was changed before it was sent again is another report."""
    said = [nonce, report.kind, report.place_id, report.subject, report.faults, report.proposed, report.text]
    return hashlib.sha256(json.dumps([*said, report.contact]).encode()).hexdigest()
