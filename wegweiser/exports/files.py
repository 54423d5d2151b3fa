"""Which files of a sheet are handed over, and where they are kept: beside its edition, so that they go when it goes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from zipfile import ZipFile

from wegweiser.printing.definition import Definition, Product
from wegweiser.printing.errors import UnknownChoice
from wegweiser.printing.models import Edition
from wegweiser.printing.press.marks import Marks

SCREEN, PRESS, PICTURE = "screen", "press", "picture"
PURPOSES = {
    SCREEN: "Für den Bildschirm",
    PRESS: "Für die Druckerei",
    PICTURE: "Karte als Bild",
}
MARK_NAMES = {Marks.CROP_FOLD: "Schnitt und Falz", Marks.CROP: "nur Schnitt", Marks.NONE: "keine"}
USUAL_DPI = 150
PDF, ZIP, SVG = "pdf", "zip", "svg"
MADE = (ZIP, SVG, "png")
"""Forms that can be made again of a sheet."""


@dataclass(frozen=True)
class Files:
    """Raises UnknownChoice."""

    purposes: tuple[str, ...] = (SCREEN,)
    marks: Marks = Marks.CROP_FOLD
    dpi: int = USUAL_DPI

    def __post_init__(self) -> None:
        for purpose in self.purposes:
            if purpose not in PURPOSES:
                raise UnknownChoice("Die Datei", purpose, list(PURPOSES))

    @classmethod
    def of(cls, purposes: Sequence[str], marks: str, dpi: int) -> Self:
        if marks not in list(Marks):
            raise UnknownChoice("Das Randzeichen", marks, list(Marks))
        return cls(tuple(purposes), Marks(marks), dpi)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        return cls.of(**plain) if plain else cls()

    def plain(self) -> dict[str, Any]:
        return {"purposes": list(self.purposes), "marks": str(self.marks), "dpi": self.dpi}

    def kept_as(self, edition: Edition) -> dict[str, Path]:
        """Where each of them is kept, by its form. A sheet without a map has no picture of it."""
        forms = [PDF] if SCREEN in self.purposes else []
        if PRESS in self.purposes:
            forms.append(ZIP)
        if PICTURE in self.purposes and edition.scale_denominator:
            product = Definition.from_plain(edition.definition).product
            forms += [SVG, f"{self.dpi}dpi.png"] if product is Product.WEGWEISER else [f"{self.dpi}dpi.png"]
        names = {PDF: edition.path.name, ZIP: f"{edition.code}.{self.marks}.zip"}
        return {form: edition.path.with_name(names.get(form, f"{edition.code}.{form}")) for form in forms}

    def contents(self, edition: Edition, stem: str) -> Iterator[tuple[str, bytes]]:
        """Each file under the name that whoever gets it reads."""
        for form, path in self.kept_as(edition).items():
            if form == PDF:
                yield f"{stem}.pdf", path.read_bytes()
            elif form == ZIP:
                with ZipFile(path) as archive:
                    for suffix in archive.namelist():
                        yield f"{stem}{suffix}", archive.read(suffix)
            else:
                yield f"{stem}-karte{'-' if form != SVG else '.'}{form}", path.read_bytes()
