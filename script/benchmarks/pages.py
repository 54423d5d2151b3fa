"""A hundred families at once on the map page, each reading ten seconds before it asks for the next one."""

import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from benchmarks.measure import Figure

_ROOT = Path(__file__).parents[2]
_USERS = 100
_THINK_S = 10.0
_LAST_S = 40.0
_WORKERS = 2
_PAGES = (
    "/karte/",
    "/karte/?art=betreuung.kita",
    "/karte/?art=gesundheit.kinderarzt&offen=jetzt",
    "/karte/?mit=kinderwagen&mit=wickeltisch",
    "/tr/karte/?sprache=tr",
    "/ar/karte/?art=familie",
)


def measure() -> Iterator[Figure]:
    with _site() as address:
        for page in _PAGES:
            _seconds(address + page)
        with ThreadPoolExecutor(_USERS) as users:
            visits = [users.submit(_visit, address, number) for number in range(_USERS)]
            times = sorted(seconds for visit in visits for seconds in visit.result())
        alone = sorted(_seconds(address + page) for page in _PAGES * 5)
    failed = times.count(float("inf"))
    name = f"map page, {_USERS} users who read for {_THINK_S:.0f} s, 95 of 100 answers within"
    yield Figure(name, _of(times, 0.95) * 1000, "ms", "one user", _of(alone, 0.95) * 1000, 300)
    yield Figure(f"map page, errors in {len(times)} answers", failed, "", "answers", len(times), 0)


def _visit(address: str, seed: int) -> list[float]:
    chosen = random.Random(seed)
    ends, times = time.monotonic() + _LAST_S, []
    time.sleep(chosen.uniform(0, _THINK_S))
    while time.monotonic() < ends:
        times.append(_seconds(address + chosen.choice(_PAGES)))
        time.sleep(chosen.uniform(0.5, 1.5) * _THINK_S)
    return times


def _seconds(address: str) -> float:
    """Infinite where there was no answer."""
    begun = time.perf_counter()
    try:
        with urlopen(Request(address, headers={"Accept-Encoding": "gzip"}), timeout=30) as answer:
            answer.read()
    except (URLError, OSError):
        return float("inf")
    return time.perf_counter() - begun


def _of(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]


@contextmanager
def _site() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener:
        command = [sys.executable, "-m", "gunicorn", "wegweiser.wsgi", "--bind", f"fd://{listener.fileno()}"]
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        server = subprocess.Popen(
            [*command, "--workers", str(_WORKERS), "--threads", "4", "--log-level", "warning"],
            cwd=_ROOT,
            env={**os.environ, "PUBLIC_URL": address},
            pass_fds=[listener.fileno()],
        )
        try:
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)
