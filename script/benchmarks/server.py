"""script/server in a fresh clone, the first and the second time."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.measure import Figure

_ROOT = Path(__file__).parents[2]
_OURS = ("DATABASE_URL", "VAR_DIR", "STATIC_ROOT", "TILE_DIR", "MEDIA_ROOT", "PYTHONPATH", "DJANGO_SETTINGS_MODULE")
_LONGEST_S = 600


def measure() -> Iterator[Figure]:
    with TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(_ROOT), str(clone)], check=True)
        try:
            first, second = _until_it_answers(clone), _until_it_answers(clone)
        finally:
            subprocess.run([clone / "script" / "database", "stop"], env=_environment(), check=False)
    yield Figure("script/server in a fresh clone, first start", first, "s", "second start", second, 90)
    yield Figure("script/server, second start", second, "s", "first start", first, 10)


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _OURS}


def _until_it_answers(clone: Path) -> float:
    port = _free_port()
    started = perf_counter()
    server = subprocess.Popen(
        [clone / "script" / "server", "--port", str(port)],
        env=_environment(),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not _answers(port):
            if server.poll() is not None or perf_counter() - started > _LONGEST_S:
                raise RuntimeError("script/server did not come up.")
            sleep(0.05)
        return perf_counter() - started
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=_LONGEST_S)  # a database that was just filled writes everything to disk first


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
