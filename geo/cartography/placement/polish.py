"""Shortens the leaders of a board, a block or a pair of blocks at a time."""

import numpy as np

from geo.cartography.placement.board import STRICT, Board, Place
from geo.cartography.placement.candidates import Candidates

ROUNDS = 6
LEAST_GAIN = 1e-9
DEAR = 8.0
"""What a place may cost before another block is asked to make room, in millimetres of leader."""
WISHES = 32
"""How many cheaper places are tried."""


def polish(board: Board) -> None:
    """Every block takes the best place the others leave it, then the dear ones try to move one other away."""
    board.forget()
    board.conflict = STRICT
    everyone = range(len(board.choices))
    for _ in range(ROUNDS):
        improved = sum(improve(board, index) for index in everyone)
        improved += sum(_make_room(board, index) for index in everyone if board.own[index] > DEAR)
        if not improved:
            return


def improve(board: Board, index: int) -> bool:
    """Move a block to its best place now; whether that helped."""
    place, _ = board.best(index, board.cost(index) - LEAST_GAIN)
    if place:
        board.put(index, place)
    return place is not None


def _make_room(board: Board, index: int) -> bool:
    """Give a block one of its cheaper places if a single other block stands there and both together gain."""
    before, old = board.place(index), board.cost(index)
    wishes = _wishes(board, index)
    if wishes is None:
        return False
    rivals = board.rivals_at(index, wishes)
    for row in np.flatnonzero(rivals.sum(axis=1) == 1).tolist():
        board.put(index, Place(wishes.boxes[row], wishes.leaders[row], float(wishes.costs[row])))
        if _give_way(board, int(rivals[row].argmax()), index, old):
            return True
        board.put(index, before)
    return False


def _wishes(board: Board, index: int) -> Candidates | None:
    """Places that would be cheaper by themselves, the cheapest first."""
    own = board.own[index] - LEAST_GAIN
    tiers = []
    for least, tier in board.choices[index].tiers():
        if least >= own:
            break
        tiers.append(tier)
    boxes, leaders, costs = (
        np.concatenate([getattr(tier, name) for tier in tiers]) for name in ("boxes", "leaders", "costs")
    )
    order = costs.argsort(kind="stable")[:WISHES]
    order = order[costs[order] < own]
    return Candidates(boxes[order], leaders[order], costs[order]) if len(order) else None


def _give_way(board: Board, rival: int, index: int, old: float) -> bool:
    """Move the rival of a block that has just moved; take it back unless the two cost less than before."""
    before = board.place(rival)
    old += before.cost
    place, cost = board.best(rival, old - board.own[index] - LEAST_GAIN)
    if place:
        board.put(rival, place)
        if cost + board.own[index] < old - LEAST_GAIN and not len(board.rivals(index)):
            return True
        board.put(rival, before)
    return False
