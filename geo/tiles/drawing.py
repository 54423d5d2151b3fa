"""From a layer to its tiles, in either format."""

from collections.abc import Mapping
from functools import cache

from geo.cartography.mapfile import document
from geo.errors import LayerMissing
from geo.tiles.grid import Block, Tile, tiles_of
from geo.tiles.layers import MVT, PNG_2X, Layer
from geo.tiles.mvt import draw_vector
from geo.tiles.png import draw_block


def block_of(tile: Tile, extension: str) -> Block:
    """What is drawn together with a tile."""
    return tile if extension == MVT else tile.metatile


def draw(layer: Layer, block: Block, extension: str) -> Mapping[Tile, bytes]:
    if extension == MVT and layer.vector:
        return {tile: draw_vector(layer.name, layer.vector, tile) for tile in tiles_of(block)}
    try:
        return draw_block(layer.documents(block), block, _scale(extension), layer.same_everywhere)
    except LayerMissing:  # nothing has been imported yet: the map is empty, not broken
        return dict.fromkeys(tiles_of(block), blank(layer.background, _scale(extension)))


def draw_empty(layer: Layer, extension: str) -> bytes:
    """The tile where there is nothing."""
    return b"" if extension == MVT else blank(layer.background, _scale(extension))


@cache
def blank(colour: str | None, scale: int) -> bytes:
    tile = Tile(0, 0, 0)
    return draw_block([document([], background=colour)], tile, scale, keep=False)[tile]


def in_reach(layer: Layer, block: Block) -> bool:
    """Does the block touch the ground that the layer can show? Beyond it no query is asked and no file is written."""
    bounds = layer.bounds()
    if not bounds:
        return False
    west, south, east, north = bounds
    wide, high = east - west, north - south
    seen_west, seen_south, seen_east, seen_north = block.degrees()
    beside = seen_east < west - wide or seen_west > east + wide
    above = seen_north < south - high or seen_south > north + high
    return not (beside or above)


def _scale(extension: str) -> int:
    return 2 if extension == PNG_2X else 1
