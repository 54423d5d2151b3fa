"""kill -9 in the middle of an import: the database as it was, and the next import finds nothing in its way."""

import os
import subprocess
import sys
from pathlib import Path
from time import monotonic

import psycopg
import pytest
from django.db import connection

from tests import databases
from tests.wegweiser.directory.imports.folders import everything, roads, write_city_with_basemap
from wegweiser.directory.models.facility import Facility

DEADLINE_S = 60
# Whoever holds such a lock stops the import at a known point, with all it has written before not yet committed.
AT_THE_BOUNDARIES = "SELECT 1 FROM directory_sozialraum FOR UPDATE"
AT_THE_FIRST_PLACE = "LOCK TABLE directory_facilityevent IN SHARE MODE"
AT_THE_SWAP = "LOCK TABLE basemap.roads IN ACCESS SHARE MODE"


def _start(database: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(databases.ROOT / "manage.py"), *arguments],
        env={**os.environ, "DATABASE_URL": databases.url(database)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _wait_until(query: str, server: psycopg.Connection, process: subprocess.Popen[str]) -> None:
    """Until the query is true; fails when the process ends by itself or the deadline passes."""
    deadline = monotonic() + DEADLINE_S
    while not server.execute(query).fetchone()[0]:  # type: ignore[index]
        assert monotonic() < deadline, query
        try:
            process.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
        assert process.returncode < 0, process.communicate()[0]


def _kill_while_it_waits(database: str, lock: str, *arguments: str) -> None:
    with (
        psycopg.connect(databases.url(database)) as holder,
        psycopg.connect(databases.url(database), autocommit=True) as server,
    ):
        ours = f"{holder.info.backend_pid}, {server.info.backend_pid}"
        others = f"FROM pg_stat_activity WHERE datname = '{database}' AND pid NOT IN ({ours})"
        holder.execute(lock)
        process = _start(database, *arguments)
        waits = f"{holder.info.backend_pid} = ANY (pg_blocking_pids(pid))"
        _wait_until(f"SELECT EXISTS (SELECT {others} AND {waits})", server, process)
        process.kill()
        process.communicate()
        holder.rollback()
        _wait_until(f"SELECT NOT EXISTS (SELECT {others})", server, process)


def _prepared_schemas() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'basemap_new'")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("arguments", "lock", "leaves_a_map"),
    [
        (["load_city", "."], AT_THE_BOUNDARIES, True),
        (["load_city", "."], AT_THE_SWAP, True),
        (["import_basemap", "stadt.osm.pbf"], AT_THE_SWAP, True),
        (["import_facilities", ".", "--apply"], AT_THE_FIRST_PLACE, False),
    ],
)
def test_a_killed_import_changes_nothing_and_leaves_nothing_behind(
    own_database: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    lock: str,
    leaves_a_map: bool,
) -> None:
    write_city_with_basemap(tmp_path, {"Ost": "", "Nord": ""})
    Facility.serves.through.objects.all().delete()  # the folder has other Sozialräume than the demo city
    monkeypatch.chdir(tmp_path)
    before = everything(), roads()
    connection.close()

    _kill_while_it_waits(own_database, lock, *arguments)

    assert (everything(), roads()) == before
    assert _prepared_schemas() == leaves_a_map
    again = _start(own_database, *arguments)
    output, _ = again.communicate(timeout=DEADLINE_S)
    assert again.returncode == 0, output
    assert (everything(), roads()) != before
    assert _prepared_schemas() == 0
