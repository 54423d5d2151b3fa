"""The flyer: a list of places on A4, folded twice to DIN lang. What it cannot hold goes on leaves laid into it."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import get_language_info

from wegweiser.directory.direction import kept
from wegweiser.printing import texts as sheet_texts
from wegweiser.printing.data import read_sheet, sorting_key
from wegweiser.printing.definition import Definition
from wegweiser.printing.editions import Made, city_colours
from wegweiser.printing.errors import SheetTooFull
from wegweiser.printing.layout.document import common
from wegweiser.printing.layout.index import NAME_PT, NUMBER_AND_SYMBOL_MM, broken, lines, street_of
from wegweiser.printing.layout.panels import EditionMark, cover_of, emergency, fillers_of
from wegweiser.printing.legibility import PageRules, check_pages
from wegweiser.printing.pdf import make_pdf
from wegweiser.printing.products import texts
from wegweiser.printing.proof import prove_list
from wegweiser.printing.stages import Report, Stage, silent
from wegweiser.printing.values import Group, Kind, Place, SheetData

TEXT_MM = 84.0
"""Width of a text on any panel: 8 mm off the trim, at least 5 mm off a fold."""
PANEL_MM = (100.0, 210.0)
FOLDS_MM = ((97.0, 197.0), (100.0, 200.0))
EDGE_MM = 5.0
"""Between text and cut."""
"""From the left, outside and inside; what is read from the right is mirrored."""
MOST_PAGES = 6
"""The flyer and two leaves laid into it."""
_NAME_MM = TEXT_MM / 1.4 - NUMBER_AND_SYMBOL_MM
"""Room for a name where few places are set largest."""
_NEUTRAL = "#FFFFFF"

Section = dict[str, Any]


def read_flyer(definition: Definition) -> SheetData:
    """Places in the order in which they are listed; raises what read_sheet raises."""
    data = read_sheet(definition)
    ordered = [place for _, places in _parts(data) for place in places]
    numbered = tuple(replace(place, number=number) for number, place in enumerate(ordered, 1))
    return replace(data, places=numbered)


def make_flyer(data: SheetData, mark: EditionMark, report: Report = silent) -> Made:
    """The language of the sheet must be active. Raises SheetTooFull, ProofError."""
    report(Stage.LAYOUT)
    document = _document(data, mark)
    pdf = make_pdf(json.dumps(document, default=str), template="flyer")
    report(Stage.PROOF)
    pages = prove_list(pdf, data.places)
    if pages > MOST_PAGES:
        raise SheetTooFull(_too_full(data))
    check_pages(pdf, [PageRules(EDGE_MM, folds) for folds in folds_of(data.definition)] * MOST_PAGES)
    title = document["document"]["title"]
    facts = {"colours": city_colours(data)}
    return Made(data.definition, title, data.stand, pdf, pages, data.places, facts=facts)


def folds_of(definition: Definition) -> list[tuple[float, ...]]:
    """Of outside and inside; a flyer that opens to the right has them the other way round."""
    mirrored = get_language_info(definition.language)["bidi"]
    return list(reversed(FOLDS_MM) if mirrored else FOLDS_MM)


def title_of(data: SheetData) -> str:
    """What is listed, in the sheet's language."""
    if data.definition.title:
        return data.definition.title
    chosen = data.definition.categories
    names = {each.code: each.name for each in data.groups} | {each.code: each.short_name for each in data.kinds}
    return ", ".join(names[code] for code in chosen if code in names) or str(sheet_texts.SERIES)


def _document(data: SheetData, mark: EditionMark) -> dict[str, Any]:
    name = title_of(data)
    colour, ink = _colours(data)
    return {
        **common(data, f"{name}: {_where(data)}", texts.flyer_description(name, data.area.name, len(data.places))),
        "index": {"continued": sheet_texts.CONTINUED, "sections": list(_sections(data))},
        "cover": {
            **cover_of(data, mark, TEXT_MM, PANEL_MM[1] * 0.32),
            "series": texts.FLYER_SERIES,
            "notes": [kept(data.city.said_notice.text)] if data.city.notice else [],
            "name": name,
            "area": kept(data.area.name),
            "is_part": not data.definition.is_citywide,
            "colour": colour,
            "ink": ink,
            "whole": data.definition.is_citywide,
            "symbols": _symbols(data),
        },
        "emergency": emergency(data, mark),
        "fillers": fillers_of(data, mark, (TEXT_MM, PANEL_MM[1] * 0.4)),
        "text_width": TEXT_MM,
        "leaflet": {
            "name": texts.LEAFLET,
            "title": f"{name}, {data.area.name}",
            "hint": texts.LEAFLET_HINT,
            "foot": f"{sheet_texts.stand(data.stand)} · {kept(mark.plain_url)}",
        },
    }


def _where(data: SheetData) -> str:
    return data.city.name if data.definition.is_citywide else f"{data.area.name} ({data.city.name})"


def _colours(data: SheetData) -> tuple[str, str]:
    """A flyer of one group wears its colour, every other one the city's."""
    if len(data.groups) == 1:
        return data.groups[0].style.colour, data.groups[0].style.glyph_colour
    return data.accent, _NEUTRAL


def _symbols(data: SheetData) -> list[str]:
    """The group's where all places belong to one, else those of all groups."""
    return [group.code for group in data.groups]


def _sections(data: SheetData) -> Iterator[Section]:
    for head, places in _parts(data):
        if isinstance(head, Group | Kind):
            look = {"symbol": head.code, "colour": head.style.colour, "text_colour": head.style.glyph_colour}
            title = head.name if isinstance(head, Group) else head.short_name
        else:
            look = {"symbol": "", "colour": data.accent, "text_colour": _NEUTRAL}
            title = head
        rows = [_row(data, place, shows_kind=not isinstance(head, Kind)) for place in places]
        yield {"title": title, **look, "rows": rows, "compact": []}


def _row(data: SheetData, place: Place, shows_kind: bool) -> dict[str, Any]:
    kind = data.kind(place.kind).short_name
    return {
        "number": place.number,
        "name": kept(broken(place.name, NAME_PT, _NAME_MM)),
        "symbol": place.kind,
        "lines": lines(
            [kind if shows_kind and kind != place.name else "", place.ages],
            [kept(street_of(place)), kept(place.phone or place.email)],
            [place.hours],
            [texts.traeger(kept(place.traeger)) if place.traeger else ""],
        ),
        "cell": "",
        "cell_is_note": False,
    }


def _parts(data: SheetData) -> Iterator[tuple[Kind | str, list[Place]]]:
    """Kind by kind in a Sozialraum, Sozialraum by Sozialraum in the city; what is there for all of it ends the list."""
    own = [place for place in data.places if not place.for_whole_city]
    if data.definition.is_citywide:
        for area in sorted(data.others, key=lambda area: sorting_key(area.name)):
            yield from _part(area.name, [place for place in own if place.area == area.code])
    else:
        for kind in data.kinds:
            yield from _part(kind, [place for place in own if place.kind == kind.code])
    yield from _part(str(sheet_texts.WHOLE_CITY), [place for place in data.places if place.for_whole_city])


def _part(head: Kind | str, places: Sequence[Place]) -> Iterable[tuple[Kind | str, list[Place]]]:
    return [(head, list(places))] if places else []


def _too_full(data: SheetData) -> str:
    fewer = "einen Sozialraum" if data.definition.is_citywide else "weniger Arten von Orten"
    return (
        f"{len(data.places)} Orte sind zu viele für einen Flyer mit zwei Einlegeblättern. "
        f"Bitte wählen Sie {fewer}, oder nehmen Sie den Wegweiser."
    )
