"""One sheet in this process: every way in which it can fail becomes a sentence for the person who ordered it."""

import errno
import logging
from collections.abc import Mapping
from typing import Any

from django.db import InterfaceError, OperationalError

from geo.errors import GeoError
from wegweiser.exports.drawing import Drawn, Refusal
from wegweiser.exports.files import Files
from wegweiser.exports.making import make
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import OUR_FAULT, PrintingError, SheetBusy, told
from wegweiser.printing.export import export_sheet
from wegweiser.printing.stages import Report, Stage

ONLY_SCREEN = Files()
logger = logging.getLogger(__name__)
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
DISK_FULL = (
    "Auf dem Speicher des Servers ist kein Platz mehr; es wurde nichts abgelegt. "
    "Bitte lassen Sie Platz schaffen und versuchen Sie es dann noch einmal."
)
DATABASE_AWAY = "Die Datenbank war nicht zu erreichen."


def draw(definition: Mapping[str, Any], report: Report, files: Files = ONLY_SCREEN) -> Drawn | Refusal:
    stages: list[Stage] = []

    def noted(stage: Stage) -> None:
        stages.append(stage)
        report(stage)

    try:
        edition = export_sheet(Definition.from_plain(definition), noted)
        make(edition, files, report)
    except SheetBusy as error:
        return Refusal(str(error), transient=True)
    except ConnectionError:
        raise  # whoever ordered the sheet has gone
    except OSError as error:
        return _not_written(error)
    except (OperationalError, InterfaceError):
        return Refusal(DATABASE_AWAY, transient=True)
    except Exception as error:
        return _failed(error)
    return Drawn(edition.code, from_store=Stage.KEEP not in stages)


def _not_written(error: OSError) -> Refusal:
    logger.error("a sheet could not be written: %s", error)
    return Refusal(DISK_FULL if error.errno in NO_ROOM else OUR_FAULT)


def _failed(error: Exception) -> Refusal:
    if isinstance(error, (PrintingError, GeoError)):
        return Refusal(told(error))
    logger.error("a sheet failed", exc_info=error)
    return Refusal(OUR_FAULT)
