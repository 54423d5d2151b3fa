"""How long ago somebody made sure of a place, and when it is due again; worked out by the database."""

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, TextChoices, Value, When
from django.utils import timezone

from geo.db.functions import AddMonths
from wegweiser.directory.choices import STRICTNESS, State, VerifiedVia, Visibility
from wegweiser.directory.models.facility import Facility

GRACE_MONTHS = 3


class Light(TextChoices):
    GREEN = "gruen", "aktuell"
    YELLOW = "gelb", "fällig"
    RED = "rot", "überfällig"
    NEVER = "nie", "nie geprüft"


OVERDUE = (Light.RED, Light.NEVER)


def with_light(places: QuerySet[Facility], today: date) -> QuerySet[Any]:
    """Adds `due_on`, None for what was never checked, and `light`."""
    due = AddMonths(F("verified_on"), F("category__review_months"))
    light = Case(
        When(due_on=None, then=Value(Light.NEVER.value)),
        When(due_on__gte=today, then=Value(Light.GREEN.value)),
        When(given_up_on__gte=today, then=Value(Light.YELLOW.value)),
        default=Value(Light.RED.value),
        output_field=CharField(),
    )
    return places.annotate(due_on=due, given_up_on=AddMonths(due, Value(GRACE_MONTHS)), light=light)


def shown() -> Q:
    """What families see is what is to be checked."""
    return Q(state=State.PUBLISHED) & ~Q(visibility=Visibility.INTERNAL)


def undecided() -> Q:
    """More is told of a place than is usual for its kind, and nobody has said that this is right."""
    looser = Q()
    for position, usual in enumerate(STRICTNESS):
        looser |= Q(category__visibility=usual, visibility__in=STRICTNESS[:position])
    return shown() & looser & Q(visibility_decided=False)


def checked_places(today: date) -> QuerySet[Any]:
    return with_light(Facility.objects.filter(shown()), today)


def count_lights(today: date) -> dict[str | None, Counter[str]]:
    """How many of each light, by the code of the Sozialraum; None for places without one."""
    counts: dict[str | None, Counter[str]] = {}
    rows = checked_places(today).order_by().values("sozialraum_id", "light").annotate(number=Count("pk"))
    for row in rows:
        counts.setdefault(row["sozialraum_id"], Counter())[row["light"]] = row["number"]
    return counts


def confirm(places: Collection[int], by: str, via: VerifiedVia, now: datetime, of: Q | None = None) -> int:
    """Says of each that it is as written down, since today; of those only that `of` holds for."""
    today = timezone.localdate(now)
    found = Facility.objects.filter(of or Q(), pk__in=places)
    return found.update(verified_on=today, verified_by=by, verified_via=via, updated_at=now)
