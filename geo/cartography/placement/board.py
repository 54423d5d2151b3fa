"""Where every block stands, and what a move would conflict with."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.cartography.placement.candidates import Candidates, Choice, hulls
from geo.cartography.placement.conflicts import Clashes, Standing, clashes
from geo.cartography.placement.segments import Floats, boxes_overlap
from geo.cartography.placement.values import Rules

Indices = NDArray[np.intp]

STRICT = 1000.0
"""What a conflict costs: more than any soft cost, so that no leader is ever shortened by an overlap."""
CROWDED_DOT = 12.0
"""In millimetres of leader: a dot that another plate nearly touches seems to belong to that one."""

BATCH = 96
MEMORY = 0.9


class Place(NamedTuple):
    """A position of a block and what it costs by itself."""

    box: Floats
    leader: Floats
    cost: float


class Weights(NamedTuple):
    """How much each kind of conflict between two blocks counts; `hidden` is about the leader of the first."""

    boxes: NDArray[np.float32]
    hidden: NDArray[np.float32]
    leaders: NDArray[np.float32]


class Board:
    """Boxes and leaders of blocks that have no place yet are NaN, which conflicts with nothing."""

    def __init__(self, choices: Sequence[Choice], rules: Rules) -> None:
        count = len(choices)
        self.choices = choices
        self.rules = rules
        self.conflict = STRICT
        self.boxes: Floats = np.full((count, 4), np.nan)
        self.leaders: Floats = np.full((count, 4), np.nan)
        self.hulls: Floats = np.full((count, 4), np.nan)
        self.own: Floats = np.zeros(count)
        self._margin = rules.dot_mm + rules.gap_mm + rules.clearance_mm
        self.forget()

    def forget(self) -> None:
        """All conflicts weigh the same again."""
        count = len(self.choices)
        self._weights = Weights(*(np.ones((count, count), dtype=np.float32) for _ in Weights._fields))

    def put(self, index: int, place: Place) -> None:
        self.boxes[index], self.leaders[index], self.own[index] = place
        self.hulls[index] = hulls(place.box, place.leader)

    def place(self, index: int) -> Place:
        return Place(self.boxes[index].copy(), self.leaders[index].copy(), float(self.own[index]))

    def cost(self, index: int) -> float:
        """What the place of a block costs together with all that it conflicts with."""
        here = self._here(index)
        return float(self._costs(index, here, self._near(index, here.reach))[0])

    def best(self, index: int, below: float = np.inf) -> tuple[Place | None, float]:
        """The cheapest place of a block that costs less than `below`, and its cost now."""
        found: Place | None = None
        for least, tier in self.choices[index].tiers():
            if least >= below:
                break
            if not len(tier.costs):
                continue
            others = self._near(index, tier.reach)
            overlaps = boxes_overlap(tier.boxes[:, None], self.boxes[others], self.rules.gap_mm)
            at_least = tier.costs + self.conflict * (overlaps @ self._weights.boxes[index, others])
            order = at_least.argsort(kind="stable")
            for start in range(0, len(order), BATCH):
                rows = order[start : start + BATCH]
                if at_least[rows[0]] >= below:
                    break
                costs = self._costs(index, tier[rows], others)
                if costs.min() < below:
                    row, below = int(rows[costs.argmin()]), float(costs.min())
                    found = Place(tier.boxes[row], tier.leaders[row], float(tier.costs[row]))
        return found, below

    def rivals(self, index: int) -> Indices:
        """The blocks that the block conflicts with where it stands."""
        here = self._here(index)
        others = self._near(index, here.reach)
        _, found, others = self._clashes(here, others)
        return others[found.any]

    def rivals_at(self, index: int, some: Candidates) -> NDArray[np.bool_]:
        """For each position, which blocks it would conflict with."""
        others = self._near(index, some.reach)
        result = np.zeros((len(some.costs), len(self.choices)), dtype=bool)
        rows, found, others = self._clashes(some, others)
        result[rows, others] = found.any
        return result

    def troubled(self) -> Indices:
        """All blocks that conflict with another."""
        grown = self.hulls + self._margin / 2 * np.array([-1, -1, 1, 1])
        areas = np.array([shapely.box(*hull) for hull in grown.tolist()], dtype=object)
        one, other = shapely.STRtree(areas).query(areas)
        one, other = one[one < other], other[one < other]
        found = clashes(self._standing(one), self._standing(other), self.rules).any
        return np.unique(np.concatenate([one[found], other[found]]))

    def part(self, index: int) -> None:
        """Make the rules that the block breaks where it stands weigh more than others."""
        others = self._near(index, self._here(index).reach)
        found = clashes(self._standing([index]), self._standing(others), self.rules)
        self._weights.boxes[index, others] += found.boxes > 0
        self._weights.boxes[others, index] = self._weights.boxes[index, others]
        self._weights.hidden[index, others] += found.hidden > 0
        self._weights.hidden[others, index] += found.hiding > 0
        self._weights.leaders[index, others] += found.leaders > 0
        self._weights.leaders[others, index] = self._weights.leaders[index, others]

    def fade(self) -> None:
        """Let weights become equal again, little by little."""
        for weights in self._weights:
            weights += (1 - MEMORY) * (1 - weights)

    def _costs(self, index: int, some: Candidates, others: Indices) -> Floats:
        rows, found, others = self._clashes(some, others)
        if not len(rows):
            return some.costs
        weights = self._weights
        conflicts = (
            found.boxes * weights.boxes[index, others]
            + found.hidden * weights.hidden[index, others]
            + found.hiding * weights.hidden[others, index]
            + found.leaders * weights.leaders[index, others]
        )
        dear = self.conflict * conflicts + CROWDED_DOT * found.crowded
        result: Floats = some.costs + np.bincount(rows, dear, len(some.costs))
        return result

    def _clashes(self, some: Candidates, others: Indices) -> tuple[Indices, Clashes, Indices]:
        """Of all pairs of a position and another block that are near each other: row, clashes, other."""
        rows, columns = np.nonzero(boxes_overlap(some.hulls[:, None], self.hulls[others], self._margin))
        others = others[columns]
        found = clashes(Standing(some.boxes[rows], some.leaders[rows]), self._standing(others), self.rules)
        return rows, found, others

    def _here(self, index: int) -> Candidates:
        return Candidates(self.boxes[[index]], self.leaders[[index]], self.own[[index]])

    def _standing(self, indices: Indices | list[int]) -> Standing:
        return Standing(self.boxes[indices], self.leaders[indices])

    def _near(self, index: int, reach: Floats) -> Indices:
        """The others that something within `reach` may conflict with."""
        near = boxes_overlap(self.hulls, reach, self._margin)
        near[index] = False
        return np.flatnonzero(near)
