"""What a preflight found, for whoever prints."""

from dataclasses import dataclass
from itertools import groupby

from wegweiser.printing.paper import DOOR_SIGN, PAPERS
from wegweiser.printing.press.identity import CONDITIONS, PDF_X, VERSION, Identity


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
        known = (*PAPERS.values(), DOOR_SIGN)
        return next((each.label for each in known if {each.long_mm, each.short_mm} == sides), "")


@dataclass(frozen=True)
class Report:
    pages: tuple[PageReport, ...]
    identity: Identity
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

    def as_text(self) -> str:
        return "\n".join(["Druckprüfung: bestanden", *_sizes(self.pages), *self._press(), *self._contents()]) + "\n"

    def _press(self) -> list[str]:
        """A file without the profile cannot be PDF/X-4, and says so."""
        identity = self.identity
        standard = f"{PDF_X}, Farbprofil „{identity.profile}“ liegt bei"
        plain = f"PDF {VERSION}, ohne eingebettetes Farbprofil (darum kein {PDF_X})"
        return [
            f"Druckbedingung: {identity.condition}, {CONDITIONS[identity.condition]}",
            f"Dateiart: {standard if identity.is_pdf_x else plain}",
        ]

    def _contents(self) -> list[str]:
        black = "nur in Schwarz, druckt über" if self.overprinted_text else "nur in Schwarz"
        pictures = f"{self.pictures}, mindestens {self.least_dpi} dpi" if self.pictures else "keine"
        lines = [
            f"Farben: {self.colours} Mischungen, alle in CMYK; höchster Farbauftrag {self.most_ink_percent} %",
            f"Schwarzer Text: {black}",
            f"Schriften, eingebettet: {', '.join(self.fonts) or 'keine'}",
            f"Bilder: {pictures}",
            f"Transparenz: {'ja, nicht reduziert' if self.transparency else 'keine'}",
        ]
        if self.smallest_text_pt is not None:
            lines.insert(2, f"Kleinste Schrift: {number(self.smallest_text_pt)} pt")
        if self.thinnest_line_mm is not None:
            lines.insert(2, f"Feinste Linie: {number(self.thinnest_line_mm)} mm")
        return lines


def _sizes(pages: tuple[PageReport, ...]) -> list[str]:
    """Neighbours of the same size in one line: a Träger may have a hundred door signs."""
    groups = [list(group) for _, group in groupby(pages, lambda page: (page.trim_mm, page.bleed_mm, page.media_mm))]
    return [_line(group) for group in groups]


def _line(pages: list[PageReport]) -> str:
    page = pages[0]
    name = f" ({page.format})" if page.format else ""
    numbers = f"Seite {page.number}" if len(pages) == 1 else f"Seiten {page.number} bis {pages[-1].number}"
    return f"{numbers}: {_size(page.trim_mm)}{name}, Anschnitt {number(page.bleed_mm)} mm, Bogen {_size(page.media_mm)}"


def _size(size_mm: tuple[float, float]) -> str:
    return " × ".join(number(round(side, 1)) for side in size_mm) + " mm"


def number(value: float) -> str:
    """As a German text writes it."""
    return f"{value:g}".replace(".", ",")
