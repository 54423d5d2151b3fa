"""The base map as a tile layer."""

from collections.abc import Callable, Sequence
from pathlib import Path

from geo.basemap.ground import ground_document
from geo.basemap.importer import LAYER
from geo.basemap.labels import labels_document
from geo.basemap.style import tile_look
from geo.basemap.themes import COLOUR
from geo.tiles.grid import Block, Bounds
from geo.tiles.layers import Layer

_GEO = Path(__file__).parents[1]
ZOOMS = range(8, 20)


def base_layer(accent: Callable[[], str], bounds: Callable[[], Bounds | None], attribution: Callable[[], str]) -> Layer:
    """`accent` colours the names of quarters."""

    def documents(block: Block) -> Sequence[str]:
        return base_documents(block.zoom, accent())

    return Layer(
        name="base",
        revision=LAYER,
        zooms=ZOOMS,
        bounds=bounds,
        documents=documents,
        same_everywhere=True,
        made_from=(_GEO / "basemap", _GEO / "cartography"),
        attribution=attribution,
        background=COLOUR.land,
    )


def base_documents(zoom: int, accent: str) -> tuple[str, ...]:
    look = tile_look(zoom, accent)
    return ground_document(look), labels_document(look)
