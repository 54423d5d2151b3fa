"""Page boxes: a screen shows what is left after the cut, a press needs the bleed and room for marks."""

from dataclasses import dataclass
from typing import Any, Self

import pikepdf

from geo.cartography.units import POINTS_PER_MM
from wegweiser.printing.press.errors import PreflightError


@dataclass(frozen=True)
class Rectangle:
    """In points, from the lower left corner of the page's own coordinates."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def read(cls, box: Any) -> Self:
        left, bottom, right, top = (float(value) for value in box)
        return cls(left, bottom, right, top)

    def grown(self, length_mm: float) -> "Rectangle":
        by = length_mm * POINTS_PER_MM
        return Rectangle(self.left - by, self.bottom - by, self.right + by, self.top + by)

    @property
    def size_mm(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return round(width / POINTS_PER_MM, 2), round(height / POINTS_PER_MM, 2)

    def written(self) -> pikepdf.Array:
        return pikepdf.Array([round(value, 4) for value in (self.left, self.bottom, self.right, self.top)])


def trim_of(page: pikepdf.Page) -> Rectangle:
    """Raises PreflightError for a page that does not say where it is cut."""
    if "/TrimBox" not in page.obj:
        raise PreflightError(["Eine Seite sagt nicht, wo sie beschnitten wird (TrimBox fehlt)."])
    return Rectangle.read(page.obj.TrimBox)


def crop_to_trim(pdf: pikepdf.Pdf) -> None:
    """What is drawn beyond the cut stays in the file and is not shown."""
    for page in pdf.pages:
        box = trim_of(page).written()
        page.obj.MediaBox = page.obj.CropBox = page.obj.TrimBox = box
        if "/BleedBox" in page.obj:
            del page.obj["/BleedBox"]


def open_to_bleed(page: pikepdf.Page, bleed_mm: float, around_mm: float) -> Rectangle:
    """The trim; the page keeps its coordinates, because patterns hang on them. `around_mm` beyond the trim is paper."""
    trim = trim_of(page)
    page.obj.BleedBox = trim.grown(bleed_mm).written()
    page.obj.MediaBox = trim.grown(around_mm).written()
    if "/CropBox" in page.obj:
        del page.obj["/CropBox"]
    return trim
