"""An answer is taken once: what is right counts as checked, what is to change goes into the queue of reports."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from wegweiser.confirming.forms import PlaceForm
from wegweiser.confirming.links import Over
from wegweiser.confirming.models import Inquiry
from wegweiser.directory.asking import places_of
from wegweiser.directory.checking import confirm, shown
from wegweiser.directory.choices import VerifiedVia
from wegweiser.reports.models import Kind, Report


class Stale(Exception):
    """Somebody has changed a place since the page was shown."""


@transaction.atomic
def take(inquiry: Inquiry, forms: Sequence[PlaceForm], now: datetime) -> Inquiry:
    """Raises Over when somebody else was quicker, and Stale."""
    changed = [form for form in forms if form.differs]
    same = [form.place.pk for form in forms if not form.differs]
    # one statement asks and takes: of two answers at once, one passes
    taken = Inquiry.objects.answerable(now).filter(pk=inquiry.pk).update(
        answered_at=now, confirmed=len(same), changed=len(changed)
    )  # fmt: skip
    if not taken:
        raise Over(inquiry)
    current = {place.pk: place.fingerprint for place in places_of(inquiry.traeger_id, lock=True)}
    if current != {form.place.pk: form.place.fingerprint for form in forms}:
        raise Stale
    confirm(same, inquiry.traeger.name, VerifiedVia.LINK, now, shown() & Q(traeger_id=inquiry.traeger_id))
    Report.objects.bulk_create([_report(inquiry, form, now) for form in changed])
    inquiry.refresh_from_db()
    return inquiry


def _report(inquiry: Inquiry, form: PlaceForm, now: datetime) -> Report:
    proposed = form.proposed
    return Report(
        kind=Kind.CHANGE,
        place_id=form.place.pk,
        subject=form.place.name,
        proposed=proposed,
        former={name: form.place.values[name] for name in proposed},
        text=form.note,
        language="de",
        fingerprint=hashlib.sha256(f"{inquiry.key} {form.place.pk}".encode()).hexdigest(),
        created_at=now,
    )
