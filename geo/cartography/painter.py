"""Draws Mapnik documents one over the other: a viewport as vectors, any box as picture. Alone imports Mapnik."""

import os
import re
import struct
import tempfile
import threading
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from math import ceil
from pathlib import Path
from typing import TypeVar

import pypdfium2

from geo.cartography.fonts import font_paths
from geo.cartography.mapfile import POOL_SIZE, reads_database, without_background
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
_SVG_HEAD = re.compile(r"<svg [^>]*>")
_SVG_NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_PNG_HEAD = 33
"""Bytes of signature and IHDR, the chunk that comes first in every PNG."""
_METRE = 1
_KEPT_DOCUMENTS = 32
"""Each layer of a document opens a connection when it is loaded, 15 ms: most of the time of a small map."""
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
        self._map = mapnik.Map(256, 256, f"epsg:{srid}")
        self._map.buffer_size = buffer_px
        for document in documents:
            _add(_done(partial(_loaded, document)), self._map)

    def picture(self, box: Box, width_px: int, height_px: int, scale_factor: float = 1.0) -> Picture:
        """`scale_factor` is the number of pixels for one style pixel."""
        self._aim(box, width_px, height_px)

        def render() -> "mapnik.Image":
            image = mapnik.Image(width_px, height_px)
            mapnik.render(self._map, image, scale_factor)
            return image

        return Picture(_done(render))

    def write_vectors(self, path: Path, box: Box, width_pt: int, height_pt: int) -> None:
        """As PDF or SVG, by the ending of the path."""
        self._aim(box, width_pt, height_pt)
        scale_factor = STYLE_PIXEL_MM * POINTS_PER_MM
        _done(lambda: mapnik.render_to_file(self._map, str(path), path.suffix[1:], scale_factor))

    def _aim(self, box: Box, width: int, height: int) -> None:
        self._map.resize(width, height)
        self._map.zoom_to_box(mapnik.Box2d(box.west, box.south, box.east, box.north))


def draw_pdf(viewport: Viewport, documents: Sequence[str]) -> bytes:
    """One page of exactly the viewport's size; texts stay texts."""
    with _vectors(viewport, documents, "pdf") as path, pypdfium2.PdfDocument(path) as document:
        # Mapnik's pages are whole points; the fraction that is too much hangs over on the right and below
        page = document[0]
        whole_height = page.get_height()
        width_pt, height_pt = _points(viewport)
        page.set_mediabox(0, whole_height - height_pt, width_pt, whole_height)
        document.save(path.with_name("cropped.pdf"))
        return path.with_name("cropped.pdf").read_bytes()


def draw_svg(viewport: Viewport, documents: Sequence[str]) -> bytes:
    """Exactly the viewport's size in millimetres; texts are outlines, so that they look the same without the fonts."""
    bare, backgrounds = zip(*(without_background(document) for document in documents), strict=True)
    with _vectors(viewport, bare, "svg") as path:
        drawing = path.read_text(encoding="utf-8")
    width_pt, height_pt = _points(viewport)
    head = (
        f'<svg width="{viewport.width_mm:g}mm" height="{viewport.height_mm:g}mm" '
        f'viewBox="0 0 {width_pt:.4f} {height_pt:.4f}" {_SVG_NAMESPACES}>'
    )
    # cairo would paint a background through a filter that Firefox and Inkscape do not know
    colours = [colour for colour in backgrounds if colour]
    ground = f'<rect width="100%" height="100%" fill="{colours[-1]}"/>' if colours else ""
    sized, found = _SVG_HEAD.subn(head + ground, drawing, count=1)
    if not found:
        raise DrawingFailed("Die gezeichnete SVG-Datei beginnt anders als erwartet.")
    return sized.encode()


def draw_png(viewport: Viewport, documents: Sequence[str], pixels_per_mm: float) -> bytes:
    """Says how many pixels a metre has, so that it is placed and printed at the size of the viewport."""
    width_px, height_px = round(viewport.width_mm * pixels_per_mm), round(viewport.height_mm * pixels_per_mm)
    box = _ground_box(viewport, width_px, height_px, pixels_per_mm)
    painting = Painting(documents, STORAGE)
    png = painting.picture(box, width_px, height_px, STYLE_PIXEL_MM * pixels_per_mm).png()
    pixels_per_m = round(pixels_per_mm * 1000)
    resolution = b"pHYs" + struct.pack(">IIB", pixels_per_m, pixels_per_m, _METRE)
    chunk = struct.pack(">I", len(resolution) - 4) + resolution + struct.pack(">I", zlib.crc32(resolution))
    return png[:_PNG_HEAD] + chunk + png[_PNG_HEAD:]


@contextmanager
def _vectors(viewport: Viewport, documents: Sequence[str], ending: str) -> Iterator[Path]:
    """A drawing in points, a fraction of a point larger than the viewport on the right and below."""
    painting = Painting(documents, STORAGE)
    width_pt, height_pt = (ceil(length) for length in _points(viewport))
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / f"map.{ending}"
        painting.write_vectors(path, _ground_box(viewport, width_pt, height_pt, POINTS_PER_MM), width_pt, height_pt)
        yield path


def _points(viewport: Viewport) -> tuple[float, float]:
    return viewport.width_mm * POINTS_PER_MM, viewport.height_mm * POINTS_PER_MM


def _ground_box(viewport: Viewport, width: int, height: int, units_per_mm: float) -> Box:
    """The ground of a whole number of pixels or points, from the viewport's upper left corner, exactly to scale."""
    west, _, _, north = viewport.bounds
    metres_per_unit = ground_m(1 / units_per_mm, viewport.scale_denominator)
    return Box(west, north - height * metres_per_unit, west + width * metres_per_unit, north)


def _loaded(document: str) -> "mapnik.Map":
    """What reads the database is kept, for each thread its own: a source must not be read by two at once."""
    return _kept(document, threading.get_ident()) if reads_database(document) else _parsed(document)


@lru_cache(_KEPT_DOCUMENTS)
def _kept(document: str, thread: int) -> "mapnik.Map":
    return _parsed(document)


def _parsed(document: str) -> "mapnik.Map":
    parsed = mapnik.Map(1, 1)
    mapnik.load_map_from_string(parsed, document, True)
    return parsed


def _add(loaded: "mapnik.Map", whole: "mapnik.Map") -> None:
    """Styles and layers are copied, the sources of the layers shared."""
    if loaded.background is not None:
        whole.background = loaded.background
    for layer in loaded.layers:
        for name in layer.styles:
            whole.append_style(name, loaded.find_style(name))
        whole.layers.append(layer)


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
