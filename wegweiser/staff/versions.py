"""Two people with one place open: what each has changed since the state that both have read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.contrib.gis.geos import GEOSGeometry
from django.db.models import Model, QuerySet
from django.forms import BoundField, ModelForm
from django.utils import timezone
from django.utils.formats import date_format

from wegweiser.directory.models.facility import Facility

Event: type[Model] = Facility.pgh_event_model  # type: ignore[attr-defined]  # added by pghistory
MINE, THEIRS = "mine", "theirs"
FOLLOWS = {"geometry_source": "point"}
"""Fields that are no choice of their own."""
NOBODY = "ohne Anmeldung (Einlesen von Daten)"


def current_version(facility_id: int) -> int:
    """The number of the last change to a place, whoever made it; database triggers count."""
    events: QuerySet[Any] = Event._default_manager.filter(pgh_obj_id=facility_id)
    return events.order_by("-pk").values_list("pk", flat=True).first() or 0


@dataclass(frozen=True)
class Difference:
    name: str
    label: str
    mine: str
    theirs: str
    chosen: str
    """MINE, THEIRS or empty, where both have changed it and nobody has decided yet."""


def differences(form: ModelForm[Facility], base: int, answers: dict[str, str]) -> list[Difference]:
    """Between what is typed and what is stored; whoever alone has changed a field since `base` is proposed."""
    before = Event._default_manager.filter(pk=base, pgh_obj_id=form.instance.pk).first()
    return [
        Difference(
            name,
            str(form.fields[name].label or "Lage"),
            in_words(form[name], form[name].value()),
            in_words(form[name], form[name].initial),
            answers.get(name) or _alone(form[name], before),
        )
        for name in form.changed_data
        if name in form.initial and name not in FOLLOWS
    ]


def _alone(bound: BoundField, before: Model | None) -> str:
    if before is None or not hasattr(before, bound.name):
        return ""
    known = {field.name: field.attname for field in before._meta.concrete_fields}
    earlier = getattr(before, known[bound.name])
    if not bound.field.has_changed(earlier, bound.data):
        return THEIRS
    return MINE if not bound.field.has_changed(earlier, bound.field.prepare_value(bound.initial)) else ""


def in_words(bound: BoundField, value: Any) -> str:
    """As staff read it, from a form or from the database."""
    if isinstance(value, GEOSGeometry) or bound.name == "point":
        return "auf der Karte" if value else "ohne Lage"
    if isinstance(value, bool):
        return "ja" if value else "nein"
    choices = _labels(getattr(bound.field, "choices", ()))
    if isinstance(value, list | tuple | set | QuerySet):
        return ", ".join(choices.get(_key(each), str(each)) for each in value) or "–"
    return choices.get(_key(value), str(value)) if value not in (None, "") else "–"


def _key(value: Any) -> str:
    return str(value.pk if isinstance(value, Model) else value)


def _labels(choices: Iterable[Any]) -> dict[str, str]:
    return {str(value): str(label) for value, label in _flat(choices)}


def _flat(choices: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield value, label


def author_of(event: Any) -> str:
    """Of an event with its context."""
    identity = event.pgh_context.metadata.get("user") if event.pgh_context else None
    user = User.objects.filter(pk=identity).first() if identity else None
    return (user.get_full_name() or user.get_username()) if user else NOBODY


def last_change(facility_id: int) -> str:
    """Who and when."""
    event: Any = Event._default_manager.filter(pgh_obj_id=facility_id).select_related("pgh_context").last()
    if event is None:
        return ""
    when = timezone.localtime(event.pgh_created_at)
    return f"{author_of(event)}, {date_format(when, 'j. F Y, H:i')} Uhr"
