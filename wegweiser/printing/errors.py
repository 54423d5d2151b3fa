"""One class per reason for which no sheet is printed; each message is a sentence for the person who asked."""

import logging
from collections.abc import Sequence

from geo.errors import DrawingFailed

OUR_FAULT = (
    "Ein Fehler im Programm hat das Blatt verhindert. Bitte wenden Sie sich an die Stelle, "
    "die den Wegweiser betreibt; der Grund steht im Protokoll."
)
logger = logging.getLogger(__name__)


class PrintingError(Exception):
    """No sheet was made and nothing was written."""


class CityMissing(PrintingError):
    """Nothing has been loaded yet."""


class UnknownSozialraum(PrintingError):
    def __init__(self, slug: str, known: Sequence[str]) -> None:
        super().__init__(f"Den Sozialraum „{slug}“ gibt es nicht. Vorhanden sind: {', '.join(known) or 'noch keine'}.")


class UnknownChoice(PrintingError):
    """`what` begins the sentence: „Das Format“, „Die Sprache“."""

    def __init__(self, what: str, name: str, known: Sequence[str]) -> None:
        super().__init__(f"{what} „{name}“ gibt es nicht. Vorhanden sind: {', '.join(known)}.")


class OutsideCity(PrintingError):
    """An address for which the directory knows nothing."""


class NotPrintedYet(PrintingError):
    """What is asked for needs a printed Wegweiser, and there is none."""


class SheetTooFull(PrintingError):
    """The places do not fit on the format without overlap."""


class SheetWithdrawn(PrintingError):
    """It was there a moment ago."""

    def __init__(self) -> None:
        super().__init__("Dieses Blatt wurde zurückgezogen: Ein Ort darauf ist nicht mehr öffentlich.")


class PinRefused(PrintingError):
    """A plate cannot stand where an editor has pinned it."""

    def __init__(self, names: Sequence[str], reason: str) -> None:
        super().__init__(f"Das festgesetzte Schild von {' und '.join(names)} kann dort nicht stehen. {reason}")


class TextNotPrintable(PrintingError):
    """A text carries a sign that no font has, or a control character."""


class ProofError(PrintingError):
    """The finished PDF does not show what it should; `problems` name the places."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("Die Prüfung des fertigen PDFs ist gescheitert: " + " ".join(problems))


class EmptySheet(PrintingError):
    def __init__(self) -> None:
        super().__init__("Auf diesem Blatt stünde kein einziger Ort; so wird es nicht freigegeben.")


class NothingToColour(PrintingError):
    def __init__(self, area: str) -> None:
        super().__init__(
            f"Von „{area}“ gibt es noch nichts auszumalen: In der Grundkarte und im Verzeichnis steht dort nichts, "
            "was Kinder suchen."
        )


class NothingToRelease(PrintingError):
    """The next edition would be the same as the last one."""

    def __init__(self, label: str) -> None:
        super().__init__(f"Seit Ausgabe {label} hat sich an diesem Plan nichts geändert.")


class GateError(PrintingError):
    """The finished sheet is complete, but not fit to be handed out; `problems` name the places."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("Das fertige Blatt hat Mängel: " + " ".join(problems))


class PictureTooLarge(PrintingError):
    """More pixels than a picture may have."""


class TypesettingError(PrintingError):
    """The typesetter refused the document, or would have set it otherwise than it was meant."""


class SheetBusy(PrintingError):
    """Somebody else is drawing this sheet and takes longer than anyone should wait."""


class SheetChanged(SheetBusy):
    """What was read before drawing must not be printed any more, or no longer agrees with the edition."""

    def __init__(self) -> None:
        super().__init__(
            "Während gezeichnet wurde, haben sich Angaben auf dem Blatt geändert. Bitte versuchen Sie es noch einmal."
        )


def told(error: Exception) -> str:
    """For the person who asked: what people can mend; what libraries say, from which nobody can, is for the log."""
    if isinstance(error, (DrawingFailed, TypesettingError)):
        logger.error("a sheet failed", exc_info=error)
        return OUR_FAULT
    return str(error)
