"""The site as it runs in production: gunicorn, static files with hashed names, compressed answers."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from tests import databases

_ROOT = Path(__file__).parents[2]


@contextmanager
def served(workers: int = 1) -> Iterator[str]:
    """Its address; it reads the database that Django's connection leads to."""
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener:
        command = [sys.executable, "-m", "gunicorn", "wegweiser.wsgi", "--bind", f"fd://{listener.fileno()}"]
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        database = databases.url(str(connection.settings_dict["NAME"]))
        server = subprocess.Popen(
            [*command, "--workers", str(workers), "--threads", "4", "--log-level", "warning", "--no-control-socket"],
            cwd=_ROOT,
            env={**os.environ, "PUBLIC_URL": address, "DATABASE_URL": database},
            pass_fds=[listener.fileno()],
        )
        try:
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)
