"""Measures groups of figures; all of them together become docs/benchmarks.md."""

import os
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

import django

from benchmarks.measure import Figure

GROUPS = ("printing", "exports", "imports", "tiles", "geojson", "phone", "pages", "finding", "server")
LARGE = ("region",)
"""Generated for minutes before anything is measured: only with --large, or by name."""
REPORT = Path(__file__).parents[2] / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `script/bench`. Times are medians; the last column is the figure divided by what stands beside it: a peer, a
simpler way to do the same, or the work that cannot be avoided. Measured with the demo city on {machine}, {day}.

| figure | measured | limit | beside it | ratio |
|---|---|---|---|---|
"""


def main(words: Sequence[str]) -> int:
    known = GROUPS + LARGE
    if list(words) == ["--list"]:
        sys.stdout.write("\n".join(known) + "\n")
        return 0
    chosen = [word for word in words if word != "--large"]
    unknown = set(chosen) - set(known)
    if unknown:
        sys.stderr.write(f"Unknown: {', '.join(unknown)}. There are: {', '.join(known)}.\n")
        return 2
    figures = list(_measured(chosen or (known if words else GROUPS)))
    if not chosen:
        REPORT.write_text(_report(figures), encoding="utf-8")
    return int(any(figure.limit is not None and figure.value > figure.limit for figure in figures))


def _measured(groups: Sequence[str]) -> Iterator[Figure]:
    django.setup()
    for name in groups:
        measure: Callable[[], Iterator[Figure]] = import_module(f"benchmarks.{name}").measure
        for figure in measure():
            sys.stdout.write(figure.row() + "\n")
            sys.stdout.flush()
            yield figure


def _report(figures: Sequence[Figure]) -> str:
    load = os.getloadavg()[2]
    machine = f"{os.cpu_count()} cores ({_processor()}), load {load:.1f}, Python {platform.python_version()}"
    head = HEAD.format(machine=machine, day=date.today().isoformat())  # noqa: DTZ011 -- the day where it was measured
    return head + "\n".join(figure.row() for figure in figures) + "\n"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


sys.exit(main(sys.argv[1:]))
