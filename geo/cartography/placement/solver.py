"""Places blocks: greedily, densest first; then conflicts are repaired, then leaders shortened."""

from collections.abc import Sequence

import numpy as np

from geo.cartography.placement.board import Board
from geo.cartography.placement.candidates import Candidates, candidates
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
MOST_MOVES = 4000
HOPELESS = 0.15
"""Share of the blocks that still conflict after a quarter of all moves: more moves will not help."""
POLISH_ROUNDS = 6
LEAST_GAIN = 1e-9


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
    _polish(board)
    return Placement(sheet, tuple(_placed(block, board, n) for n, block in enumerate(blocks)))


def _solved(choices: list[Candidates], points: Floats, rules: Rules) -> Board:
    """A board without conflicts, from the first beginning that leads to one."""
    order = _densest_first(points)
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


def _densest_first(points: Floats) -> list[int]:
    apart = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    crowd = (apart < DENSITY_MM).sum(axis=1)
    order: list[int] = np.argsort(-crowd, kind="stable").tolist()
    return order


def _repair(board: Board, chance: np.random.Generator) -> None:
    """Min-conflicts. A pair that will not part weighs more for a while, until one of them takes the long way round."""
    moves = 0
    while moves < MOST_MOVES:
        troubled = board.troubled()
        moves += len(troubled)
        if not len(troubled) or (moves > MOST_MOVES / 4 and len(troubled) > HOPELESS * len(board.choices)):
            return
        for index in chance.permutation(troubled).tolist():
            if not _improve(board, index):
                board.part(index)
        board.forget()


def _improve(board: Board, index: int) -> bool:
    position, cost = board.best(index)
    if cost >= board.cost(index, int(board.chosen[index])) - LEAST_GAIN:
        return False
    board.put(index, position)
    return True


def _polish(board: Board) -> None:
    """Every block takes the best position that the others leave it, until none can do better."""
    board.weights[:] = 1
    for _ in range(POLISH_ROUNDS):
        if not sum(_improve(board, index) for index in range(len(board.choices))):
            return


def _placed(block: Block, board: Board, index: int) -> PlacedBlock:
    left, top = board.boxes[index, :2].tolist()
    x1, y1, x2, y2 = board.leaders[index].tolist()
    leader = None if (x1, y1) == (x2, y2) else Leader(x1, y1, x2, y2)
    return PlacedBlock(block, left, top, leader)
