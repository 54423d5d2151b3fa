"""Many sheets through the queue: how long two workers need, and how large one becomes."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import chain, cycle, islice
from pathlib import Path

from django.db import connection

from benchmarks.measure import Figure, seconds
from wegweiser.exports import orders
from wegweiser.exports.models import OPEN, ExportOrder, State
from wegweiser.exports.selection import area_names
from wegweiser.printing.definition import Definition
from wegweiser.printing.models import Edition

_MANAGE = Path(__file__).parents[2] / "manage.py"
_LOOK_EVERY_S = 0.1
_EXPORTS = 100


def measure() -> Iterator[Figure]:
    areas = sorted(area_names())
    one, two = _six_sheets(areas, 1), _six_sheets(areas, 2)
    yield Figure(f"{len(areas)} A3 sheets, two warm workers", two, "s", "one warm worker", one, 20)
    yield _memory(areas)


def _six_sheets(areas: Sequence[str], count: int) -> float:
    with _workers(count):
        _done(_titled(areas[:count], "warm"))
        return seconds(lambda: _done(_titled(areas, f"by {count}")))


def _memory(areas: Sequence[str]) -> Figure:
    with _workers(1) as [worker]:
        _done(_titled(areas[:1], "first"))
        first = _size_mb(worker.pid)
        peak = _done([_titled([area], str(n))[0] for n, area in enumerate(islice(cycle(areas), _EXPORTS))], worker.pid)
    return Figure(f"a worker at its largest in {_EXPORTS} exports", peak, "MB", "after the first", first, 500)


@contextmanager
def _workers(count: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    Edition.objects.all().delete()
    ExportOrder.objects.all().delete()
    connection.close()
    command = [sys.executable, str(_MANAGE), "procrastinate", "worker", "--queues=sheets"]
    with ExitStack() as stack:
        started = [stack.enter_context(subprocess.Popen(command, stderr=subprocess.DEVNULL)) for _ in range(count)]
        stack.callback(lambda: [process.terminate() for process in started])
        yield started


def _titled(areas: Sequence[str], title: str) -> list[Definition]:
    """Never drawn before."""
    return [Definition.of(area, "a3", title=title) for area in areas]


def _done(definitions: Sequence[Definition], worker: int | None = None) -> float:
    """Waits for an order; returns how large the worker became meanwhile."""
    order = orders.place(definitions, "Messung")
    largest = 0.0
    while order.sheets.filter(state__in=OPEN).exists():
        largest = max(largest, _size_mb(worker) if worker else 0)
        time.sleep(_LOOK_EVERY_S)
    failed = order.sheets.exclude(state=State.DONE).first()
    if failed:
        raise RuntimeError(f"{failed}: {failed.error}")
    return largest


def _size_mb(process: int) -> float:
    """With its children; what they share counts once."""
    children = (thread.read_text().split() for thread in Path(f"/proc/{process}/task").glob("*/children"))
    return sum(map(_own_mb, [process, *map(int, chain.from_iterable(children))]))


def _own_mb(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has just been replaced
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0)
