"""Whether what is in store still shows today's data."""

from dataclasses import dataclass
from enum import Enum

from geo.errors import GeoError
from wegweiser.printing.data import read_sheet
from wegweiser.printing.definition import Definition
from wegweiser.printing.editions import identity_of, stored
from wegweiser.printing.errors import PrintingError
from wegweiser.printing.models import Edition


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


def in_store(definition: Definition) -> Stored:
    """Takes as long as reading the data does; nothing is drawn."""
    try:
        edition = stored(identity_of(read_sheet(definition)))
    except (PrintingError, GeoError) as error:
        return Stored(Standing.IMPOSSIBLE, reason=str(error))
    if edition:
        return Stored(Standing.CURRENT, edition)
    former = Edition.objects.filter(definition=definition.plain()).first()
    return Stored(Standing.OUTDATED if former else Standing.NEW, former)
