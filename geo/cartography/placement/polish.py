"""Shortens the leaders of a board, a block or a pair of blocks at a time."""

from collections.abc import Callable

import numpy as np

from geo.cartography.placement.board import STRICT, Board, Place
from geo.cartography.placement.candidates import Candidates
from geo.cartography.placement.segments import Floats, margins

ROUNDS = 6
LEAST_GAIN = 1e-9
DEAR = 8.0
"""What a place may cost before another block is asked to make room, in millimetres of leader."""
FAR_MM = 15.0
"""Beyond what a place costs, nothing that moves makes a better one possible."""
WISHES = 40
"""How many cheaper places are tried."""


def polish(board: Board) -> None:
    """Every block takes the best place the others leave it, then the dear ones try to move one other away."""
    board.forget()
    board.conflict = STRICT
    looked: dict[int, Floats] = {}
    asked: dict[int, Floats] = {}
    for _ in range(ROUNDS):
        improved = sum(_look(board, index, improve, looked) for index in range(len(board.choices)))
        dear = np.flatnonzero(board.own > DEAR).tolist()
        improved += sum(_look(board, index, _make_room, asked) for index in dear)
        if not improved:
            return


def _look(board: Board, index: int, gain: Callable[[Board, int], bool], looked: dict[int, Floats]) -> bool:
    """Whether a block gains; it need not try again before something near it has moved."""
    known = looked.get(index)
    if known is not None:
        moved = board.hulls[(board.boxes != known).any(axis=1)]
        off = board.own[index] + FAR_MM
        point = board.leaders[index, :2]
        if not (margins(moved, point) < off).any():
            return False
    if gain(board, index):
        looked.pop(index, None)
        return True
    looked[index] = board.boxes.copy()
    return False


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
    if not len(wishes.costs):
        return False
    rivals = board.rivals_at(index, wishes)
    worth = rivals @ _least_losses(board) < before.cost - wishes.costs
    for row in np.flatnonzero(worth & (rivals.sum(axis=1) == 1)).tolist():
        board.put(index, Place(wishes.boxes[row], wishes.leaders[row], float(wishes.costs[row])))
        if _give_way(board, int(rivals[row].argmax()), index, old):
            return True
        board.put(index, before)
    return False


def _wishes(board: Board, index: int) -> Candidates:
    """Places that would be cheaper by themselves, the cheapest first."""
    own = board.own[index] - LEAST_GAIN
    tiers = [tier for _, tier in board.choices[index].tiers(own)]
    boxes = np.concatenate([tier.boxes for tier in tiers])
    leaders = np.concatenate([tier.leaders for tier in tiers])
    costs = np.concatenate([tier.costs for tier in tiers])
    order = costs.argsort(kind="stable")[:WISHES]
    order = order[costs[order] < own]
    return Candidates(boxes[order], leaders[order], costs[order])


def _least_losses(board: Board) -> Floats:
    """What each block loses at least if it must move: a single plate on its point has no other place there."""
    led = np.array([choice.least_led if len(choice.block.plates) == 1 else 0 for choice in board.choices])
    result: Floats = np.maximum(led - board.own, 0)
    return result


def _give_way(board: Board, rival: int, index: int, old: float) -> bool:
    """Move the rival of a block that has just moved; take it back unless the two then cost less than before."""
    before = board.place(rival)
    place, _ = board.best(rival, old + before.cost - board.own[index] - LEAST_GAIN)
    if not place:
        return False
    board.put(rival, place)
    if len(board.rivals(index)):
        board.put(rival, before)
        return False
    return True
