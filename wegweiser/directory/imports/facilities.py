"""Facilities of one source: compared by origin id, shown as a plan, and written in one transaction."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.contrib.gis.geos import Point
from django.db import transaction
from django.utils import timezone

from geo.tiles.cache import drop_stale
from wegweiser.directory.choices import State
from wegweiser.directory.city_sections import FacilityFile
from wegweiser.directory.imports.fields import RowFault
from wegweiser.directory.imports.place import Elsewhere, Place
from wegweiser.directory.imports.places import PlaceReader
from wegweiser.directory.imports.report import FacilityReport, Note
from wegweiser.directory.imports.stored import RELATIONS, Stored
from wegweiser.directory.imports.table import Row
from wegweiser.directory.models.facility import DataSource, Facility, Traeger

SAME_PLACE_M = 0.01
"""Transformations differ by less from one version of PROJ to the next."""
BATCH = 500


@dataclass
class Plan:
    """What a file would do; nothing is written before apply()."""

    spec: FacilityFile
    report: FacilityReport
    new: list[Place] = field(default_factory=list)
    changed: list[tuple[Facility, Place]] = field(default_factory=list)


def _differences(stored: Stored, known: Facility, place: Place) -> list[str]:
    changed = [name for name, value in place.values.items() if not _same(getattr(known, name), value)]
    if place.traeger is not None and place.traeger != (known.traeger.name if known.traeger else ""):
        changed.append("traeger")
    for relation in RELATIONS:
        wanted = getattr(place, relation)
        if wanted is not None and sorted(wanted) != stored.links(relation, known):
            changed.append(relation)
    return changed


def _same(stored: Any, read: Any) -> bool:
    if isinstance(stored, Point) and isinstance(read, Point):
        return bool(stored.distance(read) < SAME_PLACE_M)
    return bool(stored == read)


def plan_import(spec: FacilityFile, rows: Sequence[Row], reader: PlaceReader) -> Plan:
    stored = Stored(spec.source)
    plan = Plan(spec, FacilityReport(spec.name))
    labels = _labels_by_origin(rows, reader)
    for row in rows:
        try:
            _refuse_twice(reader.origin_id(row), labels)
            place = reader.read(row, stored)
        except Elsewhere as fault:
            if spec.format == "osm":
                plan.report.elsewhere += 1
            else:
                plan.report.refused.append(Note(row, str(fault)))
        except RowFault as fault:
            plan.report.refused.append(Note(row, str(fault)))
        else:
            _add(plan, place, stored)
    plan.report.missing += [
        f"{known.name} ({key})" for key, known in sorted(stored.places.items()) if key not in labels
    ]
    return plan


def _labels_by_origin(rows: Sequence[Row], reader: PlaceReader) -> Mapping[str, list[str]]:
    labels = defaultdict(list)
    for row in rows:
        labels[reader.origin_id(row)].append(row.label)
    return labels


def _refuse_twice(origin_id: str, labels: Mapping[str, list[str]]) -> None:
    if origin_id and len(labels[origin_id]) > 1:
        where = ", ".join(labels[origin_id])
        raise RowFault(f"die Nummer „{origin_id}“ (origin_id) kommt mehrmals vor: {where}")


def _add(plan: Plan, place: Place, stored: Stored) -> None:
    plan.report.warnings += [Note(place.row, f"{place.name}: {warning}") for warning in place.warnings]
    known = stored.places.get(place.origin_id)
    if known is None:
        plan.new.append(place)
        plan.report.new.append(f"{place.name} ({place.origin_id})")
        return
    differences = _differences(stored, known, place)
    if not differences:
        plan.report.unchanged += 1
        return
    plan.changed.append((known, place))
    plan.report.changed.append(f"{place.name} ({place.origin_id}): {', '.join(differences)}")


@transaction.atomic
def apply(plan: Plan) -> None:
    spec = plan.spec
    # a place may just have become secret: stored tiles that show it go at once
    transaction.on_commit(partial(drop_stale, "facilities"))
    DataSource.objects.update_or_create(key=spec.source, defaults={"name": spec.name, "licence": spec.licence})
    places = [*plan.new, *(place for _, place in plan.changed)]
    traeger = _traeger(places)
    created = Facility.objects.bulk_create([_created(place, spec, traeger) for place in plan.new], BATCH)
    updated = [_updated(known, place, traeger) for known, place in plan.changed]
    columns = sorted({name for place in places for name in place.values} | {"traeger", "updated_at"})
    if updated:
        Facility.objects.bulk_update(updated, columns, BATCH)
    for relation in RELATIONS:
        _link(relation, zip([*created, *updated], places, strict=True))


def _traeger(places: Sequence[Place]) -> dict[str, Traeger]:
    names = {place.traeger for place in places if place.traeger}
    Traeger.objects.bulk_create([Traeger(name=name) for name in sorted(names)], ignore_conflicts=True)
    return {row.name: row for row in Traeger.objects.filter(name__in=names)}


def _created(place: Place, spec: FacilityFile, traeger: Mapping[str, Traeger]) -> Facility:
    # A table is the office's own list; a map extract holds only suggestions.
    state = State.DRAFT if spec.format == "osm" else State.PUBLISHED
    owner = traeger[place.traeger] if place.traeger else None
    return Facility(**{"state": state, **place.values}, source_id=spec.source, traeger=owner)


def _updated(known: Facility, place: Place, traeger: Mapping[str, Traeger]) -> Facility:
    for name, value in place.values.items():
        setattr(known, name, value)
    if place.traeger is not None:
        known.traeger = traeger.get(place.traeger)
    known.updated_at = timezone.now()
    return known


def _link(relation: str, pairs: Iterator[tuple[Facility, Place]]) -> None:
    through, target = RELATIONS[relation]
    wanted = [(row.pk, codes) for row, place in pairs if (codes := getattr(place, relation)) is not None]
    through.objects.filter(facility_id__in=[key for key, _ in wanted]).delete()
    through.objects.bulk_create(
        [through(**{"facility_id": key, target: code}) for key, codes in wanted for code in codes]
    )
