"""The vector map under the plates: base map, muted outside, border emphasised, no label under a plate."""

from shapely.geometry.base import BaseGeometry

from geo.basemap.ground import ground_document
from geo.basemap.labels import labels_document
from geo.basemap.style import paper_look
from geo.basemap.themes import COLOUR, GREY, Theme
from geo.cartography import overlays
from geo.cartography.painter import draw_pdf, draw_png, draw_svg
from geo.cartography.placement.values import Box, Placement
from geo.cartography.viewport import Viewport
from wegweiser.printing.definition import Variant
from wegweiser.printing.fit import INSET_HEAD_MM
from wegweiser.printing.inset import Inset
from wegweiser.printing.map import SheetMap
from wegweiser.printing.paper import BLEED_MM, SAFE_MM
from wegweiser.printing.values import SheetData

STREET_PT = 6.0
"""The smallest text of the base map."""
_LEADER_HALF_MM = 0.4
_LEADER_STEPS = 6


def draw_base_map(data: SheetData, sheet_map: SheetMap) -> bytes | None:
    """A PDF page of the size of the front with its bleed; None for a city without base map."""
    if data.coverage is None:
        return None
    bleed_mm = BLEED_MM / sheet_map.magnification
    viewport = sheet_map.viewport.grown(bleed_mm)
    return draw_pdf(viewport, _documents(data, data.coverage, viewport, _shifted(_obstacles(sheet_map), bleed_mm)))


def draw_inset(data: SheetData, inset: Inset | None) -> bytes | None:
    """A PDF page of the size of the inset."""
    if data.coverage is None or inset is None:
        return None
    return draw_pdf(inset.viewport, _documents(data, data.coverage, inset.viewport, _in_the_way(inset)))


def draw_svg_inset(data: SheetData, inset: Inset | None) -> bytes | None:
    if data.coverage is None or inset is None:
        return None
    return draw_svg(inset.viewport, _documents(data, data.coverage, inset.viewport, _in_the_way(inset)))


def draw_svg_map(data: SheetData, sheet_map: SheetMap) -> bytes | None:
    """The same as SVG."""
    if data.coverage is None:
        return None
    bleed_mm = BLEED_MM / sheet_map.magnification
    viewport = sheet_map.viewport.grown(bleed_mm)
    return draw_svg(viewport, _documents(data, data.coverage, viewport, _shifted(_obstacles(sheet_map), bleed_mm)))


def draw_preview(data: SheetData, sheet_map: SheetMap, pixels_per_mm: float) -> bytes | None:
    """The same up to the cut, as PNG."""
    if data.coverage is None:
        return None
    viewport = sheet_map.viewport
    return draw_png(viewport, _documents(data, data.coverage, viewport, _obstacles(sheet_map)), pixels_per_mm)


def _documents(data: SheetData, coverage: BaseGeometry, viewport: Viewport, obstacles: list[Box]) -> list[str]:
    boundary = data.area.boundary
    theme = GREY if data.definition.variant is Variant.GREY else COLOUR
    text_scale = max(1.0, data.definition.smallest_pt / STREET_PT)
    look = paper_look(viewport.scale_denominator, data.accent, theme, text_scale)
    return [
        ground_document(look),
        *hatching(viewport, coverage, theme),
        overlays.veil(viewport, boundary, colour=theme.veil),
        overlays.neighbours([other.boundary for other in data.others], data.accent),
        *overlays.border(viewport, boundary, data.accent),
        overlays.obstacles(viewport, obstacles),
        labels_document(look, boundary),
    ]


def _shifted(boxes: list[Box], by_mm: float) -> list[Box]:
    return [box.shifted(by_mm, by_mm) for box in boxes]


def hatching(viewport: Viewport, coverage: BaseGeometry, theme: Theme = COLOUR) -> list[str]:
    """Over what the base map does not know."""
    if coverage.covers(viewport.frame):
        return []
    return overlays.hatching(viewport, coverage, theme.hatch, theme.veil)


def _obstacles(sheet_map: SheetMap) -> list[Box]:
    boxes = [*sheet_map.furniture.boxes, *_edges(sheet_map.viewport)]
    boxes += [neighbour.box for neighbour in sheet_map.neighbours]
    boxes += [sheet_map.window_label] if sheet_map.window_label else []
    return [*boxes, *placed_boxes(sheet_map.placement)]


def _in_the_way(inset: Inset) -> list[Box]:
    return [Box(0, 0, inset.viewport.width_mm, INSET_HEAD_MM), *placed_boxes(inset.placement)]


def placed_boxes(placement: Placement) -> list[Box]:
    """Of plates and leaders."""
    boxes: list[Box] = []
    for block in placement.blocks:
        boxes += [plate.box for plate in block.plates]
        if block.leader:
            leader = block.leader
            for step in range(_LEADER_STEPS + 1):
                share = step / _LEADER_STEPS
                x, y = leader.x1 + (leader.x2 - leader.x1) * share, leader.y1 + (leader.y2 - leader.y1) * share
                boxes.append(Box(x - _LEADER_HALF_MM, y - _LEADER_HALF_MM, x + _LEADER_HALF_MM, y + _LEADER_HALF_MM))
    return boxes


def _edges(viewport: Viewport) -> list[Box]:
    """No name may be cut by a knife that slips."""
    width, height, beyond = viewport.width_mm, viewport.height_mm, BLEED_MM + 1
    return [
        Box(-beyond, -beyond, width + beyond, SAFE_MM),
        Box(-beyond, height - SAFE_MM, width + beyond, height + beyond),
        Box(-beyond, SAFE_MM, SAFE_MM, height - SAFE_MM),
        Box(width - SAFE_MM, SAFE_MM, width + beyond, height - SAFE_MM),
    ]
