"""Drawn tiles, kept as files under <TILE_DIR>/<layer>/<token>/z/x/y.<format>, where nginx serves them too."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4
from zlib import crc32

from geo.conf import tile_dir
from geo.tiles.grid import Block, Tile
from geo.tiles.layers import Layer, registry, suffix
from geo.tiles.tokens import current_token

_LOCKS = ".locks"
_TRASH = ".trash"
_DRAWING_LOCKS = 64
"""Tiles that fall on the same lock wait for each other needlessly; more would only be more files."""


@dataclass(frozen=True)
class TileKey:
    layer: Layer
    token: str
    tile: Tile
    extension: str

    @property
    def path(self) -> Path:
        return self.path_of(self.tile)

    def path_of(self, tile: Tile) -> Path:
        folder = tile_dir() / self.layer.name / self.token / str(tile.zoom) / str(tile.x)
        return folder / f"{tile.y}{suffix(self.extension)}"


def fetch(key: TileKey, block: Block, draw: Callable[[], Mapping[Tile, bytes]]) -> tuple[bytes, bool]:
    """The tile, and whether it is now filed under its token. One process draws a block, the others wait for it."""
    with _lock(f"draw-{_lock_number(key, block)}", fcntl.LOCK_EX):
        kept = read(key.path)
        if kept is not None:
            return kept, True
        drawn = draw()
        return drawn[key.tile], _keep(key, drawn)


def drop_stale(layer_name: str | None = None) -> int:
    """Delete what is filed under former tokens; the number of folders that went."""
    names = [layer_name] if layer_name else _folders(tile_dir())
    trash = tile_dir() / _TRASH
    dropped = 0
    for name in names:
        for folder in _take_stale(name, trash):
            shutil.rmtree(folder, ignore_errors=True)
            dropped += 1
    return dropped


def _take_stale(name: str, trash: Path) -> Iterator[Path]:
    """Moves stale folders away at once; deleting them may take longer than the lock should be held."""
    trash.mkdir(parents=True, exist_ok=True)
    for leftover in _folders(trash):
        yield trash / leftover
    with _lock(f"keep-{name}", fcntl.LOCK_EX):
        current = current_token(registry[name]) if name in registry.names() else None
        moved = []
        for token in _folders(tile_dir() / name):
            if token != current:
                moved.append((tile_dir() / name / token).rename(trash / f"{name}-{token}-{uuid4().hex}"))
    yield from moved


def _keep(key: TileKey, drawn: Mapping[Tile, bytes]) -> bool:
    """File the tiles, unless the data changed while they were drawn: then they may show both states."""
    with _lock(f"keep-{key.layer.name}", fcntl.LOCK_SH):
        if current_token(key.layer) != key.token:
            return False
        for tile, body in drawn.items():
            _write(key.path_of(tile), body)
    return True


def read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _write(path: Path, body: bytes) -> None:
    """Whole or not at all: a reader never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    with os.fdopen(handle, "wb") as file:
        file.write(body)
    os.chmod(name, 0o644)  # nginx reads it as another user
    os.replace(name, path)


@contextmanager
def _lock(name: str, kind: int) -> Iterator[None]:
    """Held across processes; freed by the system should its holder die."""
    folder = tile_dir() / _LOCKS
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("w") as file:
        fcntl.flock(file, kind)
        yield


def _lock_number(key: TileKey, block: Block) -> int:
    what = f"{key.layer.name}/{key.token}/{key.extension}/{block.zoom}/{block.x}/{block.y}"
    return crc32(what.encode()) % _DRAWING_LOCKS


def _folders(path: Path) -> list[str]:
    if not path.is_dir():
        return []
    return [entry.name for entry in os.scandir(path) if entry.is_dir() and entry.name[0] != "."]
