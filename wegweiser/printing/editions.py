"""Editions: what makes two sheets the same, their codes, their files, and their withdrawal."""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

import shapely
from django.conf import settings
from django.contrib.gis.geos import Point
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from shapely.geometry.base import BaseGeometry

import geo
import wegweiser
from geo.crs import STORAGE
from wegweiser.directory.models.public import PublicFacility, WithheldFacility
from wegweiser.printing import texts
from wegweiser.printing.adjustments import last_released
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import SheetChanged
from wegweiser.printing.fonts import font_files
from wegweiser.printing.map import SheetMap
from wegweiser.printing.models import Edition, EditionPlace, EditionState
from wegweiser.printing.press.inks import colours_in
from wegweiser.printing.values import Place, SheetData

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0 O 1 I L, which are mixed up when read aloud."""
CODE_LENGTH = 6
_DRAWN_BY = ("geo/cartography", "geo/basemap", "wegweiser/printing", "wegweiser/maps")
_CODE_SUFFIXES = {".py", ".typ", ".svg", ".sql", ".txt"}


def identity_of(data: Any, number: int | None = None) -> str:
    """Hash of all that the sheet is made from: data, base map, address, fonts, code, and the number of a release."""
    parts = [asdict(data), settings.PUBLIC_URL, _workshop(), *([number] if number else [])]
    return hashlib.sha256(json.dumps(parts, default=_plain, sort_keys=True).encode()).hexdigest()


def content_hash(data: Any) -> str:
    """The same for two editions between which nothing has changed, released or not."""
    if isinstance(data, SheetData):
        data = replace(data, since=None, definition=replace(data.definition, draft=False))
    return identity_of(data)


def code_of(identity: str) -> str:
    """Short, and longer where another edition has it already."""
    value = int(identity, 16)
    signs = []
    while value:
        value, index = divmod(value, len(CODE_ALPHABET))
        signs.append(CODE_ALPHABET[index])
    for length in range(CODE_LENGTH, len(signs)):
        code = "".join(signs[:length])
        if not Edition.objects.filter(code=code).exclude(identity=identity).exists():
            return code
    raise AssertionError("unreachable: identities are unique")


def stored(identity: str) -> Edition | None:
    """The edition whose file can be handed out as it is."""
    edition = Edition.objects.filter(identity=identity).first()
    return edition if edition and edition.path.is_file() else None


@dataclass(frozen=True)
class Made:
    """A proved PDF of any product, and what its edition remembers."""

    definition: Definition
    title: str
    stand: date
    pdf: bytes
    pages: int
    places: tuple[Place, ...]
    cells: Mapping[int, str] = field(default_factory=dict)
    """Number of a place to its cell on the map, or to why it is not there."""
    scale_denominator: int = 0
    """Without a map, 0."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What else stands on it, fit for JSON."""


def made_wegweiser(data: SheetData, sheet_map: SheetMap, pdf: bytes, pages: int) -> Made:
    return Made(
        data.definition,
        texts.title(data),
        data.stand,
        pdf,
        pages,
        data.places,
        {place.number: sheet_map.mark_of(place) for place in data.places},
        round(sheet_map.scale_denominator),
        _facts(data, sheet_map),
    )


@dataclass(frozen=True)
class Release:
    number: int
    by: str


def keep(edition: Edition, made: Made, release: Release | None = None) -> Edition:
    """Fill and store an edition that knows its code and hashes; its file comes last. A release is frozen by that.

    Raises SheetChanged where a place became less public while it was drawn.
    """
    edition.state = EditionState.DRAFT if made.definition.draft else EditionState.CURRENT
    edition.series = made.definition.series
    edition.language = made.definition.language
    edition.sozialraum = made.definition.area
    edition.title = made.title
    edition.definition = made.definition.plain()
    edition.paper = made.definition.paper.name
    edition.scale_denominator = made.scale_denominator
    edition.stand = made.stand
    edition.snapshot = {**made.facts, "places": len(made.places), "pages": made.pages}
    with transaction.atomic():
        Edition.objects.filter(pk=edition.code).delete()
        edition.save(force_insert=True)
        rows = (_row(edition, place, made.cells.get(place.number, "")) for place in made.places)
        EditionPlace.objects.bulk_create(rows)
        if _less_public(edition.places.all()):
            raise SheetChanged
        if release:
            _freeze(edition, made, release)
        write_whole(edition.path, made.pdf)
    return edition


def released(definition: Definition) -> Edition | None:
    """The newest release whose file may be handed out."""
    edition = last_released(definition, definition.language)
    return edition if edition and edition.path.is_file() else None


def write_whole(path: Path, content: bytes) -> None:
    with whole_file(path) as target:
        target.write(content)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """All of it or nothing: a reader never sees half a file, a full disk leaves none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as target:
        try:
            yield target
            target.flush()
            os.fsync(target.fileno())
            os.fchmod(target.fileno(), 0o644)
            os.replace(target.name, path)
        except BaseException:
            Path(target.name).unlink(missing_ok=True)
            raise


def withdraw() -> int:
    """Forget places that are less public now than they were when printed, and the files that show them.

    Returns the number of editions whose file is gone.
    """
    gone = _less_public(EditionPlace.objects.select_related("edition"))
    for edition in {row.edition for row in gone}:
        edition.path.unlink(missing_ok=True)  # first: without it, nothing that is made of it stays
        for file in edition.stored_files():
            file.unlink(missing_ok=True)
    EditionPlace.objects.filter(pk__in=[row.pk for row in gone]).update(**EditionPlace.BLANK)
    return len({row.edition_id for row in gone})


def _less_public(rows: QuerySet[EditionPlace]) -> list[EditionPlace]:
    """Those whose place was more public when it was printed than it is now."""
    withheld = set(WithheldFacility.objects.values_list("pk", flat=True))
    now = dict(PublicFacility.objects.filter(pk__in=withheld).values_list("pk", "visibility"))
    printed = rows.filter(facility_id__in=withheld)
    return [row for row in printed if now.get(row.facility_id) != row.visibility]


def _freeze(edition: Edition, made: Made, release: Release) -> None:
    """The last change of an edition and its table: the database refuses any further one."""
    edition.state, edition.number = EditionState.RELEASED, release.number
    edition.released_at, edition.released_by = timezone.now(), release.by
    edition.files = {edition.path.name: hashlib.sha256(made.pdf).hexdigest()}
    edition.save()


def _row(edition: Edition, place: Place, cell: str) -> EditionPlace:
    return EditionPlace(
        edition=edition,
        number=place.number,
        facility_id=place.facility_id,
        visibility=place.visibility,
        name=place.name,
        category=place.kind,
        street=place.street,
        phone=place.phone,
        cell=cell,
        point=Point(*place.point, srid=STORAGE) if place.point else None,
    )


def _facts(data: SheetData, sheet_map: SheetMap) -> dict[str, Any]:
    west, south, east, north = sheet_map.viewport.bounds
    return {
        "city": data.city.name,
        "sozialraum": data.area.name,
        "sources": data.sources,
        "basemap_token": data.basemap_token,
        "width_mm": sheet_map.viewport.width_mm,
        "height_mm": sheet_map.viewport.height_mm,
        "bounds": [west, south, east, north],
        "on_map": len(sheet_map.on_map),
        "colours": city_colours(data),
        "left_out": [{"facility": facility_id, "reason": reason} for facility_id, reason in data.left_out.items()],
    }


def city_colours(data: SheetData) -> list[str]:
    """What the city brought along, which no table of inks can know."""
    logos = [logo.content.decode() for logo in (data.logo, *data.funders) if logo and "svg" in logo.media_type]
    styles = [group.style for group in data.groups] + [kind.style for kind in data.kinds]
    own = {data.accent, *(style.colour for style in styles), *(style.glyph_colour for style in styles)}
    return sorted(own.union(*(colours_in(logo) for logo in logos)))


def _plain(value: object) -> str:
    if isinstance(value, BaseGeometry):
        return str(shapely.to_wkb(value, hex=True))
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no plain form")


@cache
def _workshop() -> str:
    """Fonts, code and libraries; the same as long as the process runs."""
    digest = hashlib.sha256()
    for name in ("mapnik", "typst", "shapely", "numpy"):
        digest.update(f"{name} {version(name)}\n".encode())
    for file in [*_code_files(), *font_files()]:
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _code_files() -> Iterable[Path]:
    for package in (geo, wegweiser):
        root = Path(package.__path__[0])
        for part in _DRAWN_BY:
            if part.startswith(root.name):
                yield from sorted(file for file in (root.parent / part).rglob("*") if file.suffix in _CODE_SUFFIXES)
