"""Where a tile's edge runs, in metres of the tests' city (tests/city.py)."""

from django.contrib.gis.geos import Point

from geo.crs import STORAGE, WEB_MERCATOR
from geo.tiles.grid import Block, Tile
from tests.city import EAST, NORTH


def tile_at(zoom: int, x: float, y: float) -> Tile:
    """The tile that holds a point, metres from the city's south-west corner."""
    place = Point(EAST + x, NORTH + y, srid=STORAGE).transform(WEB_MERCATOR, clone=True)
    west, _, _, north = Block(zoom, 0, 0).bounds()
    side = Block(zoom, 0, 0).side_m
    return Tile(zoom, int((place.x - west) / side), int((north - place.y) / side))


def metres_at(tile: Block, x_px: float, y_px: float) -> tuple[float, float]:
    """Metres from the city's south-west corner of a pixel of a tile or block, counted from its north-west."""
    west, _, _, north = tile.bounds()
    place = Point(west + x_px * tile.pixel_m, north - y_px * tile.pixel_m, srid=WEB_MERCATOR)
    place.transform(STORAGE)
    return place.x - EAST, place.y - NORTH
