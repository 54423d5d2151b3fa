"""Everything that Typst sets, as one plain document of texts and millimetres (typst/sheet.typ reads it)."""

import json
from typing import Any

from django.utils.translation import override

from wegweiser.directory.choices import Shape
from wegweiser.directory.direction import kept
from wegweiser.maps.symbols import SymbolStyle, symbol_svg
from wegweiser.printing import texts
from wegweiser.printing.definition import Variant
from wegweiser.printing.fonts import ARABIC_FIRST, FAMILIES
from wegweiser.printing.layout.front import SEVERAL, front
from wegweiser.printing.layout.index import sections
from wegweiser.printing.layout.panels import EditionMark, back, cover, emergency, fillers, panels_of
from wegweiser.printing.map import SheetMap
from wegweiser.printing.paper import BLEED_MM
from wegweiser.printing.values import Group, Kind, SheetData

SYMBOL_UNITS = 100.0
_SEVERAL_STYLE = SymbolStyle("#141414", "#FFFFFF", Shape.CIRCLE, "ellipsis")


def document(data: SheetData, sheet_map: SheetMap, mark: EditionMark) -> str:
    """As JSON."""
    with override(data.definition.language):
        # texts are looked up here, in the language of the sheet
        return json.dumps(_document(data, sheet_map, mark), default=str)


def _palette(variant: Variant) -> dict[str, str]:
    """Colours that stand for a meaning: help, alarm, and what stays behind."""
    if variant is Variant.GREY:
        return {"help": "#F0F0F0", "alarm": "#141414", "quiet": "#E4E4E4"}
    return {"help": "#FFF6E0", "alarm": "#B81717", "quiet": "#E9E4D8"}


def common(data: SheetData, title: str, description: str) -> dict[str, Any]:
    """What every document says of itself, and the symbols of its places."""
    styled: list[Group | Kind] = [*data.kinds, *data.groups]
    return {
        "document": {
            "title": title,
            "author": data.city.imprint.publisher,
            "description": description,
            "date": [data.stand.year, data.stand.month, data.stand.day],
            "language": data.definition.language.partition("-")[0],
            "right_to_left": data.definition.is_right_to_left,
            "fonts": FAMILIES,
            "arabic": ARABIC_FIRST,
            "accent": data.accent,
            **_palette(data.definition.variant),
        },
        "symbols": {each.code: symbol_svg(each.style, SYMBOL_UNITS, rim=False) for each in styled},
        "bleed": BLEED_MM,
        "smallest": data.definition.smallest_pt,
        "draft": texts.DRAFT if data.definition.draft else "",
    }


def _document(data: SheetData, sheet_map: SheetMap, mark: EditionMark) -> dict[str, Any]:
    said = common(data, texts.title(data), texts.alternative(data, sheet_map.scale_denominator, len(sheet_map.on_map)))
    return {
        **said,
        "symbols": {**said["symbols"], SEVERAL: symbol_svg(_SEVERAL_STYLE, SYMBOL_UNITS, rim=False)},
        "front": front(data, sheet_map),
        "index": {
            "continued": texts.CONTINUED,
            "sections": list(sections(data, sheet_map, panels_of(data, sheet_map).column_mm)),
        },
        "back": back(data, sheet_map),
        "insert": {
            "title": texts.insert_title(data),
            "hint": texts.INSERT_HINT,
            "foot": f"{texts.stand(data.stand)} · {texts.edition_code(mark.label)} · {kept(mark.plain_url)}",
        },
        "cover": cover(data, sheet_map, mark),
        "emergency": emergency(data, mark),
        "fillers": fillers(data, sheet_map, mark),
    }
