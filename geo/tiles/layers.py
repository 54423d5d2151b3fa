"""The layers that are served as tiles. The registry is filled by whoever knows what they show (wegweiser.maps)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from geo.errors import UnknownFormat, UnknownLayer
from geo.tiles.grid import Block, Bounds

MVT, PNG, PNG_2X = "mvt", "png", "@2x.png"


def suffix(extension: str) -> str:
    """`@2x.png` follows the number of the row directly, as map programs expect it."""
    return extension if extension[0] == "@" else f".{extension}"


@dataclass(frozen=True)
class VectorSource:
    """Which rows and fields a layer carries."""

    rows: Callable[[], QuerySet[Any]]
    fields: Mapping[str, str]
    """Name in the tile -> lookup of the queryset."""
    geometry: str
    id: str | None = None
    """Lookup of a whole number that names the feature."""
    simplify_px: float = 0
    """Bends smaller than about this are left out."""


@dataclass(frozen=True)
class Layer:
    name: str
    revision: str
    """The LayerRevision that changes with its data."""
    zooms: range
    bounds: Callable[[], Bounds | None]
    """West, south, east, north in EPSG:4326: what the layer is about. None: there is nothing at all yet."""
    documents: Callable[[Block], Sequence[str]]
    """Mapnik documents that paint a block."""
    made_from: Sequence[Path]
    """Files and folders that decide how the layer looks: symbols, style, SQL."""
    attribution: Callable[[], str]
    background: str | None = None
    """The colour where there is nothing; an overlay has none."""
    same_everywhere: bool = False
    """The documents depend on the zoom only."""
    vector: VectorSource | None = None

    @cached_property
    def formats(self) -> tuple[str, ...]:
        return (MVT, PNG, PNG_2X) if self.vector else (PNG, PNG_2X)

    def check_format(self, extension: str) -> None:
        if extension not in self.formats:
            raise UnknownFormat(layer=self.name, value=extension, known=self.formats)


@dataclass
class Registry:
    _layers: dict[str, Layer] = field(default_factory=dict)

    def register(self, layer: Layer) -> None:
        self._layers[layer.name] = layer

    def __getitem__(self, name: str) -> Layer:
        if name not in self._layers:
            raise UnknownLayer(value=name, known=list(self._layers))
        return self._layers[name]

    def names(self) -> list[str]:
        return list(self._layers)


registry = Registry()
