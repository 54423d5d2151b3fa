"""Every way in which a sheet can fail is a sentence for the person who ordered it."""

import errno
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError

from geo.errors import DrawingFailed, ExtentTooLarge
from wegweiser.exports import sheet
from wegweiser.exports.drawing import Refusal
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import ProofError, SheetBusy
from wegweiser.printing.pdf import TypesettingError
from wegweiser.printing.stages import silent

WEST = Definition.of("west").plain()


@pytest.mark.parametrize(
    ("error", "refusal"),
    [
        (ProofError(["„Kita Ahorn“ fehlt."]), Refusal(f"{ProofError(['„Kita Ahorn“ fehlt.'])}")),
        (ExtentTooLarge("Zu groß."), Refusal("Zu groß.")),
        (SheetBusy("Gleich wieder."), Refusal("Gleich wieder.", transient=True)),
        (OperationalError("server closed"), Refusal(sheet.DATABASE_AWAY, transient=True)),
        (InterfaceError("closed"), Refusal(sheet.DATABASE_AWAY, transient=True)),
        (OSError(errno.ENOSPC, "No space left"), Refusal(sheet.DISK_FULL)),
        (OSError(errno.EACCES, "/srv/secret"), Refusal(sheet.OUR_FAULT)),
        (DrawingFailed("password=geheim"), Refusal(sheet.OUR_FAULT)),
        (TypesettingError("error: dictionary does not contain key"), Refusal(sheet.OUR_FAULT)),
        (ZeroDivisionError(), Refusal(sheet.OUR_FAULT)),
    ],
)
def test_a_failure_is_a_sentence(error: Exception, refusal: Refusal, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*args: Any) -> None:
        raise error

    monkeypatch.setattr(sheet, "export_sheet", failing)
    assert sheet.draw(WEST, silent) == refusal


def test_a_stored_definition_that_no_longer_fits_is_a_sentence() -> None:
    outcome = sheet.draw({**WEST, "paper": "a9"}, silent)
    assert isinstance(outcome, Refusal)
    assert "„a9“ gibt es nicht" in outcome.sentence
    assert sheet.draw({**WEST, "glitter": True}, silent) == Refusal(sheet.OUR_FAULT)


def test_nobody_is_told_when_nobody_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*args: Any) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(sheet, "export_sheet", gone)
    with pytest.raises(BrokenPipeError):
        sheet.draw(WEST, silent)
