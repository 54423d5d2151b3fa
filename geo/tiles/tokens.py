"""The token in a tile's address: the state of the layer's data, and how it is drawn (docs/decisions)."""

from pathlib import Path

from geo.db.revisions import current_revision
from geo.tiles.layers import Layer

_DRAWN_BY = Path(__file__).parent


def current_token(layer: Layer) -> str:
    return current_revision(layer.revision, (*layer.made_from, _DRAWN_BY))
