"""The link in the mail: signed, for this one purpose. Whether it still holds is said by the table."""

from datetime import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse

from wegweiser.confirming.models import Inquiry

SALT = "wegweiser.confirming.link"


class Forged(Exception):
    """Nobody has ever sent such a link."""


class Over(Exception):
    """Answered, taken back, or too old."""

    def __init__(self, inquiry: Inquiry) -> None:
        super().__init__(f"inquiry {inquiry.pk}")
        self.inquiry = inquiry


def address(inquiry: Inquiry) -> str:
    token = signing.Signer(salt=SALT).sign(inquiry.key)
    return str(settings.PUBLIC_URL + reverse("confirming:page", args=[token]))


def read(token: str, now: datetime) -> Inquiry:
    """Raises Forged and Over."""
    try:
        key = signing.Signer(salt=SALT).unsign(token)
        inquiry = Inquiry.objects.select_related("traeger").get(key=key)
    except (signing.BadSignature, Inquiry.DoesNotExist) as error:
        raise Forged from error
    if not Inquiry.objects.answerable(now).filter(pk=inquiry.pk).exists():
        raise Over(inquiry)
    return inquiry
