"""Places blocks: greedily, large and dense ones first; then conflicts are repaired, then leaders shortened."""

from collections.abc import Sequence

import numpy as np

from geo.cartography.placement.board import Board
from geo.cartography.placement.candidates import Candidates, candidates
from geo.cartography.placement.polish import improve, polish
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
MOST_MOVES = 4000
HOPELESS = 0.15
HOPELESS_MOVES = 1000
"""If after so many moves more than this share of the blocks still conflicts (or after half of them, twice the share),
more moves will not help."""


def place(blocks: Sequence[Block], sheet: Sheet) -> Placement:
    """The same blocks on the same sheet always get the same places."""
    for block in blocks:
        if not sheet.frame.holds(block.x_mm, block.y_mm):
            raise PointOutsideFrame(f"{block.keys}: ({block.x_mm:.1f}, {block.y_mm:.1f}) liegt außerhalb der Karte.")
    points = np.array([(block.x_mm, block.y_mm) for block in blocks]).reshape(-1, 2)
    choices = [candidates(block, np.delete(points, n, axis=0), sheet) for n, block in enumerate(blocks)]
    homeless = sum(len(choice.costs) == 0 for choice in choices)
    if homeless:
        raise PlacementError(homeless, len(blocks))
    board = _solved(choices, points, sheet.rules)
    polish(board)
    return Placement(sheet, tuple(_placed(block, board, n) for n, block in enumerate(blocks)))


def _solved(choices: list[Candidates], points: Floats, rules: Rules) -> Board:
    """A board without conflicts, from the first beginning that leads to one."""
    order = _largest_densest_first(choices, points)
    fewest = len(choices)
    for beginning in (order, order[::-1]):
        board = Board(choices, rules)
        for index in beginning:
            board.put(index, board.best(index)[0])
        _repair(board, np.random.default_rng(rules.seed))
        fewest = min(fewest, len(board.troubled()))
        if not fewest:
            return board
        if fewest > HOPELESS * len(choices):
            break
    raise PlacementError(fewest, len(choices))


def _largest_densest_first(choices: list[Candidates], points: Floats) -> list[int]:
    apart = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    crowd = (apart < DENSITY_MM).sum(axis=1)
    sizes = np.array([np.prod(choice.boxes[0, 2:] - choice.boxes[0, :2]) for choice in choices])
    order: list[int] = np.lexsort((-crowd, -np.round(sizes / LARGE_MM2))).tolist()
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
        board.forget()


def _placed(block: Block, board: Board, index: int) -> PlacedBlock:
    left, top = board.boxes[index, :2].tolist()
    x1, y1, x2, y2 = board.leaders[index].tolist()
    leader = None if (x1, y1) == (x2, y2) else Leader(x1, y1, x2, y2)
    return PlacedBlock(block, left, top, leader)
