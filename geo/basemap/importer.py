"""An OpenStreetMap extract becomes the base map: built beside the old one and swapped in at the end."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction

from geo.crs import STORAGE
from geo.db.connection import libpq_environment
from geo.errors import BasemapImportError
from geo.models import renew_revision

SCHEMA = "basemap"
LAYER = "base"
_NEW_SCHEMA = "basemap_new"
_HERE = Path(__file__).parent
_LOCK = 25832_01
"""Two imports at once would build in the same schema."""


@dataclass(frozen=True)
class BasemapReport:
    path: Path
    roads: int
    street_names: int
    buildings: int
    house_numbers: int
    covered_km2: float


def import_basemap(path: Path, progress: Callable[[str], None]) -> BasemapReport:
    """Replace the base map; on any error the database is as before. Must not run inside a transaction."""
    with prepared_basemap(path, progress) as report, transaction.atomic():
        progress("Tausche die Karte aus")
        swap_basemap()
    return report


@contextmanager
def prepared_basemap(path: Path, progress: Callable[[str], None]) -> Iterator[BasemapReport]:
    """The new map stands beside the old one within this block; without swap_basemap it is thrown away."""
    if not path.is_file():
        raise BasemapImportError(f"Die Kartendatei {path} gibt es nicht.")
    if shutil.which("osm2pgsql") is None:
        raise BasemapImportError("Das Programm osm2pgsql fehlt auf diesem Rechner.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield _build(path, progress)
        finally:
            cursor.execute(f"DROP SCHEMA IF EXISTS {_NEW_SCHEMA} CASCADE")
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def swap_basemap() -> None:
    """Put the prepared map in the old one's place, at the commit of the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE; ALTER SCHEMA {_NEW_SCHEMA} RENAME TO {SCHEMA}")
    renew_revision(LAYER)


def _build(path: Path, progress: Callable[[str], None]) -> BasemapReport:
    # durable: osm2pgsql comes over a connection of its own and sees committed schemas only
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {_NEW_SCHEMA} CASCADE; CREATE SCHEMA {_NEW_SCHEMA}")
    progress(f"Lese {path.name}")
    _run_osm2pgsql(path)
    progress("Füge Straßen unter ihrem Namen zusammen")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL search_path TO {_NEW_SCHEMA}, public")
        cursor.execute((_HERE / "finish.sql").read_text(encoding="utf-8"))
    report = _report(path)
    if report.roads == 0:
        raise BasemapImportError(f"{path.name} enthält keine Straßen; die bisherige Karte bleibt.")
    return report


def _run_osm2pgsql(path: Path) -> None:
    schema = {"BASEMAP_SCHEMA": _NEW_SCHEMA, "BASEMAP_SRID": str(STORAGE)}
    finished = subprocess.run(  # noqa: S603  # the arguments are ours, the path is a file that exists
        ["osm2pgsql", "--output=flex", f"--style={_HERE / 'flex.lua'}", str(path.absolute())],  # noqa: S607
        env={**os.environ, **libpq_environment(), **schema},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if finished.returncode:
        complaints = [line.partition("ERROR: ")[2] for line in finished.stderr.splitlines() if "ERROR: " in line]
        reason = complaints[-1] if complaints else f"osm2pgsql endete mit {finished.returncode}"
        raise BasemapImportError(f"{path.name} lässt sich nicht als OSM-Datei lesen ({reason}).")


def _report(path: Path) -> BasemapReport:
    with connection.cursor() as cursor:
        cursor.execute(f"""
            SELECT (SELECT count(*) FROM {_NEW_SCHEMA}.roads),
                   (SELECT count(DISTINCT name) FROM {_NEW_SCHEMA}.road_names),
                   (SELECT count(*) FROM {_NEW_SCHEMA}.buildings),
                   (SELECT count(*) FROM {_NEW_SCHEMA}.house_numbers),
                   (SELECT coalesce(ST_Area(geom), 0) / 1e6 FROM {_NEW_SCHEMA}.coverage)
        """)  # noqa: S608  # the schema is a constant
        return BasemapReport(path, *cursor.fetchone())
