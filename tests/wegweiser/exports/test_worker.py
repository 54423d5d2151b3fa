"""Real workers on a database of the test's own: killed, told to stop, out of room, and two at once."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

import psycopg
import pytest
from django.conf import LazySettings
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from tests import databases
from tests.races import AT_THE_STORE, DEADLINE_S, held, leave_few_places, wait_until, waiting
from tests.wegweiser.exports.samples import order_of
from wegweiser.exports import orders, sheet
from wegweiser.exports.models import ExportOrder, ExportSheet, State
from wegweiser.printing.definition import Definition
from wegweiser.printing.models import Edition

WEST, OST = Definition.of("westfeld", "a4"), Definition.of("lindhorst", "a4")


@pytest.fixture(autouse=True)
def _quickly_drawn(own_database: str) -> None:
    leave_few_places()


@contextmanager
def worker(tmp_path: Path, *options: str, prepare: Callable[[], None] | None = None) -> Iterator[subprocess.Popen[str]]:
    environment = {
        **os.environ,
        "DATABASE_URL": databases.url(connection.settings_dict["NAME"]),
        "VAR_DIR": str(tmp_path),
    }
    command = [sys.executable, "manage.py", "procrastinate", "worker", "--abort-job-polling-interval=0.2", *options]
    process = subprocess.Popen(
        command,
        env=environment,
        cwd=databases.ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=prepare,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def run(tmp_path: Path, **options: Callable[[], None]) -> None:
    """Until the queue is empty."""
    with worker(tmp_path, "--one-shot", **options) as process:
        said, _ = process.communicate(timeout=DEADLINE_S)
        assert process.returncode == 0, said


@contextmanager
def held_at_the_store(process: subprocess.Popen[str]) -> Iterator[psycopg.Connection]:
    with held(AT_THE_STORE) as holder:
        wait_until(waiting, process)
        yield holder


def _programs(tmp_path: Path) -> list[str]:
    """What runs with this folder in its environment: the worker and what it started."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"VAR_DIR={tmp_path}\0".encode() in (process / "environ").read_bytes():
                found.append(process.name)
        except OSError:  # it has ended meanwhile
            continue
    return found


def _state(sheet: ExportSheet) -> str:
    sheet.refresh_from_db()
    return sheet.state


def _unpacked(order: ExportOrder) -> list[str]:
    with ZipFile(order.path) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    order, [west, ost] = order_of(WEST, OST)
    with worker(tmp_path, "--queues=sheets") as process, held_at_the_store(process):
        assert _state(west) == State.RUNNING, west.error
        process.kill()
        process.wait()
        wait_until(lambda: not _programs(tmp_path))
    assert not list(tmp_path.rglob("*.pdf"))
    assert (_state(west), order.path.exists()) == (State.RUNNING, False)

    # the look for stalled jobs, which the first worker put into another queue, finds the minute gone
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    with worker(tmp_path) as process:
        wait_until(lambda: order.path.exists(), process)

    assert (_state(west), _state(ost)) == (State.DONE, State.DONE)
    assert _unpacked(order) == ["wegweiser-westfeld-a4.pdf", "wegweiser-lindhorst-a4.pdf", "Inhalt.txt"]
    assert not list(tmp_path.rglob("*.part"))


def test_a_worker_that_is_told_to_stop_gives_its_sheet_back(tmp_path: Path) -> None:
    order, [west] = order_of(WEST)
    with worker(tmp_path, "--shutdown-graceful-timeout=0.1") as process, held_at_the_store(process):
        process.terminate()
        said, _ = process.communicate(timeout=DEADLINE_S)
        assert _state(west) == State.QUEUED, said
    with worker(tmp_path) as process:
        wait_until(lambda: order.path.exists(), process)
    assert _state(west) == State.DONE


def test_a_sheet_is_cancelled_in_the_middle_and_the_next_one_drawn(tmp_path: Path) -> None:
    order, [west, ost] = order_of(WEST, OST)
    with worker(tmp_path) as process:
        with held_at_the_store(process) as holder:
            orders.cancel(order.sheets.filter(pk=west.pk))
            wait_until(lambda: _state(ost) == State.RUNNING, process)
            holder.rollback()
        wait_until(lambda: order.path.exists(), process)
    assert (_state(west), _state(ost)) == (State.CANCELLED, State.DONE)
    assert _unpacked(order) == ["wegweiser-lindhorst-a4.pdf", "Inhalt.txt"]
    assert Edition.objects.count() == 1


def test_a_sheet_outlives_a_database_that_goes_away(tmp_path: Path) -> None:
    order, [west] = order_of(WEST)
    with worker(tmp_path, "--fetch-job-polling-interval=0.2") as process:
        with held_at_the_store(process) as holder, connection.cursor() as cursor:
            blocked = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE %s = ANY (pg_blocking_pids(pid))"
            cursor.execute(blocked, [holder.info.backend_pid])
            holder.rollback()
        wait_until(lambda: order.path.exists(), process)
    assert _state(west) == State.DONE
    assert ProcrastinateJob.objects.get(pk=west.job_id).attempts == 2
    assert not orders.nobody_draws()


def test_a_full_disk_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    order, [west] = order_of(WEST)

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    run(tmp_path, prepare=little_room)
    assert (_state(west), west.error) == (State.FAILED, sheet.DISK_FULL)
    assert not list(tmp_path.glob("media/**/*.*"))
    assert not Edition.objects.exists()

    assert orders.try_again(order.sheets.all()) == 1
    run(tmp_path)
    assert _state(west) == State.DONE


def test_two_workers_draw_the_same_sheet_once(tmp_path: Path, settings: LazySettings) -> None:
    (first, [one]), (second, [other]) = order_of(WEST), order_of(WEST)
    with worker(tmp_path) as process, worker(tmp_path):
        wait_until(lambda: first.path.exists() and second.path.exists(), process)
    assert {_state(one), _state(other)} == {State.DONE}
    assert sorted([one.from_store, other.from_store]) == [False, True]
    assert one.edition == other.edition == Edition.objects.get()
    assert not list(Path(settings.MEDIA_ROOT).rglob("*.part"))
