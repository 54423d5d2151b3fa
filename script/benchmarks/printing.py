"""Placing plates without overlap, and a whole sheet in a fresh process."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection

from benchmarks.measure import Figure, median_seconds
from geo.basemap.ground import ground_document
from geo.basemap.labels import labels_document
from geo.basemap.style import paper_look
from geo.cartography.painter import draw_png
from geo.cartography.placement.audit import audit
from geo.cartography.placement.solver import place
from geo.cartography.placement.stacks import stack
from geo.cartography.placement.values import Box, Item, Sheet
from geo.cartography.units import MM_PER_INCH
from wegweiser.maps.symbols import PLATE_HEIGHT_MM, plate_width_mm
from wegweiser.printing.data import read_sheet
from wegweiser.printing.definition import Definition
from wegweiser.printing.map import make_map
from wegweiser.printing.models import Edition

_FRAME = Box(13.5, 13.5, 406.5, 283.5)
_FURNITURE = Box(13.5, 13.5, 110, 45), Box(320, 230, 406.5, 283.5)
_PLACINGS = (("A3", 120, 1.0, 1), ("A2", 250, 2**0.5, 5))
"""Paper, plates, how many times an A3, seconds that placing may take."""
_QGIS_PAGE_S = 2.8
"""Published in QGIS#54461 for the fastest of 21 atlas pages, on another machine."""
_MANAGE = Path(__file__).parents[2] / "manage.py"


def measure() -> Iterator[Figure]:
    for placing in _PLACINGS:
        yield _placement(*placing)
    yield from _sheet()


def _placement(paper: str, count: int, size: float, limit_s: float) -> Figure:
    frame, *furniture = (
        Box(box.left * size, box.top * size, box.right * size, box.bottom * size) for box in (_FRAME, *_FURNITURE)
    )
    sheet = Sheet(frame, tuple(furniture))
    items = list(_crowd(count, size))
    blocks = stack(items, plate_width_mm("100–112"))
    placement = place(blocks, sheet)
    found = audit(placement)
    if not found.clean:
        raise RuntimeError(f"The placement is not clean: {found}")
    return Figure(
        f"placing {count} plates on {paper}: 0 overlaps, 0 leader crossings, 0 leaders under plates or through dots",
        median_seconds(lambda: place(blocks, sheet)),
        "s",
        f"checking the result ({_raw_overlaps(items)} overlaps before)",
        median_seconds(lambda: audit(placement)),
        limit_s,
    )


def _crowd(count: int, size: float) -> Iterator[Item]:
    """Half of the places in the middle, a stack of twelve, the rest all over the sheet."""
    chance = random.Random(1)
    for number in range(1, count + 1):
        if number <= 12:
            x, y = 205.0, 140.0
        elif number <= count / 2:
            x, y = chance.gauss(210, 32), chance.gauss(150, 26)
        else:
            x, y = chance.uniform(25, 395), chance.uniform(50, 225)
        yield Item(number, x * size, y * size, plate_width_mm(str(number)), PLATE_HEIGHT_MM)


def _raw_overlaps(items: list[Item]) -> int:
    def meet(one: Item, other: Item) -> bool:
        width, height = (one.width_mm + other.width_mm) / 2, PLATE_HEIGHT_MM
        return abs(one.x_mm - other.x_mm) < width and abs(one.y_mm - other.y_mm) < height

    return sum(meet(one, other) for index, one in enumerate(items) for other in items[:index])


def _sheet() -> Iterator[Figure]:
    slug = _largest_sozialraum()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "sheet.pdf"
        command = [sys.executable, str(_MANAGE), "export_map", "--sozialraum", slug, "--output", str(file)]

        def export() -> None:
            Edition.objects.all().delete()  # a stored sheet would only be copied
            connection.close()
            subprocess.run(command, env=os.environ, check=True, stdout=subprocess.DEVNULL)

        export_s = median_seconds(export, runs=3, warm_up=0)
        places = Edition.objects.latest("pk").places.count()
        yield Figure(
            f"A3 sheet with {places} places, fresh process, proof included",
            export_s,
            "s",
            "a simple page of a QGIS atlas, as published",
            _QGIS_PAGE_S,
            5,
        )
        size_mb = file.stat().st_size / 1_000_000
        yield Figure(
            "the same sheet", size_mb, "MB", "its base map alone as a picture of 300 dpi", _picture_mb(slug), 3
        )


def _picture_mb(slug: str) -> float:
    data = read_sheet(Definition.of(slug))
    viewport = make_map(data, "BENCH").viewport
    look = paper_look(viewport.scale_denominator, data.city.accent)
    picture = draw_png(viewport, [ground_document(look), labels_document(look, data.area.boundary)], 300 / MM_PER_INCH)
    return len(picture) / 1_000_000


def _largest_sozialraum() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sozialraum_id FROM public_facility WHERE point IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC"
        )
        return str(cursor.fetchone()[0])
