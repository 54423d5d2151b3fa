import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.gis.geos import Point
from PIL import Image

from geo.cartography.mapfile import document
from geo.crs import STORAGE, WEB_MERCATOR
from geo.tiles.base import base_documents
from geo.tiles.grid import Tile
from geo.tiles.png import draw_block
from tests.geo.basemap.town import EAST, NORTH

ACCENT = "#00505C"


def tile_at(zoom: int, x: float, y: float) -> tuple[Tile, float, float]:
    """Tile of the town's point x, y, and the point's place within it in parts of the tile."""
    point = Point(EAST + x, NORTH + y, srid=STORAGE).transform(WEB_MERCATOR, clone=True)
    west, south, east, north = Tile(0, 0, 0).bounds()
    column = (point.x - west) / (east - west) * 2**zoom
    row = (north - point.y) / (north - south) * 2**zoom
    return Tile(zoom, int(column), int(row)), column % 1, row % 1


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(("scale", "pixels"), [(1, 256), (2, 512)])
def test_every_tile_of_the_block_in_both_sizes(scale: int, pixels: int) -> None:
    block = tile_at(15, 500, 500)[0].metatile

    tiles = draw_block(base_documents(15, ACCENT), block, scale)

    assert len(tiles) == 64
    assert Tile(15, block.x, block.y) in tiles
    assert Tile(15, block.x + 7, block.y + 7) in tiles
    assert {Image.open(io.BytesIO(tile)).size for tile in tiles.values()} == {(pixels, pixels)}


@pytest.mark.usefixtures("town")
def test_the_lake_lies_where_it_belongs() -> None:
    tile, across, down = tile_at(16, 950, 600)

    drawn = draw_block(base_documents(16, ACCENT), tile.metatile)[tile]

    picture = Image.open(io.BytesIO(drawn)).convert("RGB")
    assert picture.getpixel((int(across * 256), int(down * 256))) == (0xC9, 0xE0, 0xEC)


@pytest.mark.usefixtures("town")
def test_threads_draw_at_the_same_time() -> None:
    tile = tile_at(15, 500, 500)[0]
    documents = base_documents(15, ACCENT)

    with ThreadPoolExecutor(4) as threads:
        drawn = list(threads.map(lambda _: draw_block(documents, tile.metatile)[tile], range(8)))

    assert len(set(drawn)) == 1


def test_an_overlay_is_transparent_where_it_has_nothing() -> None:
    tile = Tile(3, 4, 2)

    picture = Image.open(io.BytesIO(draw_block([document([])], tile.metatile, keep=False)[tile])).convert("RGBA")

    assert picture.getcolors() == [(65536, (0, 0, 0, 0))]
