"""Every letter of a finished page as it will be seen: its size, its place, its font."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

import pypdfium2
import pypdfium2.raw as pdfium

from geo.cartography.placement.values import Box
from geo.cartography.units import POINTS_PER_MM

_FONT_NAME_BYTES = 128


@dataclass(frozen=True)
class Letter:
    text: str
    font: str
    size_pt: float
    """As printed, whatever it was scaled by."""
    box: Box
    """In mm from the upper left corner of the cut page."""
    embedded: bool
    missing: bool
    """The font has no such letter."""

    def __str__(self) -> str:
        return f"„{self.text}“ (bei {self.box.left:.0f}, {self.box.top:.0f} mm)"


@dataclass(frozen=True)
class Page:
    width_mm: float
    height_mm: float
    letters: tuple[Letter, ...]


def pages_of(pdf: bytes) -> list[Page]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            Page(page.get_width() / POINTS_PER_MM, page.get_height() / POINTS_PER_MM, tuple(letters_of(page)))
            for page in document
        ]


def letters_of(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    """Without white space and without letters that nobody sees."""
    left, bottom, right, top = page.get_mediabox()
    text_page = page.get_textpage()
    name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
    sides = [ctypes.c_double() for _ in range(4)]
    matrix = pdfium.FS_MATRIX()
    embedded: dict[str, bool] = {}
    for index in range(text_page.count_chars()):
        sign = chr(pdfium.FPDFText_GetUnicode(text_page, index))
        if sign.isspace() or pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        # PDFium gives left, right, bottom, top
        if not pdfium.FPDFText_GetCharBox(text_page, index, *sides):
            continue
        x1, x2, y1, y2 = (side.value for side in sides)
        if x2 - x1 < 0.01 or y2 - y1 < 0.01 or x2 < left or x1 > right or y2 < bottom or y1 > top:
            continue
        pdfium.FPDFText_GetFontInfo(text_page, index, name, _FONT_NAME_BYTES, None)
        pdfium.FPDFText_GetMatrix(text_page, index, matrix)
        font = name.value.decode("ascii", "replace")
        if font not in embedded:
            embedded[font] = _is_embedded(text_page, index)
        yield Letter(
            sign,
            font.partition("+")[2] or font,
            pdfium.FPDFText_GetFontSize(text_page, index) * hypot(matrix.c, matrix.d),
            Box(
                (x1 - left) / POINTS_PER_MM,
                (top - y2) / POINTS_PER_MM,
                (x2 - left) / POINTS_PER_MM,
                (top - y1) / POINTS_PER_MM,
            ),
            embedded[font],
            pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1 or sign in "\0\ufffe\uffff",
        )


def _is_embedded(text_page: pypdfium2.PdfTextPage, index: int) -> bool:
    item = pdfium.FPDFText_GetTextObject(text_page, index)
    return bool(pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(item)) == 1)
