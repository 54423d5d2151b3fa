"""The positions that a block may take: at its point, or on rings around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil, hypot, pi

import numpy as np
from numpy.typing import NDArray

from geo.cartography.placement.segments import (
    Bools,
    Floats,
    boxes_overlap,
    distances,
    leaders,
    margins,
    rows_of,
    segments_meet_boxes,
)
from geo.cartography.placement.values import Block, Corner, Sheet

TIERS_MM = (
    (1.3, 1.7, 2.2, 2.8),
    (3.4, 4.1, 4.9, 5.8),
    (6.8, 8, 9.4, 11),
    (13, 15, 17, 20),
    (23, 26, 30, 34),
    (39, 45, 52, 60),
)
"""How far rings are from the point; a farther tier is only looked at where the nearer ones leave no good place."""
PICTOGRAM_MM = 5.0

# soft costs, in millimetres of leader
DISPLACED = 4.0
BEYOND_PREFERRED = 4.0
"""Every millimetre beyond the preferred length counts this much more."""
OTHER_ROW = 0.3
"""A stack that stands with another row than its first on the point."""
INTO_THE_CROWD = 3.0
"""A leader that runs into the crowd instead of out of it."""
CROWD_MM = 30.0
PAST_A_POINT = 6.0
NEAR_A_POINT_MM = 1.2
HINTED = -20.0
"""What others must gain before a block leaves the place where it was asked to stand."""


@dataclass(frozen=True)
class Candidates:
    """Some positions of one block: boxes, leaders (without length where undisplaced), what each costs by itself."""

    boxes: Floats
    leaders: Floats
    costs: Floats

    @cached_property
    def hulls(self) -> Floats:
        """For each position, what holds box and leader."""
        return hulls(self.boxes, self.leaders)

    @cached_property
    def reach(self) -> Floats:
        """What holds them all."""
        return np.concatenate([self.hulls[:, :2].min(axis=0), self.hulls[:, 2:].max(axis=0)])

    def __getitem__(self, rows: "slice | NDArray[np.intp]") -> "Candidates":
        return Candidates(self.boxes[rows], self.leaders[rows], self.costs[rows])


def hulls(boxes: Floats, lines: Floats) -> Floats:
    """A leader ends at its box, so only its beginning counts."""
    result: Floats = np.concatenate(
        [np.minimum(boxes[..., :2], lines[..., :2]), np.maximum(boxes[..., 2:], lines[..., :2])], axis=-1
    )
    return result


class Choice:
    """All positions of a block, in tiers from near to far that are only worked out where they are asked for."""

    def __init__(self, block: Block, others: Floats, sheet: Sheet) -> None:
        """`others` are the true points (x, y) of all other blocks."""
        self.block = block
        self._sheet = sheet
        self._point = np.array([block.x_mm, block.y_mm])
        self._factor = (1 + block.priority) * len(block.plates) ** 0.5
        self._crowd = others[np.hypot(*(others - self._point).T) < CROWD_MM]
        self._tiers: list[Candidates] = []

    @property
    def least_led(self) -> float:
        """What a place with a leader costs at least."""
        return float(self._factor * (DISPLACED + TIERS_MM[0][0]))

    @property
    def exists(self) -> bool:
        return any(len(tier.costs) for _, tier in self.tiers())

    def tiers(self, below: float = np.inf) -> Iterator[tuple[float, Candidates]]:
        """Those that may hold positions cheaper than `below`, each with what they cost at least."""
        yield (HINTED if self.block.hint else 0.0), self._tier(0)
        if self.block.pinned is None:
            for number, rings in enumerate(TIERS_MM[1:], 1):
                least = self._factor * (DISPLACED + rings[0])
                if rings[0] < self._sheet.rules.longest_leader_mm and least < below:
                    yield least, self._tier(number)

    def _tier(self, number: int) -> Candidates:
        if number == len(self._tiers):
            self._tiers.append(self._first() if number == 0 else self._rings(number))
        return self._tiers[number]

    def _first(self) -> Candidates:
        if self.block.pinned:
            return self._at(self.block.pinned, 0)
        homes = _homes(self.block)
        homes = homes[_allowed(homes, self._sheet)]
        costs = OTHER_ROW * np.round((self.block.y_mm - homes[:, 1]) / PICTOGRAM_MM - 0.5)
        found = [Candidates(homes, np.tile(self._point, (len(homes), 2)), costs), self._rings(0)]
        if self.block.hint:
            found.append(self._at(self.block.hint, HINTED))
        return _joined(found)

    def _at(self, corner: Corner, cost: float) -> Candidates:
        """The block at one place of the user's choice; over its own point it needs no leader."""
        box = np.array([[*corner, corner[0] + self.block.width_mm, corner[1] + self.block.height_mm]])
        line = leader_to(self.block, box, self._sheet.rules.corner_mm)
        fits = _allowed(box, self._sheet) & _clear(line, self._point, self._sheet)
        return Candidates(box[fits], line[fits], np.full(int(fits.sum()), cost))

    def _rings(self, number: int) -> Candidates:
        rules = self._sheet.rules
        boxes = _ring_boxes(self.block.width_mm, self.block.height_mm, number) + np.tile(self._point, 2)
        boxes = boxes[_allowed(boxes, self._sheet)]
        lines = leaders((self.block.x_mm, self.block.y_mm), boxes, rules.corner_mm)
        fits = np.hypot(*(lines[:, 2:] - lines[:, :2]).T) <= rules.longest_leader_mm
        fits &= _clear(lines, self._point, self._sheet)
        boxes, lines = boxes[fits], lines[fits]
        return Candidates(boxes, lines, self._leader_costs(lines) * self._factor)

    def _leader_costs(self, lines: Floats) -> Floats:
        dx, dy = (lines[:, 2:] - lines[:, :2]).T
        lengths = np.hypot(dx, dy)
        beyond = np.maximum(lengths - self._sheet.rules.preferred_leader_mm, 0)
        costs: Floats = DISPLACED + lengths + BEYOND_PREFERRED * beyond
        if len(self._crowd):
            out = self._point - self._crowd.mean(axis=0)
            out_x, out_y = out / max(hypot(*out), CROWD_MM / 10)
            costs += INTO_THE_CROWD * (1 - (dx * out_x + dy * out_y) / np.maximum(lengths, 0.1))
            near = self._crowd[np.hypot(*(self._crowd - self._point).T) < lengths.max(initial=0) + NEAR_A_POINT_MM]
            costs += PAST_A_POINT * (distances(lines[:, None], near) < NEAR_A_POINT_MM).sum(axis=1)
        return costs


def leader_to(block: Block, boxes: Floats, corner_mm: float) -> Floats:
    """From the point of the block to each box, without length where the box lies over the point."""
    x, y = block.x_mm, block.y_mm
    over = (boxes[:, 0] <= x) & (boxes[:, 1] <= y) & (x <= boxes[:, 2]) & (y <= boxes[:, 3])
    result: Floats = np.where(over[:, None], (x, y, x, y), leaders((x, y), boxes, corner_mm))
    return result


def _joined(parts: list[Candidates]) -> Candidates:
    return Candidates(
        np.concatenate([part.boxes for part in parts]),
        np.concatenate([part.leaders for part in parts]),
        np.concatenate([part.costs for part in parts]),
    )


def _homes(block: Block) -> Floats:
    """The pictogram of a plate in the first column lies centred on the point."""
    rows = np.array([plate.box.top for plate in block.plates if plate.box.left == 0])
    left = np.full(len(rows), block.x_mm - PICTOGRAM_MM / 2)
    tops = block.y_mm - PICTOGRAM_MM / 2 - rows
    return np.column_stack([left, tops, left + block.width_mm, tops + block.height_mm])


@lru_cache(maxsize=256)
def _ring_boxes(width: float, height: float, tier: int) -> Floats:
    """Boxes of a size around the origin."""
    corners = np.array([corner for ring in TIERS_MM[tier] for corner in _ring(width, height, ring)])
    return np.hstack([corners, corners + np.array([width, height])])


def _ring(width: float, height: float, distance: float) -> list[Corner]:
    """Upper left corners of boxes whose border is `distance` from the origin: along sides, then round the corners."""
    step = 1 + distance / 12
    found = []
    for left in np.linspace(-width, 0, ceil(width / step) + 1):
        found += [(left, -height - distance), (left, distance)]
    for top in np.linspace(-height, 0, ceil(height / step) + 1):
        found += [(-width - distance, top), (distance, top)]
    for angle in np.linspace(0, pi / 2, ceil(distance * pi / 2 / step) + 1)[1:-1]:
        right, down = distance * np.cos(angle), distance * np.sin(angle)
        found += [(x, y) for x in (-width - right, right) for y in (-height - down, down)]
    return found


def _allowed(boxes: Floats, sheet: Sheet) -> Bools:
    frame = sheet.frame
    inside = (
        (boxes[:, 0] >= frame.left)
        & (boxes[:, 1] >= frame.top)
        & (boxes[:, 2] <= frame.right)
        & (boxes[:, 3] <= frame.bottom)
    )
    over = boxes_overlap(boxes[:, None], rows_of(sheet.forbidden), sheet.rules.gap_mm).any(axis=1)
    folded = boxes_overlap(boxes[:, None], rows_of(sheet.strips), 0).any(axis=1)
    return np.asarray(inside & ~over & ~folded)


def _clear(lines: Floats, point: Floats, sheet: Sheet) -> Bools:
    """Leaders from one point that run under no furniture but what hides the point itself."""
    furniture = rows_of(sheet.forbidden)
    off = margins(furniture, point)
    clearances = np.minimum(sheet.rules.clearance_mm, off - 1e-6)
    under = segments_meet_boxes(lines[:, None], furniture, clearances) & (off > 0)
    return np.asarray(~under.any(axis=1))
