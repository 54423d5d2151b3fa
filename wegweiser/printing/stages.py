"""The steps of making a sheet, for whoever waits for it."""

from collections.abc import Callable
from enum import Enum


class Stage(Enum):
    """What is being done, and the share of the whole time that has passed when it begins.

    Measured on A3 and A2 sheets of the demo city.
    """

    DATA = "liest die Daten", 0
    MAP = "setzt die Schilder", 1
    BASE_MAP = "zeichnet die Karte", 40
    LAYOUT = "setzt das Blatt", 68
    PROOF = "prüft das Blatt", 94
    KEEP = "legt das Blatt ab", 97
    FILES = "erstellt die Dateien für Druckerei und Bild", 98

    @property
    def label(self) -> str:
        return self.value[0]

    @property
    def percent(self) -> int:
        return self.value[1]


Report = Callable[[Stage], None]


def silent(stage: Stage) -> None:
    """For callers whom nobody watches."""
