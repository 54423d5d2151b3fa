"""Planted programs at the other end of the pipe: endless, dying, growing."""

import textwrap
from pathlib import Path
from time import monotonic
from uuid import uuid4

import pytest

from wegweiser.exports.drawing import Drawer, Drawn, Interrupted, Refused, Unwanted, Watch
from wegweiser.printing.stages import Stage, silent

DEADLINE_S = 60
ENDLESS = "import re; re.match('(a+)+$', 'a' * 64 + 'b')"
"""Never leaves C, keeps the interpreter's lock, hears no signal that Python would have to handle."""
HEAD = """
import os, sys
from multiprocessing.connection import Connection
from wegweiser.exports.drawing import Drawn, Refusal, Reply
from wegweiser.printing.stages import Stage
pipe = Connection(int(sys.argv[-1].partition("=")[2]))
"""
NUMBERED = "while True: pipe.recv(); pipe.send(Reply(Drawn(str(os.getpid()), False), {last}))"


def drawer(body: str) -> Drawer:
    return Drawer(["-c", HEAD + textwrap.dedent(body)])


def patient(limit_s: float = DEADLINE_S) -> Watch:
    return Watch(silent, limit_s, lambda: True)


def endless(marker: str) -> Drawer:
    """`marker` stands in its command line."""
    return drawer(f"pipe.send(Stage.MAP); {ENDLESS}  # {marker}")


def alive(marker: str) -> bool:
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if marker.encode() in process.read_bytes():
                return True
        except OSError:  # it has ended meanwhile
            continue
    return False


def test_a_sheet_that_never_ends_is_ended() -> None:
    marker = uuid4().hex
    with endless(marker) as planted:
        started = monotonic()
        with pytest.raises(Refused, match="Nach 3 Sekunden war das Blatt noch nicht fertig"):
            planted.draw({}, patient(limit_s=3))
        assert monotonic() - started < DEADLINE_S
        assert not alive(marker)


def test_a_sheet_that_nobody_wants_is_ended_in_the_middle() -> None:
    marker = uuid4().hex
    stages: list[Stage] = []
    with endless(marker) as planted:
        with pytest.raises(Unwanted):
            planted.draw({}, Watch(stages.append, DEADLINE_S, lambda: not stages))
        assert stages == [Stage.MAP]
        assert not alive(marker)


@pytest.mark.parametrize("death", ["os.kill(os.getpid(), 9)", "raise SystemExit(1)", "pipe.recv(); os._exit(0)"])
def test_a_process_that_dies_can_be_tried_again(death: str) -> None:
    with drawer(death) as dying, pytest.raises(Interrupted):
        dying.draw({}, patient())


def test_a_refusal_keeps_the_process() -> None:
    refusing = "while True: pipe.recv(); pipe.send(Reply(Refusal(f'Nein {os.getpid()}.'), False))"
    with drawer(refusing) as strict:
        with pytest.raises(Refused) as first:
            strict.draw({}, patient())
        with pytest.raises(Refused) as second:
            strict.draw({}, patient())
    assert str(first.value) == str(second.value)


def test_what_may_work_in_a_moment_is_told_apart() -> None:
    busy = drawer("pipe.recv(); pipe.send(Reply(Refusal('Gleich.', transient=True), False)); pipe.recv()")
    with busy, pytest.raises(Interrupted, match=r"Gleich\."):
        busy.draw({}, patient())


@pytest.mark.parametrize(("last", "processes"), [(False, 1), (True, 3)])
def test_a_process_that_has_grown_is_replaced(last: bool, processes: int) -> None:
    with drawer(NUMBERED.format(last=last)) as numbered:
        assert len({numbered.draw({}, patient()).code for _ in range(3)}) == processes


def test_the_real_program_measures_itself() -> None:
    """With the limit at nothing, every sheet is the last one of its process."""
    body = """
    import django; django.setup()
    from wegweiser.exports import child, sheet
    child.LARGEST_MB = 0
    sheet.draw = lambda definition, report, files: Drawn(str(os.getpid()), False)
    child.serve(pipe)
    """
    with drawer(body) as small:
        one, other = (small.draw({"definition": {}, "files": {}}, patient()) for _ in range(2))
    assert isinstance(one, Drawn)
    assert one != other
