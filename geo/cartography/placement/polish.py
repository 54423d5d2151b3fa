"""Shortens the leaders of a board, a block or a pair of blocks at a time."""

import numpy as np

from geo.cartography.placement.board import Board

ROUNDS = 6
LEAST_GAIN = 1e-9
DEAR = 8.0
"""What a place may cost before another block is asked to make room, in millimetres of leader."""
WISHES = 32
"""How many cheaper places are tried."""


def polish(board: Board) -> None:
    """Every block takes the best place the others leave it, then the dear ones try to move one other away."""
    board.weights[:] = 1
    everyone = range(len(board.choices))
    for _ in range(ROUNDS):
        improved = sum(improve(board, index) for index in everyone)
        improved += sum(_make_room(board, index) for index in everyone if board.own_cost(index) > DEAR)
        if not improved:
            return


def improve(board: Board, index: int) -> bool:
    """Move a block to its best place now; whether that helped."""
    position, cost = board.best(index)
    if cost >= board.cost(index) - LEAST_GAIN:
        return False
    board.put(index, position)
    return True


def _make_room(board: Board, index: int) -> bool:
    """Give a block one of its cheaper places if a single other block stands there and both together gain."""
    before, old = int(board.chosen[index]), board.cost(index)
    own = board.choices[index].costs
    wishes = np.flatnonzero(own < own[before] - LEAST_GAIN)
    for position in wishes[own[wishes].argsort(kind="stable")][:WISHES].tolist():
        board.put(index, position)
        rivals = board.rivals(index)
        if len(rivals) == 1 and _give_way(board, int(rivals[0]), index, old):
            return True
        board.put(index, before)
    return False


def _give_way(board: Board, rival: int, index: int, old: float) -> bool:
    """Move the rival of a block that has just moved; take it back unless the two cost less than before."""
    before = int(board.chosen[rival])
    old += board.own_cost(rival)
    board.put(rival, board.best(rival)[0])
    if board.cost(rival) + board.own_cost(index) < old - LEAST_GAIN and not len(board.rivals(index)):
        return True
    board.put(rival, before)
    return False
