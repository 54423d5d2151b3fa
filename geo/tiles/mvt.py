"""The one SQL statement behind every vector tile."""

from django.contrib.gis.db.models.functions import Transform
from django.db.models import F

from geo.crs import WEB_MERCATOR
from geo.db.functions import AsMVTGeom, SnapToGrid
from geo.db.rows import as_table, fetch_all
from geo.tiles.grid import TILE_PX, Tile
from geo.tiles.layers import VectorSource

EXTENT = 4096
BUFFER_PX = 32
"""What lies this far outside is still in the tile: half of the largest symbol reaches in."""
_GEOMETRY = "geometry"
_ID = "feature_id"


def draw_vector(name: str, source: VectorSource, tile: Tile) -> bytes:
    """Rows are chosen by the buffered box of the tile; their coordinates count from the bare one."""
    column = F(source.geometry)
    shape = SnapToGrid(column, tile.pixel_m * source.simplify_px) if source.simplify_px else column
    geometry = AsMVTGeom(Transform(shape, WEB_MERCATOR), tile.envelope(), EXTENT, BUFFER_PX * EXTENT // TILE_PX)
    fields = {_ID: source.id, **source.fields} if source.id else source.fields
    rows = (
        source.rows()
        # Django transforms the literal, not the column, so that the index is used
        .filter(**{f"{source.geometry}__bboverlaps": tile.envelope(BUFFER_PX)})
        .values_list(*(F(lookup) for lookup in fields.values()), geometry)
    )
    table, parameters = as_table(rows, [*fields, _GEOMETRY])
    arguments = (name, EXTENT, _GEOMETRY, _ID if source.id else None)
    statement = f"SELECT ST_AsMVT(rows, %s, %s, %s, %s) FROM {table}"  # noqa: S608 -- compiled by Django
    found = fetch_all(rows, statement, (*arguments, *parameters))
    return bytes(found[0][0])
