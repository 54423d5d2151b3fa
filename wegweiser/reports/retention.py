"""What is forgotten, and when. docs/operations.md and the privacy page name the same times."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from wegweiser.reports.limits import FROM_ALL
from wegweiser.reports.models import FINISHED, DailySalt, Report, Tally

CONTACT_AFTER_CLOSING = timedelta(days=30)
CONTACT_AT_LATEST = timedelta(days=180)
REPORT_AFTER_CLOSING = timedelta(days=365)


@dataclass(frozen=True)
class Cleared:
    contacts: int
    reports: int


def clear(now: datetime) -> Cleared:
    finished = Report.objects.filter(state__in=FINISHED)
    reports, _ = finished.filter(handled_at__lt=now - REPORT_AFTER_CLOSING).delete()
    closed_long_ago = Q(state__in=FINISHED, handled_at__lt=now - CONTACT_AFTER_CLOSING)
    too_old = closed_long_ago | Q(created_at__lt=now - CONTACT_AT_LATEST)
    contacts = Report.objects.exclude(contact="").filter(too_old).update(contact="")
    Tally.objects.filter(begins_at__lt=now - FROM_ALL.within).delete()
    DailySalt.objects.filter(day__lt=timezone.localdate(now)).delete()
    return Cleared(contacts, reports)
