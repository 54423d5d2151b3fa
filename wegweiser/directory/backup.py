"""The whole Wegweiser in one folder: database, stored files, and a manifest that lists and vouches for both."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from geo.db.dump import database_name, dump, restored

MANIFEST = "manifest.json"
DUMP = "database.dump"
MEDIA = "media"
_PRODUCT = "wegweiser"
_FORMAT = 1


class BackupError(Exception):
    """The folder cannot be written, or is not a backup that this version can restore."""


@dataclass(frozen=True)
class Manifest:
    created_at: str
    database: str
    migrations: list[str]
    files: dict[str, str]
    """Path below the folder -> SHA-256."""
    product: str = _PRODUCT
    format: int = _FORMAT

    @classmethod
    def read(cls, folder: Path) -> Self:
        path = folder / MANIFEST
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise BackupError(f"{folder} ist keine Sicherung: Darin fehlt {MANIFEST}.") from error
        except (OSError, ValueError) as error:
            raise BackupError(f"{path} ist nicht lesbar: {error}.") from error
        if not isinstance(values, dict) or values.get("product") != _PRODUCT:
            raise BackupError(f"{path} gehört zu einem anderen Programm.")
        if values.get("format") != _FORMAT:
            raise BackupError(f"{path} hat das Format {values.get('format')}; diese Version liest Format {_FORMAT}.")
        try:
            manifest = cls(**values)
            complete = DUMP in dict(manifest.files) and isinstance(manifest.migrations, list)
        except (TypeError, ValueError) as error:
            raise BackupError(f"{path} ist unvollständig: {error}.") from error
        if not complete:
            raise BackupError(f"{path} ist unvollständig: {DUMP} oder die Liste der Migrationen fehlt.")
        return manifest


def check(folder: Path) -> Manifest:
    """Refuse a folder of another program or of a newer version, and files that are not what they were."""
    manifest = Manifest.read(folder)
    unknown = set(manifest.migrations) - _known_migrations()
    if unknown:
        raise BackupError(f"{folder} stammt von einer neueren Version: {min(unknown)} ist hier unbekannt.")
    for name, digest in manifest.files.items():
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()):
            raise BackupError(f"{folder / MANIFEST} nennt eine Datei außerhalb der Sicherung: {name}.")
        if not path.is_file():
            raise BackupError(f"{path} fehlt in der Sicherung.")
        if _sha256(path) != digest:
            raise BackupError(f"{path} ist beschädigt: Die Prüfsumme stimmt nicht.")
    return manifest


def backup(folder: Path) -> Manifest:
    """Write a backup to a folder that is empty or does not exist yet."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise BackupError(f"{folder} ist nicht leer.")
    dump(folder / DUMP)
    # after the database: a file that it names is there, or was deleted while the backup ran
    if settings.MEDIA_ROOT.exists():
        shutil.copytree(settings.MEDIA_ROOT, folder / MEDIA)
    manifest = Manifest(
        created_at=timezone.now().isoformat(timespec="seconds"),
        database=database_name(),
        migrations=sorted(_name(key) for key in MigrationRecorder(connection).applied_migrations()),
        files={str(path.relative_to(folder)): _sha256(path) for path in sorted(_files(folder))},
    )
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=2), encoding="utf-8")
    return manifest


def restore(folder: Path) -> Manifest:
    """Replace database and stored files by those of a backup, both or neither."""
    manifest = check(folder)
    with _staged_media(folder, manifest) as exchange, restored(folder / DUMP, manifest.database):
        call_command("migrate", verbosity=0)
        exchange()
    return manifest


@contextmanager
def _staged_media(folder: Path, manifest: Manifest) -> Iterator[Callable[[], None]]:
    """Copy the files to MEDIA_ROOT's own disk; what is given back puts them in place by renaming, all or none.

    The folder itself stays: it may be a mount point.
    """
    root = settings.MEDIA_ROOT
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root, prefix=".restore-") as staging:
        fresh, former = Path(staging, MEDIA), Path(staging, "former")
        fresh.mkdir()
        former.mkdir()
        for name in manifest.files:
            if name.startswith(f"{MEDIA}/"):
                target = Path(staging, name)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(folder / name, target)
        yield lambda: _rename_all(
            [(entry, former / entry.name) for entry in root.iterdir() if not entry.name.startswith(".restore-")]
            + [(entry, root / entry.name) for entry in fresh.iterdir()]
        )


def _rename_all(moves: list[tuple[Path, Path]]) -> None:
    done = []
    try:
        for source, target in moves:
            source.rename(target)
            done.append((source, target))
    except OSError:
        for source, target in reversed(done):
            target.rename(source)
        raise


def _known_migrations() -> set[str]:
    return {_name(key) for key in MigrationLoader(None).disk_migrations}


def _name(migration: tuple[str, str]) -> str:
    return ".".join(migration)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
