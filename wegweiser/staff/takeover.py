"""What a Träger proposed is written into its place, field by field, as far as staff agree."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from geo.tiles.cache import drop_stale
from wegweiser.directory.asking import FIELDS
from wegweiser.directory.choices import VerifiedVia, Visibility
from wegweiser.directory.models.facility import Facility
from wegweiser.reports import handling
from wegweiser.reports.models import Report

SEEN_BEFORE = "Die Einrichtung wurde inzwischen geändert. Bitte sehen Sie die Werte noch einmal an."
NOTHING = "Bitte kreuzen Sie an, was übernommen werden soll – oder schließen Sie die Meldung mit „Erledigt“."
TOO_LATE = "Diese Meldung hat inzwischen jemand anders bearbeitet. Nichts wurde geändert."


class NotTaken(Exception):
    """Nothing was changed; the text is the reason."""


@dataclass(frozen=True)
class ProposedField:
    name: str
    label: str
    former: str
    current: str
    proposed: str

    @property
    def moved(self) -> bool:
        """Somebody has changed it since the Träger saw it."""
        return self.current not in (self.former, self.proposed)


def rows_of(report: Report, place: Facility) -> list[ProposedField]:
    """Only what a Träger may say of a place as visible as it is now."""
    return [
        ProposedField(
            name,
            str(Facility._meta.get_field(name).verbose_name),  # type: ignore[union-attr]  # a field of its own
            report.former.get(name, ""),
            str(getattr(place, name)),
            report.proposed[name],
        )
        for name in FIELDS.get(Visibility(place.visibility), ())
        if name in report.proposed
    ]


@transaction.atomic
def take_over(report: Report, chosen: Collection[str], seen: str, user: User) -> None:
    """`seen` is when the place had last been changed as the page showed it. Raises NotTaken."""
    place = Facility.objects.select_for_update().filter(pk=report.place_id).first()
    if place is None or place.updated_at.isoformat() != seen:
        raise NotTaken(SEEN_BEFORE)
    values = {row.name: row.proposed for row in rows_of(report, place) if row.name in chosen}
    if not values:
        raise NotTaken(NOTHING)
    now = timezone.now()
    if not handling.finish(report, user, now):
        raise NotTaken(TOO_LATE)
    for name, value in values.items():
        setattr(place, name, value)
    place.verified_on, place.verified_via = timezone.localdate(now), VerifiedVia.LINK
    place.verified_by = str(place.traeger or "")
    try:
        place.full_clean(exclude=["serves", "secondary_categories"])
    except ValidationError as error:
        raise NotTaken(" ".join(error.messages)) from error
    place.save()
    transaction.on_commit(partial(drop_stale, "facilities"))
