"""Places blocks: greedily, large and dense ones first; then conflicts are repaired, then leaders shortened."""

from collections.abc import Sequence

import numpy as np

from geo.cartography.placement.board import STRICT, Board
from geo.cartography.placement.candidates import Choice
from geo.cartography.placement.pins import check_pins
from geo.cartography.placement.polish import improve, polish
from geo.cartography.placement.room import homeless
from geo.cartography.placement.segments import Floats
from geo.cartography.placement.values import (
    Block,
    Leader,
    PlacedBlock,
    Placement,
    PlacementError,
    PointOutsideFrame,
    Rules,
    Sheet,
)

DENSITY_MM = 15.0
LARGE_MM2 = 100.0
"""Stacks of two and more are placed before single plates: they fit into fewer gaps."""

LENIENT = 20.0
"""What a conflict costs at first, in millimetres of leader: what can be solved near the points is solved there."""
SEVERER = 1.15
"""By how much it costs more in each round, until nothing costs more."""
MOST_MOVES = 4000
HOPELESS = 0.15
HOPELESS_MOVES = 2000
"""If after so many moves more than this share of the blocks still conflicts (or after half of them, twice the share),
more moves will not help."""


def place(blocks: Sequence[Block], sheet: Sheet) -> Placement:
    """The same blocks on the same sheet always get the same places.

    Raises PointOutsideFrame, PinImpossible, PlacementError."""
    for block in blocks:
        if not sheet.frame.holds(block.x_mm, block.y_mm):
            raise PointOutsideFrame(f"{block.keys}: ({block.x_mm:.1f}, {block.y_mm:.1f}) liegt außerhalb der Karte.")
    _refuse(homeless(blocks, sheet), blocks)
    points = np.array([(block.x_mm, block.y_mm) for block in blocks]).reshape(-1, 2)
    choices = [Choice(block, np.delete(points, n, axis=0), sheet) for n, block in enumerate(blocks)]
    check_pins(choices, sheet)
    _refuse(sum(not choice.exists for choice in choices), blocks)
    board = _solved(choices, points, sheet.rules)
    polish(board)
    return Placement(sheet, tuple(_placed(block, board, n) for n, block in enumerate(blocks)))


def _refuse(failed: int, blocks: Sequence[Block]) -> None:
    if failed:
        raise PlacementError(failed, len(blocks))


def _solved(choices: Sequence[Choice], points: Floats, rules: Rules) -> Board:
    """A board without conflicts, from the first beginning that leads to one."""
    order = _settled_largest_densest_first(choices, points)
    fewest = len(choices)
    for beginning in (order, order[::-1]):
        board = Board(choices, rules)
        board.conflict = LENIENT
        for index in beginning:
            place, _ = board.best(index)
            if place:
                board.put(index, place)
        _repair(board, np.random.default_rng(rules.seed))
        fewest = min(fewest, len(board.troubled()))
        if not fewest:
            return board
        if fewest > HOPELESS * len(choices):
            break
    raise PlacementError(fewest, len(choices))


def _settled_largest_densest_first(choices: Sequence[Choice], points: Floats) -> list[int]:
    """Settled is what the user put somewhere."""
    apart = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    crowd = (apart < DENSITY_MM).sum(axis=1)
    blocks = [choice.block for choice in choices]
    sizes = np.array([block.width_mm * block.height_mm for block in blocks])
    settled = np.array([2 if block.pinned else 1 if block.hint else 0 for block in blocks])
    order: list[int] = np.lexsort((-crowd, -np.round(sizes / LARGE_MM2), -settled)).tolist()
    return order


def _repair(board: Board, chance: np.random.Generator) -> None:
    """Min-conflicts. A pair that will not part weighs more for a while, until one of them takes the long way round."""
    moves = 0
    while moves < MOST_MOVES:
        troubled = board.troubled()
        moves += len(troubled)
        if not len(troubled) or len(troubled) / len(board.choices) > HOPELESS * max(1, HOPELESS_MOVES / moves):
            return
        for index in chance.permutation(troubled).tolist():
            if not improve(board, index):
                board.part(index)
        board.fade()
        board.conflict = min(STRICT, board.conflict * SEVERER)


def _placed(block: Block, board: Board, index: int) -> PlacedBlock:
    left, top = board.boxes[index, :2].tolist()
    x1, y1, x2, y2 = board.leaders[index].tolist()
    leader = None if (x1, y1) == (x2, y2) else Leader(x1, y1, x2, y2)
    return PlacedBlock(block, left, top, leader)
