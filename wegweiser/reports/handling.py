"""What staff do with a report. A step that comes too late changes nothing and says so."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from wegweiser.reports.models import FINISHED, UNFINISHED, Report, State


def take(report: Report, user: User, now: datetime) -> bool:
    return _step(report, (State.OPEN,), state=State.TAKEN, handled_by=user, handled_at=now)


def finish(report: Report, user: User, now: datetime) -> bool:
    return _step(report, UNFINISHED, state=State.DONE, handled_by=user, handled_at=now, reason="")


def reject(report: Report, user: User, now: datetime, reason: str) -> bool:
    return _step(report, UNFINISHED, state=State.REJECTED, handled_by=user, handled_at=now, reason=reason)


def reopen(report: Report, user: User, now: datetime) -> bool:
    return _step(report, FINISHED, state=State.TAKEN, handled_by=user, handled_at=now, reason="")


def forget_contact(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(contact="")


def open_count() -> int:
    """Those that nobody has taken over."""
    return Report.objects.filter(state=State.OPEN).count()


def _step(report: Report, allowed: tuple[State, ...], **values: Any) -> bool:
    return bool(Report.objects.filter(pk=report.pk, state__in=allowed).update(**values))
