"""The index for Typst: a section for each group, one for the whole city."""

from collections.abc import Iterator, Sequence
from typing import Any

from wegweiser.printing import texts
from wegweiser.printing.data import PLAYGROUND, Group, Place, SheetData
from wegweiser.printing.map import SheetMap

Section = dict[str, Any]
_PLAYGROUND_WORD = "Spielplatz "


def sections(data: SheetData, sheet_map: SheetMap) -> Iterator[Section]:
    for group in data.groups:
        places = [place for place in data.places if place.group == group.code and not place.for_whole_city]
        if places:
            yield _group_section(group, places, sheet_map)
    whole_city = [place for place in data.places if place.for_whole_city]
    if whole_city:
        yield {
            "title": texts.WHOLE_CITY,
            "symbol": "",
            "colour": data.city.accent,
            "text_colour": "#FFFFFF",
            **_rows(whole_city, [], sheet_map),
        }


def _group_section(group: Group, places: Sequence[Place], sheet_map: SheetMap) -> Section:
    return {
        "title": group.name,
        "symbol": group.code,
        "colour": group.style.colour,
        "text_colour": group.style.glyph_colour,
        **_rows(
            [place for place in places if not place.is_playground],
            [place for place in places if place.is_playground],
            sheet_map,
        ),
    }


def _rows(full: Sequence[Place], compact: Sequence[Place], sheet_map: SheetMap) -> Section:
    return {
        "rows": [_row(place, sheet_map) for place in full],
        "compact": [{**_row(place, sheet_map), "name": _short(place)} for place in compact],
        "compact_title": texts.PLAYGROUNDS,
        "compact_symbol": PLAYGROUND,
    }


def _row(place: Place, sheet_map: SheetMap) -> dict[str, Any]:
    return {
        "number": place.number,
        "name": place.name,
        "symbol": place.kind,
        "street": place.street,
        "phone": place.phone,
        "hours": place.hours,
        "cell": sheet_map.mark_of(place),
        "cell_is_note": not sheet_map.shows(place),
    }


def _short(place: Place) -> str:
    """„Spielplätze“ stands above, so „Spielplatz An der Mühle“ needs its first word no more."""
    rest = place.name.removeprefix(_PLAYGROUND_WORD).strip()
    if rest in ("", _PLAYGROUND_WORD.strip()):
        return place.street or place.name
    return rest[0].upper() + rest[1:]
