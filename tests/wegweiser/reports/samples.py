"""Reports as people send them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from wegweiser.reports import tokens
from wegweiser.reports.models import Kind, Report

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def slip(purpose: str, age: timedelta = timedelta(minutes=1)) -> str:
    """The hidden field of a form that was shown `age` ago."""
    return tokens.issue(purpose, timezone.now() - age)


def error(place_id: int, **values: Any) -> dict[str, Any]:
    return {"token": slip(f"error.{place_id}"), "faults": ["phone"], "text": "Neu: 99", **values}


def suggestion(**values: Any) -> dict[str, Any]:
    given = {"name": "Krabbelgruppe", "category": "betreuung.kita", "address": "Heumarkt 25", "phone": ""}
    return {"token": slip("suggestion"), **given, **values}


def barrier(**values: Any) -> dict[str, Any]:
    return {"token": slip("barrier"), "text": "Der Kontrast ist zu schwach.", **values}


def stored(number: int = 1, **values: Any) -> Report:
    """A report in the table, as if it had come in at noon."""
    defaults: dict[str, Any] = {"kind": Kind.ERROR, "subject": "Kita Ahorn", "faults": ["phone"], "language": "de"}
    return Report.objects.create(fingerprint=f"{number:064}", **{"created_at": NOON, **defaults, **values})
