"""The densest part of a map once more, larger: a map of its own on the same page, with search cells of its own."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from shapely import LineString, box, unary_union
from shapely.geometry.base import BaseGeometry

from geo.cartography.furniture import SearchGrid
from geo.cartography.placement.values import Block, Box, Leader, PlacedBlock, Placement, Sheet
from geo.cartography.viewport import Viewport
from wegweiser.printing import texts
from wegweiser.printing.fit import inset_frame
from wegweiser.printing.fonts import text_width_mm
from wegweiser.printing.plates import placed
from wegweiser.printing.values import Place

CELL_MM = 25.0
LAST_LETTER = 25
"""Columns are named from Z backwards, so that no cell of the inset sounds like one of the map."""
WINDOW_PT = 7.5
_WINDOW_LABEL_MM, _WINDOW_AIR_MM = 4.0, 0.8


@dataclass(frozen=True)
class Inset:
    viewport: Viewport
    box: Box
    """Where it stands on the map page."""
    grid: SearchGrid
    places: tuple[Place, ...]
    placement: Placement
    """From the upper left corner of the inset."""

    @property
    def blocks(self) -> tuple[PlacedBlock, ...]:
        """Where they stand on the map page."""
        return tuple(_shifted(block, self.box.left, self.box.top) for block in self.placement.blocks)

    def title(self, magnification: float) -> str:
        return texts.inset(self.viewport.scale_denominator / magnification)

    def window(self, viewport: Viewport) -> Box:
        """Where the map of this viewport leaves its places to the inset."""
        inner = inset_frame(self.viewport)
        corners = (inner.left, inner.top), (inner.right, inner.bottom)
        (left, top), (right, bottom) = (viewport.to_paper(*self.viewport.to_ground(*corner)) for corner in corners)
        return Box(left, top, right, bottom)


def window_label(window: Box, title: str, blocks: Iterable[PlacedBlock]) -> Box | None:
    """A corner of the window, or close to one, that plates and leaders leave free for the title of the inset."""
    width, height, air = text_width_mm(title, WINDOW_PT, "SemiBold") + 2.5, _WINDOW_LABEL_MM, _WINDOW_AIR_MM
    taken = unary_union([shape for block in blocks for shape in _shapes(block)])
    inside = (window.top + air, window.bottom - height - air) if width + 2 * air <= window.width else ()
    for y in (*inside, window.top - height - air, window.bottom + air):
        for x in (window.left + air, window.right - width - air):
            if not box(x, y, x + width, y + height).intersects(taken):
                return Box(x, y, x + width, y + height)
    return None


def _shapes(block: PlacedBlock) -> Iterable[BaseGeometry]:
    left, top = block.left_mm, block.top_mm
    yield box(left, top, left + block.block.width_mm, top + block.block.height_mm)
    if block.leader:
        leader = block.leader
        yield LineString([(leader.x1, leader.y1), (leader.x2, leader.y2)])


def make_inset(viewport: Viewport, page: Sheet, box: Box, places: tuple[Place, ...], *, labelled: bool) -> Inset:
    """`page` is where plates of the map stand. Raises PlacementError where the inset is too small as well."""
    folds = tuple(replace(fold, at_mm=fold.at_mm - (box.left if fold.upright else box.top)) for fold in page.folds)
    sheet = Sheet(inset_frame(viewport), rules=page.rules, folds=folds)
    placement = placed(places, viewport, sheet, labelled=labelled, gather=False)
    return Inset(viewport, box, _grid(viewport), places, placement)


def _grid(viewport: Viewport) -> SearchGrid:
    bare = SearchGrid(viewport, smallest_cell_mm=CELL_MM)
    return replace(bare, first_column=LAST_LETTER + 1 - len(bare.columns()))


def _shifted(placed_block: PlacedBlock, dx: float, dy: float) -> PlacedBlock:
    block, leader = placed_block.block, placed_block.leader
    moved = Block(block.x_mm + dx, block.y_mm + dy, block.plates, block.priority)
    line = Leader(leader.x1 + dx, leader.y1 + dy, leader.x2 + dx, leader.y2 + dy) if leader else None
    return PlacedBlock(moved, placed_block.left_mm + dx, placed_block.top_mm + dy, line)
