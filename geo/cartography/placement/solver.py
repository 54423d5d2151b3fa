"""Places blocks: greedily, densest first; then conflicts are repaired, then leaders shortened."""

from collections.abc import Sequence

import numpy as np

from geo.cartography.placement.board import Board
from geo.cartography.placement.candidates import candidates
from geo.cartography.placement.segments import Floats
from geo.cartography.placement.values import (
    Block,
    Leader,
    PlacedBlock,
    Placement,
    PlacementError,
    PointOutsideFrame,
    Sheet,
)

DENSITY_MM = 15.0
REPAIR_ROUNDS = 120
POLISH_ROUNDS = 6


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
    board = Board(choices, sheet.rules)
    for index in _densest_first(points):
        board.put(index, board.best(index)[0])
    _repair(board, np.random.default_rng(sheet.rules.seed))
    _polish(board)
    return Placement(sheet, tuple(_placed(block, board, n) for n, block in enumerate(blocks)))


def _densest_first(points: Floats) -> list[int]:
    apart = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    crowd = (apart < DENSITY_MM).sum(axis=1)
    order: list[int] = np.argsort(-crowd, kind="stable").tolist()
    return order


def _repair(board: Board, chance: np.random.Generator) -> None:
    """Min-conflicts; a pair that will not part weighs more each time, until one of them finds the long way round."""
    for _ in range(REPAIR_ROUNDS):
        troubled = board.troubled()
        if not len(troubled):
            return
        for index in chance.permutation(troubled).tolist():
            best, cost = board.best(index)
            if cost < board.cost(index, int(board.chosen[index])) - 1e-9:
                board.put(index, best)
            else:
                rivals = board.conflicting(index)
                board.weights[index, rivals] += 1
                board.weights[rivals, index] += 1
    troubled = board.troubled()
    if len(troubled):
        raise PlacementError(len(troubled), len(board.choices))


def _polish(board: Board) -> None:
    board.weights[:] = 1
    for _ in range(POLISH_ROUNDS):
        moved = False
        for index in range(len(board.choices)):
            best, cost = board.best(index)
            if cost < board.cost(index, int(board.chosen[index])) - 1e-9:
                board.put(index, best)
                moved = True
        if not moved:
            return


def _placed(block: Block, board: Board, index: int) -> PlacedBlock:
    left, top = board.boxes[index, :2].tolist()
    x1, y1, x2, y2 = board.leaders[index].tolist()
    leader = None if (x1, y1) == (x2, y2) else Leader(x1, y1, x2, y2)
    return PlacedBlock(block, left, top, leader)
