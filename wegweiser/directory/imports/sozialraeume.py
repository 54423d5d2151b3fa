"""Boundaries of the Sozialräume: read from any vector file, checked, and replaced as a whole."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from django.contrib.gis.geos import GEOSGeometry
from django.contrib.gis.geos import MultiPolygon as StoredMultiPolygon
from django.db import transaction
from django.db.models import ProtectedError
from shapely import MultiPolygon

from geo.crs import STORAGE
from geo.errors import PolygonError, VectorFileError
from geo.vector.polygons import Flaw, as_multipolygon, coverage_flaws
from geo.vector.source import Feature, read_features
from wegweiser.directory.city_sections import BoundaryFile
from wegweiser.directory.imports.area import CityArea, crs_fault
from wegweiser.directory.imports.errors import ImportRefused
from wegweiser.directory.models.facility import Facility
from wegweiser.directory.models.sozialraum import Sozialraum

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True)
class SozialraumReport:
    names: tuple[str, ...]
    removed: tuple[str, ...]
    flaws: tuple[Flaw, ...]


def import_sozialraeume(path: Path, spec: BoundaryFile, area: CityArea | None = None) -> SozialraumReport:
    """`area` is where boundaries are believed; raises ImportRefused, and then nothing was written."""
    try:
        boundaries = dict(_boundaries(path, spec, area))
    except VectorFileError as error:
        raise ImportRefused(str(error)) from error
    if not boundaries:
        raise ImportRefused(f"{path.name} enthält keinen einzigen Sozialraum{_filtered(spec)}.")
    flaws = coverage_flaws({name: shape for (_, name), shape in boundaries.items()})
    with transaction.atomic():
        removed = _replace(boundaries)
    return SozialraumReport(tuple(name for _, name in boundaries), removed, tuple(flaws))


def code_of(name: str) -> str:
    """The code of a Sozialraum without one: "Mitte/Süd" becomes "mitte-sued"."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower().translate(UMLAUTS)).strip("-")[:60]


def _filtered(spec: BoundaryFile) -> str:
    return f", für den „{spec.where}“ gilt" if spec.where else ""


def _boundaries(
    path: Path, spec: BoundaryFile, area: CityArea | None
) -> Iterator[tuple[tuple[str, str], MultiPolygon]]:
    seen: set[str] = set()
    for feature in read_features(path, spec.layer, spec.where, _srid(spec)):
        name = _field(feature, spec.name, path)
        code = code_of(_field(feature, spec.code, path) if spec.code else name)
        if not code or code in seen or name in seen:
            raise ImportRefused(f"{path.name}, Objekt {feature.number}: „{name}“ kommt zweimal vor oder ist unlesbar.")
        seen.update((code, name))
        yield (code, name), _shape(feature, name, path, area)


def _srid(spec: BoundaryFile) -> int | None:
    """The CRS that city.toml names, if it names one."""
    if spec.crs and (fault := crs_fault(spec.crs)):
        raise ImportRefused(f"{spec.file}: {fault}")
    return int(spec.crs.removeprefix("EPSG:")) if spec.crs else None


def _field(feature: Feature, field: str, path: Path) -> str:
    if field not in feature.fields:
        raise ImportRefused(f"{path.name} hat kein Feld „{field}“, nur: {', '.join(feature.fields)}.")
    value = " ".join(feature.fields[field].split())
    if not value:
        raise ImportRefused(f"{path.name}, Objekt {feature.number}: Das Feld „{field}“ ist leer.")
    return value


def _shape(feature: Feature, name: str, path: Path, area: CityArea | None) -> MultiPolygon:
    try:
        shape = as_multipolygon(feature.geometry)
    except PolygonError as error:
        raise ImportRefused(f"{path.name}: „{name}“ {error}.") from error
    if area and not area.holds(shape):
        raise ImportRefused(f"{path.name}: „{name}“ liegt nicht in den Grenzen (bounds) der Stadt.")
    return shape


def _refuse_if_served(codes: list[str]) -> None:
    count = Facility.serves.through.objects.filter(sozialraum_id__in=codes).count()
    if count:
        raise ImportRefused(
            f"{', '.join(codes)} fehlt in der Datei, aber {count} Einrichtungen sind dafür eingetragen. "
            "Bitte zuerst dort ändern, für wen sie da sind."
        )


def _stored(shape: MultiPolygon) -> StoredMultiPolygon:
    geometry = GEOSGeometry(memoryview(shape.wkb), srid=STORAGE)
    return cast(StoredMultiPolygon, geometry)


def _replace(boundaries: Mapping[tuple[str, str], MultiPolygon]) -> tuple[str, ...]:
    rows = [Sozialraum(code=code, name=name, boundary=_stored(shape)) for (code, name), shape in boundaries.items()]
    gone = Sozialraum.objects.exclude(code__in=[row.code for row in rows])
    removed = tuple(gone.values_list("name", flat=True))
    _refuse_if_served(list(gone.values_list("code", flat=True)))
    try:
        gone.delete()
    except ProtectedError as error:
        raise ImportRefused(f"Auf {', '.join(removed)} beruhen noch gespeicherte Ausgaben.") from error
    Sozialraum.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=["name", "boundary"]
    )
    return removed
