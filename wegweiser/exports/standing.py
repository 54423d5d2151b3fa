"""Whether what is in store still shows today's data."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from time import monotonic

from django.conf import settings

from geo.errors import GeoError
from wegweiser.printing.advice import forecast
from wegweiser.printing.changes import Changes
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import PrintingError, told
from wegweiser.printing.export import in_store
from wegweiser.printing.freshness import changes_since
from wegweiser.printing.models import Edition, EditionState

PATIENCE_S = 4.0


class Standing(Enum):
    CURRENT = "liegt fertig bereit"
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
    hint: str | None = None
    """Which format would serve better; empty where this one does, None where nobody has worked it out."""


def look_up(definition: Definition) -> Stored:
    """Takes as long as reading the data does; nothing is drawn."""
    try:
        edition = in_store(definition)
    except (PrintingError, GeoError) as error:
        return Stored(Standing.IMPOSSIBLE, reason=told(error))
    if edition:
        return Stored(Standing.CURRENT, edition)
    former = Edition.objects.filter(definition=definition.plain()).exclude(state=EditionState.DRAFT).first()
    if former is None:
        return Stored(Standing.NEW)
    return Stored(Standing.OUTDATED, former, in_words(changes_since(former)))


def advised(definitions: Iterable[Definition], patience_s: float = PATIENCE_S) -> list[Stored]:
    """Looked up, and with advice on formats as far as it can be worked out in this time."""
    until = monotonic() + patience_s
    return [_advised(definition) if monotonic() < until else look_up(definition) for definition in definitions]


def _advised(definition: Definition) -> Stored:
    found = look_up(definition)
    if found.standing is Standing.IMPOSSIBLE:
        return found
    try:
        # what fits in German fits in the other languages: the map lies the same
        return replace(found, hint=forecast(replace(definition, language=settings.LANGUAGE_CODE)))
    except (PrintingError, GeoError) as error:
        return Stored(Standing.IMPOSSIBLE, reason=told(error))


def in_words(changes: Changes) -> str:
    counted = [
        (len(changes.new), "neu"),
        (len(changes.moved), "umgezogen"),
        (len(changes.closed), "geschlossen"),
        (len(changes.left), "nicht mehr auf dem Plan"),
        (len(changes.contact), "mit neuen Angaben"),
    ]
    return ", ".join(f"{count} {word}" for count, word in counted if count) or "Karte oder Gestaltung"
