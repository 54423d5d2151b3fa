"""Reads the finished PDF back: is every place on the map that should be, and every place in the index, once?

Plate numbers are known by their font, index numbers by font and size, both by where they stand; so a house number
can never stand in for a missing plate.
"""

import ctypes
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any
from unicodedata import bidirectional

import pypdfium2
import pypdfium2.raw as pdfium

from geo.cartography.placement.values import Box, Placement
from geo.cartography.units import POINTS_PER_MM
from wegweiser.printing.clearance import collisions
from wegweiser.printing.crowd import span
from wegweiser.printing.errors import ProofError
from wegweiser.printing.fonts import PLATE_FONT
from wegweiser.printing.map import SheetMap
from wegweiser.printing.values import Place, SheetData

_INDEX_FONT, _INDEX_PT = "NotoSans-Bold", 9.5
_FONT_NAME_BYTES = 128
_RIGHT_TO_LEFT = ("R", "AL")
_SAME_NUMBER_EM = 0.9
"""Figures further apart than this belong to two numbers."""


@dataclass(frozen=True)
class Sign:
    """A character of the PDF; x, y in mm from the upper left corner of the page."""

    text: str
    font: str
    size_pt: float
    x: float
    y: float


@dataclass(frozen=True)
class Number:
    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Run:
    """Text as it was set, in one piece and one font."""

    text: str
    font: str
    size_pt: float


@dataclass(frozen=True)
class Row:
    """An index number and all that is set up to the next one."""

    number: str
    parts: tuple[str, ...]


def prove(pdf: bytes, data: SheetData, sheet_map: SheetMap) -> int:
    """The number of pages; raises ProofError with every difference between the data and the finished PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = len(document)
        signs = list(_signs(document[0], sheet_map.magnification))
        runs = [run for page in list(document)[1:] for run in _runs(page)]
    problems = [
        *_plates(numbers(signs), Mapped(sheet_map.on_map, replace(sheet_map.placement, blocks=sheet_map.blocks))),
        *_index(rows(runs), data.places, sheet_map.mark_of),
        *_left_out(data),
    ]
    if problems:
        raise ProofError(problems)
    return pages


@dataclass(frozen=True)
class Mapped:
    """What a map shows, and where its upper left corner is on the page, in mm."""

    places: tuple[Place, ...]
    placement: Placement
    corner: tuple[float, float] = (0.0, 0.0)


def prove_mixed(pdf: bytes, places: Iterable[Place], mark_of: Callable[[Place], str], mapped: Mapped) -> None:
    """For a sheet with map and list on one page; raises ProofError like `prove`."""
    with pypdfium2.PdfDocument(pdf) as document:
        signs = list(_signs(document[0], 1))
        runs = list(_runs(document[0]))
    problems = [
        *collisions(mapped.placement, mapped.places),
        *_plates(numbers(signs), mapped),
        *_index(rows(runs), places, mark_of),
    ]
    if problems:
        raise ProofError(problems)


def prove_list(pdf: bytes, places: Iterable[Place]) -> int:
    """The number of pages of a list without map; raises ProofError if a place is not in it once, with its name."""
    pages = runs_of(pdf)
    problems = list(_index(rows(run for page in pages for run in page), places, lambda _: ""))
    if problems:
        raise ProofError(problems)
    return len(pages)


def runs_of(pdf: bytes) -> list[list[Run]]:
    """The texts of each page as they were set."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [list(_runs(page)) for page in document]


def pictures_of(pdf: bytes) -> list[list[str]]:
    """What is read aloud for the pictures of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [list(_alternatives(page)) for page in document]


def _alternatives(page: pypdfium2.PdfPage) -> Iterator[str]:
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    waiting = [
        pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree))
    ]
    while waiting:
        element = waiting.pop()
        if not element:
            continue
        length = pdfium.FPDF_StructElement_GetAltText(element, None, 0)
        if length:
            buffer = ctypes.create_string_buffer(length)
            pdfium.FPDF_StructElement_GetAltText(element, buffer, length)
            yield buffer.raw[:-2].decode("utf-16-le")
        children = range(pdfium.FPDF_StructElement_CountChildren(element))
        waiting += [pdfium.FPDF_StructElement_GetChildAtIndex(element, index) for index in children]
    pdfium.FPDF_StructTree_Close(tree)


def numbers(signs: Iterable[Sign]) -> list[Number]:
    """Plate numbers, each with the place of its first figure; a span such as 12–25,28 is one."""
    found: list[Number] = []
    last: Sign | None = None
    for sign in signs:
        if sign.font != PLATE_FONT or sign.text.isspace():
            last = None
            continue
        reach = _SAME_NUMBER_EM * sign.size_pt / POINTS_PER_MM
        if last and abs(sign.y - last.y) < 0.1 and 0 < sign.x - last.x < reach:
            found[-1] = Number(found[-1].text + sign.text, found[-1].x, found[-1].y)
        else:
            found.append(Number(sign.text, sign.x, sign.y))
        last = sign
    return found


def rows(runs: Iterable[Run]) -> list[Row]:
    found: list[Row] = []
    for run in runs:
        if run.font == _INDEX_FONT and abs(run.size_pt - _INDEX_PT) < 0.01 and run.text.isdigit():
            found.append(Row(run.text, ()))
        elif found:
            found[-1] = Row(found[-1].number, (*found[-1].parts, run.text))
    return found


def _signs(page: pypdfium2.PdfPage, magnification: float) -> Iterator[Sign]:
    """Where they stood before all was magnified."""
    unit = POINTS_PER_MM * magnification
    left, _, _, top = page.get_mediabox()
    text_page = page.get_textpage()
    buffer = ctypes.create_string_buffer(_FONT_NAME_BYTES)
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text_page.count_chars()):
        if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        pdfium.FPDFText_GetFontInfo(text_page, index, buffer, _FONT_NAME_BYTES, None)
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        yield Sign(
            chr(pdfium.FPDFText_GetUnicode(text_page, index)),
            _font_name(buffer),
            pdfium.FPDFText_GetFontSize(text_page, index),
            (x.value - left) / unit,
            (top - y.value) / unit,
        )


def _runs(page: pypdfium2.PdfPage) -> Iterator[Run]:
    """In the order in which they were set. PDFium reads lines, and turns round what stands in one with Arabic."""
    glyphs = _glyphs(page)
    name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
    size = ctypes.c_float()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(item), name, _FONT_NAME_BYTES)
        pdfium.FPDFTextObj_GetFontSize(item, size)
        yield Run(_read(glyphs[_address(item.raw)]).strip(), _font_name(name), size.value)


def _glyphs(page: pypdfium2.PdfPage) -> dict[int, list[tuple[float, str]]]:
    """Of each text object of the page, its signs with their distance from the left edge."""
    text_page = page.get_textpage()
    found: dict[int, list[tuple[float, str]]] = defaultdict(list)
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text_page.count_chars()):
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        sign = chr(pdfium.FPDFText_GetUnicode(text_page, index))
        found[_address(pdfium.FPDFText_GetTextObject(text_page, index))].append((x.value, sign))
    return found


def _read(glyphs: list[tuple[float, str]]) -> str:
    from_left = "".join(sign for _, sign in sorted(glyphs, key=itemgetter(0)))
    return from_left[::-1] if any(bidirectional(sign) in _RIGHT_TO_LEFT for sign in from_left) else from_left


def _address(item: Any) -> int:
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def _font_name(buffer: "ctypes.Array[ctypes.c_char]") -> str:
    """Without the tag of the subset."""
    return buffer.value.decode("ascii", "replace").partition("+")[2]


def _plates(read: Sequence[Number], mapped: Mapped) -> Iterator[str]:
    """M plates, each in the box where it was put."""
    places = {place.number: place for place in mapped.places}
    left = list(read)
    for keys, box in _expected(mapped):
        name = span(keys)
        here = [number for number in left if box.holds(number.x, number.y)]
        if [number.text for number in here] != [name]:
            seen = ", ".join(number.text for number in here) or "nichts"
            yield f"Auf der Karte steht {seen} statt {name}: {_named(places[key] for key in keys)}."
        left = [number for number in left if number not in here]
        for key in keys:
            places.pop(key, None)
    for place in places.values():
        yield f"Auf der Karte fehlt {_named([place])}."
    for number in left:
        yield f"Auf der Karte steht {number.text} an einer Stelle, an die keine Nummer gehört."


def _expected(mapped: Mapped) -> Iterator[tuple[list[int], Box]]:
    for block in mapped.placement.blocks:
        for plate in block.plates:
            yield [int(str(key)) for key in plate.keys], plate.box.shifted(*mapped.corner)


def _index(read: Sequence[Row], places: Iterable[Place], mark_of: Callable[[Place], str]) -> Iterator[str]:
    """M rows and those that are listed only, each once, with its name and its cell or mark."""
    count = Counter(row.number for row in read)
    found = {row.number: row for row in read}
    for place in places:
        times = count.pop(str(place.number), 0)
        if times != 1:
            yield f"Im Verzeichnis steht {times}-mal statt einmal: {_named([place])}."
            continue
        yield from _row(found[str(place.number)], place, mark_of(place))
    for number in count:
        yield f"Im Verzeichnis steht die Nummer {number}, zu der es keinen Ort gibt."


def _left_out(data: SheetData) -> Iterator[str]:
    for place in data.places:
        if place.facility_id in data.left_out:
            yield f"Gedruckt ist {_named([place])}, obwohl der Ort weggelassen werden soll."


def _row(row: Row, place: Place, mark: str) -> Iterator[str]:
    if mark and not _has(row.parts, mark):
        yield f"Im Verzeichnis fehlt „{mark}“ bei {_named([place])}."
    if not place.is_playground and lacks(row.parts, place.name):
        yield f"Im Verzeichnis fehlt der Name bei {_named([place])}."


def lacks(parts: Iterable[str], text: str) -> bool:
    """As a set of letters: lines are broken and hyphenated."""
    return bool(Counter(_letters(text)) - Counter("".join(parts)))


def _has(parts: Sequence[str], mark: str) -> bool:
    """In one piece, or word by word in either direction, as Arabic is set."""
    words, said = mark.split(), [part for part in parts if part]
    return mark in said or any(sorted(said[n : n + len(words)]) == sorted(words) for n in range(len(said)))


def _letters(text: str) -> str:
    """And figures: hyphens are read in PDFium's own way where a line ends, brackets are mirrored in Arabic."""
    return "".join(sign for sign in text if sign.isalnum())


def _named(places: Iterable[Place]) -> str:
    return ", ".join(f"{place.number} „{place.name}“" for place in places)
