"""The index for Typst: a section for each group, one for the whole city."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

from wegweiser.directory.direction import kept
from wegweiser.printing import texts
from wegweiser.printing.breaks import breakable
from wegweiser.printing.fonts import text_width_mm
from wegweiser.printing.layout.panels import GUTTER_MM
from wegweiser.printing.map import SheetMap
from wegweiser.printing.values import PLAYGROUND, Group, Place, SheetData

Section = dict[str, Any]
_PLAYGROUND_WORD = "Spielplatz "
NUMBER_AND_SYMBOL_MM = 15.8
"""With the gaps around a name."""
_NUMBER_AND_CELL_MM = 17.0
_LARGEST = 1.25
"""How much larger few rows are set (typst/back.typ)."""
_NARROWEST_PAIR_MM = 80.0
"""Columns that are narrower have their playgrounds below each other (typst/columns.typ)."""
NAME_PT, _MARK_PT, _COMPACT_PT, _LINE_PT = 9.0, 8.5, 8.5, 8.5
_COMPACT_PIECE = 12
"""Signs that fit beside a cell in half a column."""
_STREET_SIGNS = (("straße", "str."), ("Straße", "Str."), ("weg", "w."), ("platz", "pl."), ("gasse", "g."))
"""As a street plan abbreviates."""


@dataclass(frozen=True)
class _Room:
    """Widths for the names of places, and of playgrounds."""

    name_mm: float
    """Shared with the mark at the end of the line."""
    compact_mm: float
    narrowest_mm: float
    """For the name of a playground where rows are set larger."""

    @classmethod
    def of(cls, column_mm: float) -> Self:
        return cls(column_mm / _LARGEST - NUMBER_AND_SYMBOL_MM, *map(_compact_mm, (column_mm, _NARROWEST_PAIR_MM)))


def _compact_mm(column_mm: float) -> float:
    paired = column_mm >= _NARROWEST_PAIR_MM
    return ((column_mm - GUTTER_MM) / 2 if paired else column_mm) - _NUMBER_AND_CELL_MM


def sections(data: SheetData, sheet_map: SheetMap, column_mm: float) -> Iterator[Section]:
    """`column_mm` is the width of a column, in which playgrounds stand side by side."""
    room = _Room.of(column_mm)
    for group in data.groups:
        places = [place for place in data.places if place.group == group.code and not place.for_whole_city]
        if places:
            yield _group_section(group, places, sheet_map, room)
    whole_city = [place for place in data.places if place.for_whole_city]
    if whole_city:
        yield {
            "title": texts.WHOLE_CITY,
            "symbol": "",
            "colour": data.accent,
            "text_colour": "#FFFFFF",
            **_rows(whole_city, [], sheet_map, room),
        }


def _group_section(group: Group, places: Sequence[Place], sheet_map: SheetMap, room: _Room) -> Section:
    return {
        "title": group.name,
        "symbol": group.code,
        "colour": group.style.colour,
        "text_colour": group.style.glyph_colour,
        **_rows(
            [place for place in places if not place.is_playground],
            [place for place in places if place.is_playground],
            sheet_map,
            room,
        ),
    }


def _rows(full: Sequence[Place], compact: Sequence[Place], sheet_map: SheetMap, room: _Room) -> Section:
    return {
        "rows": [_row(place, sheet_map, room) for place in full],
        "compact": [{**_row(place, sheet_map, room), "name": kept(_fitting(_short(place), room))} for place in compact],
        "compact_title": texts.PLAYGROUNDS,
        "compact_symbol": PLAYGROUND,
    }


def _row(place: Place, sheet_map: SheetMap, room: _Room) -> dict[str, Any]:
    mark = sheet_map.mark_of(place)
    name_mm = room.name_mm - text_width_mm(mark, _MARK_PT, "SemiBold")
    return {
        "number": place.number,
        "name": kept(broken(place.name, NAME_PT, name_mm)),
        "symbol": place.kind,
        "lines": lines(*_below(place, room)),
        "cell": mark,
        "cell_is_note": not sheet_map.shows(place),
    }


def lines_below(place: Place, column_mm: float) -> list[list[str]]:
    """What stands below the name in a column of that width; nothing below a playground."""
    return [] if place.is_playground else lines(*_below(place, _Room.of(column_mm)))


def _below(place: Place, room: _Room) -> list[list[str]]:
    street, phone, hours = (
        broken(text, _LINE_PT, room.name_mm, "Regular") for text in (street_of(place), place.phone, place.hours)
    )
    return [[kept(street), kept(phone)], [hours]]


def street_of(place: Place) -> str:
    """Nothing where the name says it: „Bolzplatz Ochsenbreite“."""
    return "" if re.search(rf"\b{re.escape(place.street)}$", place.name) else place.street


def lines(*found: Sequence[str]) -> list[list[str]]:
    """What stands below a name, line by line, without what is not known; the parts of a line share it if they fit."""
    return [known for line in found if (known := [part for part in line if part])]


def _short(place: Place) -> str:
    """„Spielplätze“ stands above, so „Spielplatz An der Mühle“ needs its first word no more."""
    rest = place.name.removeprefix(_PLAYGROUND_WORD).strip()
    if rest in ("", _PLAYGROUND_WORD.strip()):
        return place.street or place.name
    return rest[0].upper() + rest[1:]


def _fitting(name: str, room: _Room) -> str:
    """One that is longer is abbreviated, and only then broken."""
    if _compact_width_mm(name) > room.compact_mm:
        for word, sign in _STREET_SIGNS:
            if name.endswith(word):
                name = name.removesuffix(word) + sign
                break
    fits = _compact_width_mm(name) <= min(room.compact_mm, room.narrowest_mm)
    return name if fits else breakable(name, _COMPACT_PIECE)


def _compact_width_mm(name: str) -> float:
    return text_width_mm(name, _COMPACT_PT, "SemiBold")


def broken(text: str, size_pt: float, width_mm: float, weight: str = "SemiBold") -> str:
    """With soft hyphens only where it needs more than a line: some programs stumble over them when searching."""
    return text if text_width_mm(text, size_pt, weight) <= width_mm else breakable(text)
