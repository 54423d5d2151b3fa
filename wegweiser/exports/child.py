"""The other end of the pipe of a `drawing.Drawer`."""

import os
import resource
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import Any

from django.db import close_old_connections

from wegweiser.exports import sheet
from wegweiser.exports.drawing import Reply
from wegweiser.exports.files import Files

LARGEST_MB = 400
"""A process that has been larger is replaced: Python and Mapnik give little back."""


def serve(pipe: Connection) -> None:
    """One sheet after the other, until the process has grown large or nobody is at the other end."""
    waiting: SimpleQueue[dict[str, Any]] = SimpleQueue()
    Thread(target=_read, args=(pipe, waiting), daemon=True).start()
    last = False
    while not last:
        wanted = waiting.get()
        close_old_connections()
        outcome = sheet.draw(wanted["definition"], pipe.send, Files.from_plain(wanted["files"]))
        last = _largest_mb() > LARGEST_MB
        pipe.send(Reply(outcome, last))


def _read(pipe: Connection, waiting: "SimpleQueue[dict[str, Any]]") -> None:
    """A worker that was killed closes the pipe: its drawing ends in the middle."""
    while True:
        try:
            waiting.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)


def _largest_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
