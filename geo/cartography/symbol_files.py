"""Mapnik reads pictures from disk: a drawing of ours becomes a file."""

import hashlib
import os
import tempfile
from pathlib import Path

from geo.conf import tile_dir

_FOLDER = ".symbols"


def symbol_file(svg: str) -> Path:
    """Named by its content: Mapnik keeps what it has once read under a name."""
    path = tile_dir() / _FOLDER / f"{hashlib.sha256(svg.encode()).hexdigest()[:16]}.svg"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w") as file:
            file.write(svg)
        Path(name).replace(path)
    return path
