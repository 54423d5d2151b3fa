"""Draws Mapnik documents one over the other: a viewport as vector PDF, any box as picture. Alone imports Mapnik."""

import os
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from math import ceil
from pathlib import Path
from typing import TypeVar

import pypdfium2

from geo.cartography.fonts import font_paths
from geo.cartography.mapfile import POOL_SIZE
from geo.cartography.units import POINTS_PER_MM, STYLE_PIXEL_MM, ground_m
from geo.cartography.viewport import Viewport
from geo.crs import STORAGE
from geo.errors import DrawingFailed, LayerMissing

# The wheel points PROJ and GDAL to folders without a proj.db, and GeoDjango fails from then on; its ICU data is needed.
_PROJ_AND_GDAL = {name: os.environ.get(name) for name in ("PROJ_LIB", "GDAL_DATA")}
import mapnik  # noqa: E402

for _name, _value in _PROJ_AND_GDAL.items():
    if _value is None:
        os.environ.pop(_name, None)
    else:
        os.environ[_name] = _value

_MISSING_TABLE = re.compile(r'relation "([^"]+)" does not exist')
_LOST_CONNECTION = re.compile(r"terminating connection|closed the connection|connection .*(lost|refused)")
_TILE_FORMAT = "png8:m=h:z=6"
"""256 colours are a third of the bytes, and a map has few."""

T = TypeVar("T")


@dataclass(frozen=True)
class Box:
    """West, south, east, north in the CRS of the painting."""

    west: float
    south: float
    east: float
    north: float


class Picture:
    """A drawn image."""

    def __init__(self, image: "mapnik.Image") -> None:
        self._image = image

    def png(self) -> bytes:
        return bytes(self._image.to_string("png"))

    def cut(self, x: int, y: int, size: int) -> bytes:
        """A square part as small PNG; x, y from the upper left corner, in pixels."""
        return bytes(self._image.view(x, y, size, size).to_string(_TILE_FORMAT))


class Painting:
    """Loaded documents. Not safe for several threads at once: each needs its own."""

    def __init__(self, documents: Sequence[str], srid: int, buffer_px: int = 0) -> None:
        _register_fonts()

        def load() -> "mapnik.Map":
            loaded = mapnik.Map(256, 256, f"epsg:{srid}")
            loaded.buffer_size = buffer_px
            for document in documents:
                mapnik.load_map_from_string(loaded, document, True)
            return loaded

        self._map = _done(load)

    def picture(self, box: Box, width_px: int, height_px: int, scale_factor: float = 1.0) -> Picture:
        """`scale_factor` is the number of pixels for one style pixel."""
        self._aim(box, width_px, height_px)

        def render() -> "mapnik.Image":
            image = mapnik.Image(width_px, height_px)
            mapnik.render(self._map, image, scale_factor)
            return image

        return Picture(_done(render))

    def write_pdf(self, path: Path, box: Box, width_pt: int, height_pt: int) -> None:
        self._aim(box, width_pt, height_pt)
        scale_factor = STYLE_PIXEL_MM * POINTS_PER_MM
        _done(lambda: mapnik.render_to_file(self._map, str(path), "pdf", scale_factor))

    def _aim(self, box: Box, width: int, height: int) -> None:
        self._map.resize(width, height)
        self._map.zoom_to_box(mapnik.Box2d(box.west, box.south, box.east, box.north))


def draw_pdf(viewport: Viewport, documents: Sequence[str]) -> bytes:
    """One page of exactly the viewport's size; texts stay texts."""
    width_pt, height_pt = viewport.width_mm * POINTS_PER_MM, viewport.height_mm * POINTS_PER_MM
    whole_width, whole_height = ceil(width_pt), ceil(height_pt)
    painting = Painting(documents, STORAGE)
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "map.pdf"
        painting.write_pdf(
            path, _ground_box(viewport, whole_width, whole_height, POINTS_PER_MM), whole_width, whole_height
        )
        with pypdfium2.PdfDocument(path) as document:
            # Mapnik's pages are whole points; the fraction that is too much hangs over on the right and below
            page = document[0]
            page.set_mediabox(0, whole_height - height_pt, width_pt, whole_height)
            document.save(path.with_name("cropped.pdf"))
        return path.with_name("cropped.pdf").read_bytes()


def draw_png(viewport: Viewport, documents: Sequence[str], pixels_per_mm: float) -> bytes:
    width_px, height_px = round(viewport.width_mm * pixels_per_mm), round(viewport.height_mm * pixels_per_mm)
    box = _ground_box(viewport, width_px, height_px, pixels_per_mm)
    painting = Painting(documents, STORAGE)
    return painting.picture(box, width_px, height_px, STYLE_PIXEL_MM * pixels_per_mm).png()


def _ground_box(viewport: Viewport, width: int, height: int, units_per_mm: float) -> Box:
    """The ground of a whole number of pixels or points, from the viewport's upper left corner, exactly to scale."""
    west, _, _, north = viewport.bounds
    metres_per_unit = ground_m(1 / units_per_mm, viewport.scale_denominator)
    return Box(west, north - height * metres_per_unit, west + width * metres_per_unit, north)


@cache
def _register_fonts() -> None:
    for path in font_paths():
        mapnik.FontEngine.register_font(str(path))


def _done(work: Callable[[], T]) -> T:
    """Mapnik keeps connections; after a restart of the database each of them fails once and is then renewed."""
    with _named_errors():
        for _ in range(POOL_SIZE):
            try:
                return work()
            except RuntimeError as error:
                if not _LOST_CONNECTION.search(str(error)):
                    raise
        return work()


@contextmanager
def _named_errors() -> Iterator[None]:
    try:
        yield
    except RuntimeError as error:
        missing = _MISSING_TABLE.search(str(error))
        if missing:
            raise LayerMissing(
                f"Der Karte fehlt die Tabelle {missing[1]}; bitte zuerst die Daten einspielen."
            ) from error
        reason = str(error).partition("Full sql was")[0].strip()
        raise DrawingFailed(f"Die Karte lässt sich nicht zeichnen: {reason}") from error
