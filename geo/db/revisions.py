"""The state of a layer: its data, and the files that decide what is made of them."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from geo.models import LayerRevision

_SOURCES = {".py", ".sql", ".lua", ".svg", ".toml"}
_NEVER_FILLED = "0"


def current_revision(layer: str, made_from: Sequence[Path]) -> str:
    """One query, without a stored copy: whoever reads it before the data can never file old data under a new one."""
    data = LayerRevision.objects.filter(layer=layer).values_list("token", flat=True).first()
    return f"{data or _NEVER_FILLED}-{_hash_of(tuple(made_from))}"


@cache
def _hash_of(paths: Sequence[Path]) -> str:
    """Of style, SQL and symbols. They change with the program, so it is computed once per process."""
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
