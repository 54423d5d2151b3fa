"""A sheet from data to a proved file. Nothing is kept before the proof has passed."""

import hashlib
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

from django.conf import settings
from django.contrib.gis.geos import Point
from django.db import OperationalError, connection, transaction
from django.urls import reverse
from django.utils.translation import override

from wegweiser.printing import editions
from wegweiser.printing.adjustments import last_released
from wegweiser.printing.basemap import draw_base_map, draw_inset
from wegweiser.printing.capacity import refuse_again, room_for
from wegweiser.printing.data import read_sheet
from wegweiser.printing.definition import Definition, Product
from wegweiser.printing.editions import Made
from wegweiser.printing.errors import EmptySheet, NothingToRelease, SheetBusy
from wegweiser.printing.gates import check
from wegweiser.printing.layout.document import document
from wegweiser.printing.layout.panels import EditionMark
from wegweiser.printing.map import SheetMap, make_map
from wegweiser.printing.models import Edition
from wegweiser.printing.pdf import make_pdf
from wegweiser.printing.products.aushang import make_signs, read_signs
from wegweiser.printing.products.ausmalplan import make_picture, read_picture
from wegweiser.printing.products.flyer import make_flyer, read_flyer
from wegweiser.printing.products.viertel import print_viertel
from wegweiser.printing.proof import prove
from wegweiser.printing.stages import Report, Stage, silent
from wegweiser.printing.values import SheetData

LONGEST_WAIT_S = 25
LONGEST_LINE = 2
"""Threads of a process that draw or wait for it: the others stay free to answer at once."""
_BUSY = "Der Plan wird gerade gezeichnet. Bitte versuchen Sie es in einer Minute noch einmal."
logger = logging.getLogger(__name__)
# PDFium, which reads the PDF back, takes one thread at a time.
drawing = threading.Lock()
line = threading.BoundedSemaphore(LONGEST_LINE)


def export_sheet(definition: Definition, report: Report = silent) -> Edition:
    """The edition of today's data: the stored one, or a new one, drawn and proved. Raises PrintingError, GeoError."""
    report(Stage.DATA)
    editions.withdraw()
    data = _WAYS[definition.product].read(definition)
    identity = editions.identity_of(data)
    edition = editions.stored(identity)
    if edition:
        return edition
    refuse_again(identity)
    with _one_at_a_time(identity), room_for(data, identity):
        return editions.stored(identity) or _draw(data, identity, report)


def in_store(definition: Definition) -> Edition | None:
    """The edition of today's data, if it needs no drawing. Raises PrintingError, GeoError."""
    return editions.stored(editions.identity_of(_WAYS[definition.product].read(definition)))


def offered_sheet(definition: Definition) -> Edition:
    """What families get: the newest release, or today's data if there is none. Raises PrintingError, GeoError."""
    editions.withdraw()
    return editions.released(definition) or export_sheet(definition)


def release_sheet(definition: Definition, by: str, report: Report = silent) -> Edition:
    """Draw, prove and freeze the next edition of the sheet. Raises NothingToRelease, PrintingError, GeoError."""
    wanted = replace(definition, draft=False)
    report(Stage.DATA)
    editions.withdraw()
    # whatever its language: the second one takes its numbers from the first
    with _one_at_a_time(hashlib.sha256(wanted.series.encode()).hexdigest()):
        before = last_released(wanted, wanted.language)
        data = _WAYS[wanted.product].read(wanted)
        if isinstance(data, SheetData) and not data.places:
            raise EmptySheet
        if before and before.content_hash == editions.content_hash(data) and before.path.is_file():
            raise NothingToRelease(before.label)
        release = editions.Release((before.number or 0) + 1 if before else 1, by)
        with room_for(data, editions.identity_of(data)):
            return _draw(data, editions.identity_of(data, release.number), report, release)


def viertel_sheet(point: Point, label: str, language: str) -> bytes:
    """„Mein Viertel“ around a point, kept nowhere. Raises PrintingError, GeoError."""
    with _turn(), override(language):
        return print_viertel(point, label, language)


def make_sheet(data: SheetData, mark: EditionMark, report: Report = silent) -> tuple[SheetMap, bytes, int]:
    """The map, the proved PDF and its number of pages; the language of the sheet must be active."""
    report(Stage.MAP)
    sheet_map = make_map(data, mark.label)
    report(Stage.BASE_MAP)
    base_map, inset = draw_base_map(data, sheet_map), draw_inset(data, sheet_map.inset)
    report(Stage.LAYOUT)
    pdf = make_pdf(document(data, sheet_map, mark), base_map, inset=inset)
    report(Stage.PROOF)
    return sheet_map, pdf, _checked(pdf, data, sheet_map)


def _make_wegweiser(data: SheetData, mark: EditionMark, report: Report) -> Made:
    return editions.made_wegweiser(data, *make_sheet(data, mark, report))


@dataclass(frozen=True)
class _Way:
    """From a definition to a frozen value, whose hash is the edition's identity, and from there to a proved PDF."""

    read: Callable[[Definition], Any]
    make: Callable[[Any, EditionMark, Report], Made]


_WAYS = {
    Product.WEGWEISER: _Way(read_sheet, _make_wegweiser),
    Product.FLYER: _Way(read_flyer, make_flyer),
    Product.AUSHANG: _Way(read_signs, make_signs),
    Product.AUSMALPLAN: _Way(read_picture, make_picture),
}


def _checked(pdf: bytes, data: SheetData, sheet_map: SheetMap) -> int:
    pages = prove(pdf, data, sheet_map)
    check(pdf, data, sheet_map)
    return pages


def _draw(data: Any, identity: str, report: Report, release: editions.Release | None = None) -> Edition:
    started = monotonic()
    code, definition = editions.code_of(identity), data.definition
    with override(definition.language):
        address = settings.PUBLIC_URL + reverse("editions:edition", args=[code])
        mark = EditionMark(code, address, release.number if release else None)
        made = _WAYS[definition.product].make(data, mark, report)
    report(Stage.KEEP)
    bare = Edition(code=code, identity=identity, content_hash=editions.content_hash(data))
    edition = editions.keep(bare, made, release)
    logger.info(
        "%s %s %s drawn in %.1f s: %d places, %d kB", definition.product,
        definition.area, definition.paper.name, monotonic() - started, len(made.places), len(made.pdf) // 1000,
    )  # fmt: skip
    return edition


@contextmanager
def _one_at_a_time(identity: str) -> Iterator[None]:
    """One process draws a sheet, the others wait for it, though not for ever."""
    try:
        with _turn(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = %s", [f"{LONGEST_WAIT_S}s"])
            cursor.execute("SELECT pg_advisory_xact_lock(('x' || %s)::bit(64)::bigint)", [identity[:16]])
            yield
    except OperationalError as error:
        raise SheetBusy(_BUSY) from error


@contextmanager
def _turn() -> Iterator[None]:
    """One thread draws; who would stand too far behind is sent away at once, the others wait. Raises SheetBusy."""
    if not line.acquire(blocking=False):
        raise SheetBusy(_BUSY)
    try:
        if not drawing.acquire(timeout=LONGEST_WAIT_S):
            raise SheetBusy(_BUSY)
        try:
            yield
        finally:
            drawing.release()
    finally:
        line.release()
