"""The densest part of a map once more, larger: a map of its own on the same page, with search cells of its own."""

from dataclasses import dataclass, replace

from geo.cartography.furniture import SearchGrid
from geo.cartography.placement.values import Block, Box, Leader, PlacedBlock, Placement, Sheet
from geo.cartography.viewport import Viewport
from wegweiser.printing.fit import inset_frame
from wegweiser.printing.plates import placed
from wegweiser.printing.values import Place

CELL_MM = 25.0
LAST_LETTER = 25
"""Columns are named from Z backwards, so that no cell of the inset sounds like one of the map."""


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
