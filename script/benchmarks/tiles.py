"""Base map tiles from metatiles, vector tiles from SQL, stored tiles from files."""

from collections.abc import Iterator

from django.db import connection

from benchmarks.measure import Figure, median_seconds
from benchmarks.place import get, tile_of_centre
from geo.tiles.base import base_documents
from geo.tiles.cache import TileKey
from geo.tiles.layers import MVT, registry
from geo.tiles.mvt import draw_vector
from geo.tiles.png import draw_block
from geo.tiles.tokens import current_token
from wegweiser.maps.layers import FACILITIES

_ACCENT = "#00505C"
_LIMIT_MS = 20
_SINGLE_TILES = 4


def measure() -> Iterator[Figure]:
    for zoom in (14, 15, 16, 17):
        yield _base_tile(zoom)
    yield _vector_tile()
    yield _stored_tile()


def _base_tile(zoom: int) -> Figure:
    documents, block = base_documents(zoom, _ACCENT), tile_of_centre(zoom).metatile
    together = median_seconds(lambda: draw_block(documents, block)) / block.size**2
    centre = tile_of_centre(zoom)
    alone = median_seconds(lambda: draw_block(documents, centre), runs=_SINGLE_TILES)
    return Figure(
        f"base tile, zoom {zoom}, {block.size} × {block.size} drawn at once",
        together * 1000,
        "ms",
        "drawn by itself",
        alone * 1000,
        _LIMIT_MS,
    )


def _vector_tile() -> Figure:
    layer, tile = registry["facilities"], tile_of_centre(14)
    key = TileKey(layer, current_token(layer), tile, MVT)

    def request() -> None:
        key.path.unlink(missing_ok=True)
        get(f"/tiles/facilities/{key.token}/{tile.zoom}/{tile.x}/{tile.y}.mvt")

    sql = median_seconds(lambda: draw_vector(layer.name, FACILITIES, tile), runs=20)
    return Figure(
        "vector tile of all places in the centre, zoom 14, not stored: the whole request",
        median_seconds(request, runs=20) * 1000,
        "ms",
        "drawing it alone",
        sql * 1000,
    )


def _stored_tile() -> Figure:
    layer, tile = registry["facilities"], tile_of_centre(14)
    address = f"/tiles/facilities/{current_token(layer)}/{tile.zoom}/{tile.x}/{tile.y}.mvt"
    get(address)

    def one_query() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT token FROM geo_layerrevision WHERE layer = 'facilities'")
            cursor.fetchall()

    return Figure(
        "the same tile, stored: the whole request",
        median_seconds(lambda: get(address), runs=50) * 1000,
        "ms",
        "its one query alone",
        median_seconds(one_query, runs=50) * 1000,
    )
