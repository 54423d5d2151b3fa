"""The token in a tile's address: the state of the layer's data, and how it is drawn (docs/decisions)."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from geo.models import LayerRevision
from geo.tiles.layers import Layer

_DRAWN_BY = Path(__file__).parent
_SOURCES = {".py", ".sql", ".lua", ".svg", ".toml"}
_NEVER_FILLED = "0"


def current_token(layer: Layer) -> str:
    """One query, without a stored copy: whoever reads it before the data can never file old data under a new token."""
    data = LayerRevision.objects.filter(layer=layer.revision).values_list("token", flat=True).first()
    return f"{data or _NEVER_FILLED}-{_look((*layer.made_from, _DRAWN_BY))}"


@cache
def _look(paths: Sequence[Path]) -> str:
    """Hash of style, SQL and symbols. They change with the program, so it is computed once per process."""
    digest = hashlib.sha256()
    for path in paths:
        for file in _files(path):
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:8]


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    yield from sorted(file for file in path.rglob("*") if file.suffix in _SOURCES)
