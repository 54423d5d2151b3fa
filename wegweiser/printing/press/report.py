"""What a preflight found, for people and for machines."""

from dataclasses import asdict, dataclass
from typing import Any

from wegweiser.printing.paper import PAPERS


@dataclass(frozen=True)
class PageReport:
    number: int
    trim_mm: tuple[float, float]
    bleed_mm: float
    """On the side where it is narrowest."""
    media_mm: tuple[float, float]

    @property
    def format(self) -> str:
        """A3; empty for a size that has no name."""
        sides = {round(side) for side in self.trim_mm}
        return next((each.label for each in PAPERS.values() if {each.long_mm, each.short_mm} == sides), "")


@dataclass(frozen=True)
class Report:
    pages: tuple[PageReport, ...]
    colours: int
    """How many different mixtures of inks."""
    most_ink_percent: int
    fonts: tuple[str, ...]
    smallest_text_pt: float | None
    thinnest_line_mm: float | None
    pictures: int
    least_dpi: int | None
    transparency: bool
    overprinted_text: bool

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def as_text(self) -> str:
        return "\n".join(["Druckprüfung: bestanden", *map(_page, self.pages), *self._contents()]) + "\n"

    def _contents(self) -> list[str]:
        black = "nur in Schwarz, druckt über" if self.overprinted_text else "nur in Schwarz"
        pictures = f"{self.pictures}, mindestens {self.least_dpi} dpi" if self.pictures else "keine"
        lines = [
            f"Farben: {self.colours} Mischungen, alle in CMYK; höchster Farbauftrag {self.most_ink_percent} %",
            f"Schwarzer Text: {black}",
            f"Schriften, eingebettet: {', '.join(self.fonts) or 'keine'}",
            f"Bilder: {pictures}",
            f"Transparenz: {'ja, nicht reduziert (PDF 1.7)' if self.transparency else 'keine'}",
        ]
        if self.smallest_text_pt is not None:
            lines.insert(2, f"Kleinste Schrift: {number(self.smallest_text_pt)} pt")
        if self.thinnest_line_mm is not None:
            lines.insert(2, f"Feinste Linie: {number(self.thinnest_line_mm)} mm")
        return lines


def _page(page: PageReport) -> str:
    name = f" ({page.format})" if page.format else ""
    return (
        f"Seite {page.number}: {_size(page.trim_mm)}{name}, Anschnitt {number(page.bleed_mm)} mm, "
        f"Bogen {_size(page.media_mm)}"
    )


def _size(size_mm: tuple[float, float]) -> str:
    return " × ".join(number(round(side, 1)) for side in size_mm) + " mm"


def number(value: float) -> str:
    """As a German text writes it."""
    return f"{value:g}".replace(".", ",")
