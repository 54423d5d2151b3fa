"""Whether what is in store still shows today's data."""

from dataclasses import dataclass
from enum import Enum

from geo.errors import GeoError
from wegweiser.printing.changes import Changes
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import PrintingError
from wegweiser.printing.export import in_store
from wegweiser.printing.freshness import changes_since
from wegweiser.printing.models import Edition, EditionState


class Standing(Enum):
    CURRENT = "aktuell im Bestand"
    OUTDATED = "veraltet"
    NEW = "noch nie gedruckt"
    IMPOSSIBLE = "nicht möglich"

    @property
    def label(self) -> str:
        return self.value


@dataclass(frozen=True)
class Stored:
    standing: Standing
    edition: Edition | None = None
    reason: str = ""
    """Why it cannot be drawn, or what has changed since it was."""


def look_up(definition: Definition) -> Stored:
    """Takes as long as reading the data does; nothing is drawn."""
    try:
        edition = in_store(definition)
    except (PrintingError, GeoError) as error:
        return Stored(Standing.IMPOSSIBLE, reason=str(error))
    if edition:
        return Stored(Standing.CURRENT, edition)
    former = Edition.objects.filter(definition=definition.plain()).exclude(state=EditionState.DRAFT).first()
    if former is None:
        return Stored(Standing.NEW)
    return Stored(Standing.OUTDATED, former, in_words(changes_since(former)))


def in_words(changes: Changes) -> str:
    counted = [
        (len(changes.new), "neu"),
        (len(changes.moved), "umgezogen"),
        (len(changes.closed), "geschlossen"),
        (len(changes.left), "nicht mehr auf dem Plan"),
        (len(changes.contact), "mit neuen Angaben"),
    ]
    return ", ".join(f"{count} {word}" for count, word in counted if count) or "Karte oder Gestaltung"
