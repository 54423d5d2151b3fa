"""Checks a placement with other means than those that made it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from geo.cartography.placement.values import Box, PlacedBlock, Placement

TOUCH_MM = 1e-6


@dataclass(frozen=True)
class Audit:
    overlaps: int
    """Pairs of plates, or of a plate and furniture, that share ground."""
    crossings: int
    under_plate: int
    """Pairs of a leader, its dot included, and a plate of another block above it."""
    out_of_frame: int
    longest_leader_mm: float

    @property
    def clean(self) -> bool:
        return not (self.overlaps or self.crossings or self.under_plate or self.out_of_frame)


def audit(placement: Placement) -> Audit:
    owners, boxes = _plates(placement)
    led = [(block, block.leader) for block in placement.blocks if block.leader]
    lines = [shapely.LineString([(leader.x1, leader.y1), (leader.x2, leader.y2)]) for _, leader in led]
    frame = _shape(placement.sheet.frame)
    return Audit(
        overlaps=_overlaps(boxes + [_shape(box) for box in placement.sheet.forbidden], len(boxes)),
        crossings=sum(one < other for one, other in _meeting(lines, lines)),
        under_plate=sum(owners[plate] is not led[line][0] for line, plate in _meeting(lines, boxes)),
        out_of_frame=sum(not frame.buffer(TOUCH_MM).covers(box) for box in boxes),
        longest_leader_mm=max((leader.length_mm for _, leader in led), default=0.0),
    )


def _plates(placement: Placement) -> tuple[list[PlacedBlock], list[shapely.Polygon]]:
    pairs = [(block, _shape(plate.box)) for block in placement.blocks for plate in block.plates]
    return [block for block, _ in pairs], [box for _, box in pairs]


def _meeting(ones: Sequence[shapely.Geometry], others: Sequence[shapely.Geometry]) -> list[tuple[int, int]]:
    pairs = shapely.STRtree(others).query(np.array(ones, dtype=object), predicate="intersects")
    return list(zip(*pairs.tolist(), strict=True))


def _overlaps(boxes: Sequence[shapely.Polygon], plates: int) -> int:
    pairs = [(one, other) for one, other in _meeting(boxes, boxes) if one < other and one < plates]
    return sum(boxes[one].intersection(boxes[other]).area > TOUCH_MM for one, other in pairs)


def _shape(box: Box) -> shapely.Polygon:
    return shapely.box(box.left, box.top, box.right, box.bottom)
