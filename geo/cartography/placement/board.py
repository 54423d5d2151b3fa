"""Where every block stands, and what a move would conflict with."""

import numpy as np
from numpy.typing import NDArray

from geo.cartography.placement.candidates import Candidates
from geo.cartography.placement.segments import Floats, boxes_overlap, segments_cross, segments_meet_boxes
from geo.cartography.placement.values import Rules

Indices = NDArray[np.intp]

CONFLICT = 1000.0
"""More than any soft cost, so that no leader is ever shortened by an overlap."""
CROWDED_DOT = 12.0
"""In millimetres of leader: a dot that another plate nearly touches seems to belong to that one."""

BATCH = 64
MEMORY = 0.9
_DOT = [0, 1, 0, 1]
"""Of a leader's columns: the segment without length at its beginning."""


class Board:
    """Boxes and leaders of blocks that have no place yet are NaN, which conflicts with nothing."""

    def __init__(self, choices: list[Candidates], rules: Rules) -> None:
        self.choices = choices
        self.rules = rules
        self.chosen = np.full(len(choices), -1)
        self.boxes: Floats = np.full((len(choices), 4), np.nan)
        self.leaders: Floats = np.full((len(choices), 4), np.nan)
        self.weights: Floats = np.ones((len(choices), len(choices)))
        self._reach: Floats = np.array([_reach(choice) for choice in choices]).reshape(-1, 4)

    def put(self, index: int, position: int) -> None:
        self.chosen[index] = position
        self.boxes[index] = self.choices[index].boxes[position]
        self.leaders[index] = self.choices[index].leaders[position]

    def own_cost(self, index: int) -> float:
        """What the place of a block costs by itself."""
        return float(self.choices[index].costs[self.chosen[index]])

    def cost(self, index: int) -> float:
        """What it costs together with all that it conflicts with."""
        return float(self._costs(index, self._others(index), self.chosen[[index]])[0])

    def best(self, index: int) -> tuple[int, float]:
        """The cheapest position of a block and its cost now. Leaders are only looked at where the box could win."""
        choice, others = self.choices[index], self._others(index)
        overlaps = boxes_overlap(choice.boxes[:, None], self.boxes[others], self.rules.gap_mm)
        at_least = choice.costs + CONFLICT * (overlaps @ self.weights[index, others])
        order = at_least.argsort(kind="stable")
        found, lowest = -1, np.inf
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            if at_least[batch[0]] >= lowest:
                break
            costs = self._costs(index, others, batch)
            if costs.min() < lowest:
                found, lowest = int(batch[costs.argmin()]), float(costs.min())
        return found, lowest

    def _costs(self, index: int, others: Indices, positions: Indices) -> Floats:
        choice = self.choices[index]
        boxes, lines = choice.boxes[positions], choice.leaders[positions]
        conflicts = self._count(boxes[:, None], lines[:, None], others) @ self.weights[index, others]
        result: Floats = (
            choice.costs[positions] + CONFLICT * conflicts + CROWDED_DOT * self._crowded_dots(boxes, lines, others)
        )
        return result

    def rivals(self, index: int) -> Indices:
        """The blocks that the block conflicts with where it stands."""
        others = self._others(index)
        found = self._count(self.boxes[index][None], self.leaders[index][None], others)
        return others[found > 0]

    def part(self, index: int) -> None:
        """Make the conflicts that the block has where it stands weigh more than others."""
        rivals = self.rivals(index)
        self.weights[index, rivals] += 1
        self.weights[rivals, index] += 1

    def forget(self) -> None:
        self.weights = 1 + (self.weights - 1) * MEMORY

    def troubled(self) -> Indices:
        """All blocks that conflict with another."""
        everyone = np.arange(len(self.choices))
        found = self._count(self.boxes[:, None], self.leaders[:, None], everyone)
        np.fill_diagonal(found, 0)
        return np.flatnonzero(found.sum(axis=1))

    def _count(self, boxes: Floats, lines: Floats, others: Indices) -> Floats:
        other_boxes, other_lines = self.boxes[others], self.leaders[others]
        clearance = self.rules.clearance_mm
        result: Floats = (
            boxes_overlap(boxes, other_boxes, self.rules.gap_mm).astype(float)
            + segments_cross(lines, other_lines)
            + segments_meet_boxes(lines, other_boxes, clearance)
            + segments_meet_boxes(other_lines, boxes, clearance)
        )
        return result

    def _crowded_dots(self, boxes: Floats, lines: Floats, others: Indices) -> Floats:
        """How many dots have a plate other than their own too near."""
        margin = self.rules.dot_mm / 2 + self.rules.gap_mm
        near_mine = segments_meet_boxes(lines[:1, _DOT], self.boxes[others], margin).sum()
        led = others[_has_length(self.leaders[others])]
        near_theirs = segments_meet_boxes(self.leaders[led][:, _DOT], boxes[:, None], margin).sum(axis=1)
        result: Floats = near_mine * _has_length(lines) + near_theirs
        return result

    def _others(self, index: int) -> Indices:
        low = np.minimum(self.boxes[:, :2], self.leaders[:, :2])
        high = np.maximum(self.boxes[:, 2:], self.leaders[:, :2])
        reach = self._reach[index]
        near = (low < reach[2:]).all(axis=1) & (high > reach[:2]).all(axis=1)
        near[index] = False
        return np.flatnonzero(near)


def _has_length(lines: Floats) -> NDArray[np.bool_]:
    result: NDArray[np.bool_] = (lines[:, :2] != lines[:, 2:]).any(axis=1)
    return result


def _reach(choice: Candidates) -> Floats:
    """The box that holds every position of a block, and so every leader to it."""
    low, high = choice.boxes[:, :2].min(axis=0), choice.boxes[:, 2:].max(axis=0)
    result: Floats = np.concatenate(
        [np.minimum(low, choice.leaders[0, :2]), np.maximum(high, choice.leaders[0, :2])]
    ) + (np.array([-1.0, -1, 1, 1]))
    return result
