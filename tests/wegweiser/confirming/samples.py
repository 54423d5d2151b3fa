"""Questions that were mailed, and what is sent back."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone

from tests.city import create_facility
from wegweiser.confirming.links import address
from wegweiser.confirming.models import Inquiry
from wegweiser.directory.asking import places_of
from wegweiser.directory.choices import Visibility
from wegweiser.directory.models.facility import Facility, Traeger


def asked(traeger: Traeger, at: datetime | None = None, **values: Any) -> Inquiry:
    when = at or timezone.now()
    return Inquiry.objects.create(
        **{"traeger": traeger, "asked_at": when, "asked_by": "Helga", "first_mailed_at": when, "letters": 1, **values}
    )


def path_of(inquiry: Inquiry) -> str:
    return urlsplit(address(inquiry)).path


def kita(traeger: Traeger, name: str = "Kita Ahorn", **values: Any) -> Facility:
    return create_facility(name, traeger=traeger, phone="030 23125-1", opening_hours="Mo-Fr 07:00-16:00", **values)


def shelter(traeger: Traeger) -> Facility:
    return create_facility(
        "Frauenhaus", traeger=traeger, phone="030 23125-9", visibility=Visibility.PHONE_ONLY,
        category_id="schutz.frauenhaus", citywide=True,
    )  # fmt: skip


def answer(traeger: Traeger, **changes: str) -> dict[str, str]:
    """The page as a browser sends it back: `ort7_phone` stands for the field ort7-phone."""
    sent = {"antwort": "so"}
    for place in places_of(traeger.pk):
        sent |= {f"ort{place.pk}-{name}": value for name, value in place.values.items()}
        sent[f"ort{place.pk}-seen"] = place.fingerprint
    return sent | {name.replace("_", "-", 1): value for name, value in changes.items()}
