"""Square web tiles as PNG. Blocks of them are drawn in one go: faster, and no label is cut between two of a block."""

import threading
from collections.abc import Sequence

from geo.cartography.painter import Box, Painting
from geo.crs import WEB_MERCATOR
from geo.tiles.grid import TILE_PX, Block, Tile, tiles_of

GUTTER_PX = 256
"""Names and symbols whose point lies this far outside still reach into the block."""
_KEPT_PAINTINGS = 32
_of_thread = threading.local()


def draw_block(documents: Sequence[str], block: Block, scale: int = 1, keep: bool = True) -> dict[Tile, bytes]:
    """Every tile of the block; `scale` 2 has twice the pixels for sharp screens. `keep` what will be drawn again."""
    tile_px = TILE_PX * scale
    whole_px = block.size * tile_px
    painting = _kept_painting(tuple(documents), scale) if keep else _painting(documents, scale)
    picture = painting.picture(Box(*block.bounds()), whole_px, whole_px, scale)
    return {
        tile: picture.cut((tile.x - block.x) * tile_px, (tile.y - block.y) * tile_px, tile_px)
        for tile in tiles_of(block)
    }


def _painting(documents: Sequence[str], scale: int) -> Painting:
    return Painting(documents, WEB_MERCATOR, GUTTER_PX * scale)


def _kept_painting(documents: tuple[str, ...], scale: int) -> Painting:
    """Loading takes 0.1 s, so each thread keeps what it has loaded."""
    kept: dict[tuple[tuple[str, ...], int], Painting] = _of_thread.__dict__.setdefault("paintings", {})
    if (documents, scale) not in kept:
        if len(kept) >= _KEPT_PAINTINGS:
            kept.clear()
        kept[documents, scale] = _painting(documents, scale)
    return kept[documents, scale]
