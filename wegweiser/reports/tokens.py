"""The slip in a form: which form it is, when it was shown, and a number of its own. It stands in for a cookie."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing

SHORTEST = timedelta(seconds=3)
"""Nobody fills in a form sooner."""
LONGEST = timedelta(hours=24)


class NotFromHere(Exception):
    """Forged, for another form, or shown too long ago."""


class TooQuick(Exception):
    """Sent before anybody could have read the form."""


@dataclass(frozen=True)
class Slip:
    nonce: str
    shown_at: datetime


def issue(purpose: str, now: datetime) -> str:
    return signing.dumps([secrets.token_urlsafe(12), now.timestamp()], salt=_salt(purpose))


def read(purpose: str, token: str, now: datetime) -> Slip:
    try:
        nonce, shown = signing.loads(token, salt=_salt(purpose))
    except signing.BadSignature as error:
        raise NotFromHere from error
    slip = Slip(nonce, datetime.fromtimestamp(shown, tz=UTC))
    age = now - slip.shown_at
    if age > LONGEST:
        raise NotFromHere
    if age < SHORTEST:
        raise TooQuick
    return slip


def _salt(purpose: str) -> str:
    return f"wegweiser.reports.{purpose}"
