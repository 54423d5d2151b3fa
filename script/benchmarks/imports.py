"""All importers of the demo city in a fresh process, beside the mere writing of the same rows."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measure import Figure, seconds

_ROOT = Path(__file__).parents[2]
_CITY = _ROOT / "fixtures" / "musterstadt"


def measure() -> Iterator[Figure]:
    with _database("benchmarks_load") as loaded, _database("benchmarks_copy") as copy, TemporaryDirectory() as folder:
        _manage(loaded, "migrate")
        load_s = seconds(lambda: _manage(loaded, "load_city", str(_CITY)))
        dump = str(Path(folder) / "dump")
        subprocess.run(["pg_dump", "--format=custom", f"--file={dump}", loaded], check=True)
        restore = ["pg_restore", "--no-owner", f"--dbname={copy}", dump]
        # roles and extensions are there already, which pg_restore takes for an error
        restore_s = seconds(lambda: subprocess.run(restore, check=False, stderr=subprocess.DEVNULL))
        if _addresses(loaded) != _addresses(copy):
            raise RuntimeError("pg_restore did not bring everything back.")
    yield Figure("all imports of Musterstadt", load_s, "s", "pg_restore of the same database", restore_s, 60)


@contextmanager
def _database(name: str) -> Iterator[str]:
    """A fresh database beside the one of the benchmarks."""
    url = os.environ["DATABASE_URL"]
    address = url.replace("/benchmarks?", f"/{name}?")
    _sql(url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    _sql(url, f"CREATE DATABASE {name}")
    for extension in ("postgis", "pg_trgm", "btree_gist", "unaccent"):
        _sql(address, f"CREATE EXTENSION {extension}")
    try:
        yield address
    finally:
        _sql(url, f"DROP DATABASE {name} WITH (FORCE)")
        _sql(url, f"DROP ROLE IF EXISTS {name}_public")


def _sql(url: str, statement: str) -> None:
    subprocess.run(["psql", "--no-psqlrc", "-q", "-d", url, "-c", statement], check=True, stderr=subprocess.DEVNULL)


def _addresses(url: str) -> str:
    command = ["psql", "--no-psqlrc", "-At", "-d", url, "-c", "SELECT count(*) FROM gazetteer_address"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _manage(url: str, *words: str) -> None:
    command = [sys.executable, str(_ROOT / "manage.py"), *words, "--verbosity", "0"]
    subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=True)
