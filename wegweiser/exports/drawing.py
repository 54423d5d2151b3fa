"""Drawing in a process of its own: Mapnik and Typst take no interruption, and a process can be ended at any point.

It also bounds the worker's memory: a process that has grown is replaced by a new one.
"""

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from time import monotonic
from typing import Any, Self

from django.conf import settings

from wegweiser.printing.stages import Report, Stage

POLL_S = 0.2


@dataclass(frozen=True)
class Drawn:
    code: str
    from_store: bool


@dataclass(frozen=True)
class Refusal:
    """`transient`: the same may work in a moment."""

    sentence: str
    transient: bool = False


@dataclass(frozen=True)
class Reply:
    """How it ended; `last` when the process ends itself now."""

    outcome: Drawn | Refusal
    last: bool


@dataclass(frozen=True)
class Watch:
    """Who waits for a sheet: what they want to know, when they lose patience, and whether they still want it."""

    report: Report
    limit_s: float
    wanted: Callable[[], bool]


class Refused(Exception):
    """No sheet can be made; the sentence is for the person who ordered it."""


class Interrupted(Exception):
    """The process or the database went away."""


class Unwanted(Exception):
    """Nobody waits for the sheet any more."""


class Drawer:
    """A process that draws one sheet after the other, started with the first."""

    def __init__(self, program: Sequence[str] = ("-m", "django", "draw_sheets")) -> None:
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.end()

    def draw(self, wanted: Mapping[str, Any], watch: Watch) -> Drawn:
        """`wanted`: "definition" and "files". Raises Refused, Interrupted, Unwanted; then the process is gone."""
        reply = None
        try:
            reply = self._reply(self._started(), wanted, watch)
        except (EOFError, OSError) as error:
            raise Interrupted("Der Zeichenvorgang wurde beendet.") from error
        finally:
            if reply is None or reply.last:
                self.end()
        if isinstance(reply.outcome, Drawn):
            return reply.outcome
        raise (Interrupted if reply.outcome.transient else Refused)(reply.outcome.sentence)

    def end(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
        if self._pipe:
            self._pipe.close()
        self._process = self._pipe = None

    def _reply(self, pipe: Connection, wanted: Mapping[str, Any], watch: Watch) -> Reply:
        deadline = monotonic() + watch.limit_s
        pipe.send(dict(wanted))
        while True:
            if not watch.wanted():
                raise Unwanted
            if monotonic() > deadline:
                raise Refused(
                    f"Nach {watch.limit_s:.0f} Sekunden war das Blatt noch nicht fertig; das Zeichnen wurde beendet."
                )
            if pipe.poll(POLL_S):
                answer = pipe.recv()
                if isinstance(answer, Stage):
                    watch.report(answer)
                else:
                    reply: Reply = answer
                    return reply

    def _started(self) -> Connection:
        if self._pipe is None:
            self._pipe, theirs = Pipe()
            self._process = subprocess.Popen(  # noqa: S603 -- our own program
                [sys.executable, *self._program, f"--pipe={theirs.fileno()}"],
                cwd=settings.BASE_DIR,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
            theirs.close()
        return self._pipe
