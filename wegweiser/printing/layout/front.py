"""The map page for Typst."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import shapely
from django.contrib.gis.geos import Point

from geo.cartography.furniture import GridLabel, north_arrow_degrees
from geo.cartography.placement.values import PlacedBlock, Plate
from geo.crs import STORAGE, WGS84
from wegweiser.directory.direction import kept
from wegweiser.maps.symbols import plate_width_mm
from wegweiser.printing import texts
from wegweiser.printing.crowd import span
from wegweiser.printing.fit import INSET_HEAD_MM, on_paper
from wegweiser.printing.inset import WINDOW_PT, Inset
from wegweiser.printing.layout.shapes import box_mm, rings, silhouettes
from wegweiser.printing.map import SheetMap
from wegweiser.printing.paper import SAFE_MM
from wegweiser.printing.plates import LABEL_GAP_MM, label_of
from wegweiser.printing.values import Place, SheetData

SEVERAL = "several"
"""The symbol of a plate for places of more than one group."""
_BLEED_MM = 5.0


def front(data: SheetData, sheet_map: SheetMap) -> dict[str, Any]:
    viewport, title, legend = sheet_map.viewport, sheet_map.title, sheet_map.legend
    return {
        "magnification": sheet_map.magnification,
        "width": viewport.width_mm,
        "height": viewport.height_mm,
        "accent": data.accent,
        "alt": texts.alternative(data, sheet_map.scale_denominator, len(sheet_map.on_map)),
        "grid": _grid(sheet_map),
        "draft": texts.DRAFT if data.definition.draft else "",
        "leaders": leader_lines(sheet_map.blocks),
        "blocks": plates(sheet_map.blocks, sheet_map.on_map, labelled=not data.basemap_token),
        "title": {
            "box": box_mm(sheet_map.furniture.title),
            "series": title.series,
            "size": title.setting[0],
            "lines": [kept(line) for line in title.setting[1]],
            "hint": title.hint,
            "notes": title.notes,
            "locator": _locator(data, sheet_map),
        },
        "legend": {
            "box": box_mm(sheet_map.furniture.legend),
            "title": legend.title,
            "columns": sheet_map.furniture.legend_columns,
            "rows": [{"symbol": group.code, "name": group.name} for group in data.groups_of(sheet_map.on_map)],
        },
        "measures": _measures(sheet_map),
        "neighbours": [
            {**box_mm(each.box), "name": kept(each.name), "side": each.side} for each in sheet_map.neighbours
        ],
        "inset": _inset(sheet_map.inset, sheet_map) if sheet_map.inset else None,
        "overview": None if data.basemap_token else _overview(data, sheet_map),
    }


def _grid(sheet_map: SheetMap) -> dict[str, Any]:
    grid = sheet_map.grid
    return {
        "inset": SAFE_MM,
        "vertical": [line.position_mm for line in grid.vertical_lines()],
        "horizontal": [line.position_mm for line in grid.horizontal_lines()],
        "columns": _labels(grid.columns()),
        "rows": _labels(grid.rows()),
    }


def _labels(labels: Iterable[GridLabel]) -> list[dict[str, Any]]:
    return [{"text": label.text, "at": label.position_mm} for label in labels]


def plates(blocks: Iterable[PlacedBlock], on_map: Iterable[Place], labelled: bool) -> list[dict[str, Any]]:
    places = {place.number: place for place in on_map}
    return [_block(block, places, labelled) for block in blocks]


def leader_lines(blocks: Iterable[PlacedBlock]) -> list[dict[str, Any]]:
    leaders = (block.leader for block in blocks)
    return [{"start": [leader.x1, leader.y1], "end": [leader.x2, leader.y2]} for leader in leaders if leader]


def _block(block: PlacedBlock, places: Mapping[int, Place], labelled: bool) -> dict[str, Any]:
    return {
        "x": block.left_mm,
        "y": block.top_mm,
        "width": block.block.width_mm,
        "height": block.block.height_mm,
        "plates": [
            _plate(plate, [places[int(str(key))] for key in plate.keys], labelled) for plate in block.block.plates
        ],
    }


def _plate(plate: Plate, places: list[Place], labelled: bool) -> dict[str, Any]:
    text = span(place.number for place in places)
    return {
        **box_mm(plate.box),
        "symbol": _symbol_of(places),
        "number": text,
        "label": kept(label_of(places[0])) if labelled and len(places) == 1 else "",
        "label_at": plate_width_mm(text) + LABEL_GAP_MM,
    }


def _symbol_of(places: Sequence[Place]) -> str:
    """One plate for many says only what they have in common."""
    kinds, groups = {place.kind for place in places}, {place.group for place in places}
    return kinds.pop() if len(kinds) == 1 else groups.pop() if len(groups) == 1 else SEVERAL


def _measures(sheet_map: SheetMap) -> dict[str, Any]:
    measures, viewport = sheet_map.measures, sheet_map.viewport
    centre = Point(*viewport.centre, srid=STORAGE)
    centre.transform(WGS84)
    bar = measures.bar
    return {
        "box": box_mm(sheet_map.furniture.measures),
        "north": north_arrow_degrees(centre.x, centre.y),
        "bars": [
            {"label": texts.length(bar.length_m), "length": bar.length_mm, "parts": bar.parts},
            *([{"label": texts.WALK, "length": measures.walk_mm, "parts": 1}] if measures.shows_walk else []),
        ],
        "edition": measures.edition,
        "sources": measures.sources,
    }


def _inset(inset: Inset, sheet_map: SheetMap) -> dict[str, Any]:
    title, label = inset.title(sheet_map.magnification), sheet_map.window_label
    return {
        **box_mm(inset.box),
        "head": INSET_HEAD_MM,
        "title": title,
        "alt": texts.inset_alternative(len(inset.places)),
        "window": {
            **box_mm(inset.window(sheet_map.viewport)),
            "label": box_mm(label) if label else None,
            "size": WINDOW_PT,
        },
        "vertical": [line.position_mm for line in inset.grid.vertical_lines()],
        "horizontal": [line.position_mm for line in inset.grid.horizontal_lines()],
        "columns": _labels(inset.grid.columns()),
        "rows": _labels(inset.grid.rows()),
    }


def _locator(data: SheetData, sheet_map: SheetMap) -> dict[str, Any] | None:
    if not data.others:
        return None
    shapes, width, height = silhouettes([data.area, *data.others], *sheet_map.title.locator_mm)
    return {"width": width, "height": height, "own": rings(shapes[0]), "others": [rings(shape) for shape in shapes[1:]]}


def _overview(data: SheetData, sheet_map: SheetMap) -> dict[str, Any]:
    viewport = sheet_map.viewport
    page = shapely.box(-_BLEED_MM, -_BLEED_MM, viewport.width_mm + _BLEED_MM, viewport.height_mm + _BLEED_MM)
    others = [on_paper(viewport, other.boundary) & page for other in data.others]
    return {
        "area": rings(on_paper(viewport, data.area.boundary)),
        "neighbours": [rings(shape) for shape in others if not shape.is_empty],
    }
