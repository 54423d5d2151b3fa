"""What a phone loads for the first page, counted by a browser."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

from benchmarks.measure import Figure

_ROOT = Path(__file__).parents[2]
_CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
_PHONE: ViewportSize = {"width": 390, "height": 844}
_SIZES = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .map(entry => [new URL(entry.name).pathname, entry.encodedBodySize, entry.decodedBodySize])"""


def measure() -> Iterator[Figure]:
    with _site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=_PHONE)
        page.goto(address, wait_until="networkidle")
        loaded = [entry for entry in page.evaluate(_SIZES) if not entry[0].startswith("/tiles/")]
        browser.close()
    compressed, plain = (sum(entry[index] for entry in loaded) / 1000 for index in (1, 2))
    name = f"first page without tiles, {len(loaded)} files, compressed"
    yield Figure(name, compressed, "kB", "uncompressed", plain, 200)


@contextmanager
def _site() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        command = [sys.executable, "-m", "gunicorn", "wegweiser.wsgi", "--bind", f"fd://{listener.fileno()}"]
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        server = subprocess.Popen(
            [*command, "--threads", "4", "--log-level", "warning"],
            cwd=_ROOT,
            env={**os.environ, "PUBLIC_URL": address},
            pass_fds=[listener.fileno()],
        )
        try:
            yield f"{address}/"
        finally:
            server.terminate()
            server.wait(timeout=20)
