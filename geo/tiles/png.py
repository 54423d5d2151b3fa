"""Square web tiles as PNG. Blocks of them are drawn in one go: faster, and no label is cut between two of a block."""

import math
import threading
from collections.abc import Sequence

from geo.basemap.ground import ground_document
from geo.basemap.labels import labels_document
from geo.basemap.style import tile_look
from geo.cartography.painter import Box, Painting
from geo.crs import WEB_MERCATOR

TILE_PX = 256
BLOCK = 8
"""Tiles along the side of a block."""
_GUTTER_PX = 256
"""Names whose point lies this far outside still reach into the block."""
_HALF_WORLD_M = math.pi * 6_378_137
_KEPT_PAINTINGS = 32
_of_thread = threading.local()

Tile = tuple[int, int]


def base_documents(zoom: int, accent: str) -> tuple[str, ...]:
    """The base map at a zoom level; `accent` colours the names of quarters."""
    look = tile_look(zoom, accent)
    return ground_document(look), labels_document(look)


def block_of(zoom: int, x: int, y: int) -> tuple[int, int, int]:
    """Column and row of the upper left tile of the block that holds a tile, and its number of tiles along a side."""
    side = min(BLOCK, 2**zoom)
    return x - x % side, y - y % side, side


def draw_block(documents: Sequence[str], zoom: int, x: int, y: int, scale: int = 1) -> dict[Tile, bytes]:
    """Every tile of the block that holds tile x, y; `scale` 2 has twice the pixels for sharp screens."""
    left, top, side = block_of(zoom, x, y)
    tile_px = TILE_PX * scale
    whole_px = side * tile_px
    picture = _painting(tuple(documents), scale).picture(tile_box(zoom, left, top, side), whole_px, whole_px, scale)
    return {
        (left + column, top + row): picture.cut(column * tile_px, row * tile_px, tile_px)
        for row in range(side)
        for column in range(side)
    }


def tile_box(zoom: int, x: int, y: int, side: int = 1) -> Box:
    """The ground of a square of tiles in EPSG:3857."""
    tile_m = 2 * _HALF_WORLD_M / 2**zoom
    west, north = x * tile_m - _HALF_WORLD_M, _HALF_WORLD_M - y * tile_m
    return Box(west, north - side * tile_m, west + side * tile_m, north)


def _painting(documents: tuple[str, ...], scale: int) -> Painting:
    """Loading takes 0.1 s, so each thread keeps what it has loaded."""
    kept: dict[tuple[tuple[str, ...], int], Painting] = _of_thread.__dict__.setdefault("paintings", {})
    if (documents, scale) not in kept:
        if len(kept) >= _KEPT_PAINTINGS:
            kept.clear()
        kept[documents, scale] = Painting(documents, WEB_MERCATOR, _GUTTER_PX * scale)
    return kept[documents, scale]
