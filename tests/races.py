"""For tests of what happens at the same moment: a lock holds everybody at one point until all of them stand there."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any

import psycopg
from django.db import connection

from tests import databases
from wegweiser.directory.models.city import City
from wegweiser.directory.models.facility import Facility

DEADLINE_S = 90
AT_THE_STORE = "LOCK TABLE printing_edition IN SHARE MODE"
"""Whoever holds it stops a drawing just before its edition and file are kept."""
_WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


def leave_few_places() -> None:
    """Without base map and with two places each, the sheets of two Sozialräume are drawn in a second."""
    few = [place.pk for code in ("westfeld", "lindhorst") for place in Facility.objects.filter(sozialraum=code)[:2]]
    Facility.objects.exclude(pk__in=few).update(state="closed")
    city = City.objects.get()
    city.profile.pop("basemap")
    city.save()


def wait_until(condition: Callable[[], object], process: subprocess.Popen[str] | None = None) -> None:
    """Fails when the process ends by itself or the deadline passes."""
    deadline = monotonic() + DEADLINE_S
    idle = process or subprocess.Popen([sys.executable, "-c", f"import time; time.sleep({2 * DEADLINE_S})"])
    try:
        while not condition():
            assert monotonic() < deadline
            try:
                idle.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
            raise AssertionError(idle.communicate()[0])
    finally:
        if process is None:
            idle.kill()
            idle.wait()


@contextmanager
def held(lock: str, *parameters: object) -> Iterator[psycopg.Connection]:
    """What the statement locks stays locked, or until the connection is rolled back."""
    with psycopg.connect(databases.url(connection.settings_dict["NAME"])) as holder:
        holder.execute(lock, parameters)
        yield holder


def waiting() -> int:
    """How many connections of the test's own database wait for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING)
        return int(cursor.fetchone()[0])


class Runner:
    """A function in a thread with a connection of its own, from its start to its first lock and on to its end."""

    def __init__(self, does: Callable[[], Any]) -> None:
        self._does = does
        self._outcome: Any = None
        self._thread = Thread(target=self._run)

    def start_and_wait(self) -> None:
        before = waiting()
        self._thread.start()
        wait_until(lambda: waiting() > before)

    def outcome(self) -> Any:
        """What it returned; what it raised is raised here."""
        self._thread.join(DEADLINE_S)
        assert not self._thread.is_alive()
        if isinstance(self._outcome, BaseException):
            raise self._outcome
        return self._outcome

    def _run(self) -> None:
        try:
            self._outcome = self._does()
        except BaseException as error:
            self._outcome = error
        finally:
            connection.close()


def one_after_the_other(lock: tuple[str, object], *functions: Callable[[], Any]) -> list[Any]:
    """All begin while the lock is held, and stand behind it in their order; their outcomes."""
    runners = [Runner(does) for does in functions]
    with held(*lock):
        for runner in runners:
            runner.start_and_wait()
    return [runner.outcome() for runner in runners]


_PROGRAM = """
import django
django.setup()
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import PrintingError
from wegweiser.printing.export import export_sheet, release_sheet
definition = Definition.of("westfeld", "a4", language="{language}")
print("ready", flush=True)
input()
try:
    print({call}.code)
except PrintingError as error:
    print(error)
"""
RELEASE, EXPORT = 'release_sheet(definition, "E. Muster")', "export_sheet(definition)"


class Rival:
    """Another process that has loaded everything and waits to be let go."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def go(self) -> None:
        """Until it stands at a lock."""
        before = waiting()
        print(file=self._process.stdin, flush=True)
        wait_until(lambda: waiting() > before, self._process)

    def says(self) -> str:
        said, _ = self._process.communicate(timeout=DEADLINE_S)
        return said.strip()


@contextmanager
def rivals(folder: Path, *calls: str, languages: tuple[str, ...] = ()) -> Iterator[list[Rival]]:
    """One process for each call, all of them ready; `folder` is the VAR_DIR of the test."""
    url = databases.url(connection.settings_dict["NAME"])
    environment = {**os.environ, "DATABASE_URL": url, "VAR_DIR": str(folder)}
    with ExitStack() as stack:
        started = []
        for number, call in enumerate(calls):
            program = _PROGRAM.format(call=call, language=languages[number] if languages else "de")
            process = stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", program],
                    env=environment,
                    cwd=databases.ROOT,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            stack.callback(process.kill)
            started.append(process)
        for process in started:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
        yield [Rival(process) for process in started]
