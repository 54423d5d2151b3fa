"""Checks a placement with other means than those that made it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from geo.cartography.placement.values import Box, Leader, PlacedBlock, Placement, Rules

TOUCH_MM = 1e-6


@dataclass(frozen=True)
class Audit:
    overlaps: int
    """Pairs of plates, or of a plate and furniture, that share ground."""
    crossings: int
    under_plate: int
    """Pairs of a leader, its dot included, and a plate of another block above it."""
    out_of_frame: int
    through_dot: int
    """Pairs of a leader and the dot of another block that it runs through or too near to."""
    over_furniture: int
    """Leaders that meet furniture, but for the box that their own point lies under."""
    on_fold: int
    longest_leader_mm: float

    @property
    def clean(self) -> bool:
        return not any(
            (
                self.overlaps,
                self.crossings,
                self.under_plate,
                self.out_of_frame,
                self.through_dot,
                self.over_furniture,
                self.on_fold,
            )
        )


def audit(placement: Placement) -> Audit:
    sheet = placement.sheet
    owners, boxes = _plates(placement)
    led = [block for block in placement.blocks if block.leader]
    leaders = [block.leader for block in placement.blocks if block.leader]
    lines = [shapely.LineString([(leader.x1, leader.y1), (leader.x2, leader.y2)]) for leader in leaders]
    return Audit(
        overlaps=_overlaps(boxes + [_shape(box) for box in sheet.forbidden], len(boxes)),
        crossings=sum(one < other for one, other in _meeting(lines, lines)),
        under_plate=_under_plate(led, lines, owners, boxes, sheet.rules),
        out_of_frame=sum(not _shape(sheet.frame).buffer(TOUCH_MM).covers(box) for box in boxes),
        through_dot=_through_dot(leaders, lines, sheet.rules),
        over_furniture=sum(_meets(leader, line, sheet.forbidden) for leader, line in zip(leaders, lines, strict=True)),
        on_fold=len({plate for plate, _ in _sharing(boxes, [_shape(box) for box in sheet.strips])}),
        longest_leader_mm=max((leader.length_mm for leader in leaders), default=0.0),
    )


def _plates(placement: Placement) -> tuple[list[PlacedBlock], list[shapely.Polygon]]:
    pairs = [(block, _shape(plate.box)) for block in placement.blocks for plate in block.plates]
    return [block for block, _ in pairs], [box for _, box in pairs]


def _meeting(ones: Sequence[shapely.Geometry], others: Sequence[shapely.Geometry]) -> list[tuple[int, int]]:
    pairs = shapely.STRtree(others).query(np.array(ones, dtype=object), predicate="intersects")
    return list(zip(*pairs.tolist(), strict=True))


def _sharing(ones: Sequence[shapely.Polygon], others: Sequence[shapely.Polygon]) -> list[tuple[int, int]]:
    return [
        (one, other) for one, other in _meeting(ones, others) if ones[one].intersection(others[other]).area > TOUCH_MM
    ]


def _overlaps(boxes: Sequence[shapely.Polygon], plates: int) -> int:
    return sum(one < other and one < plates for one, other in _sharing(boxes, boxes))


def _under_plate(
    led: Sequence[PlacedBlock],
    lines: Sequence[shapely.LineString],
    owners: Sequence[PlacedBlock],
    boxes: Sequence[shapely.Polygon],
    rules: Rules,
) -> int:
    radius = rules.dot_mm / 2 - TOUCH_MM
    drawn = [line.union(shapely.Point(line.coords[0]).buffer(radius)) for line in lines]
    return sum(owners[plate] is not led[line] for line, plate in _meeting(drawn, boxes))


def _through_dot(leaders: Sequence[Leader], lines: Sequence[shapely.LineString], rules: Rules) -> int:
    """Where dots touch, a leader need only get away at the side of the other."""
    radius = rules.dot_mm / 2
    dots = [shapely.Point(leader.x1, leader.y1) for leader in leaders]
    near = shapely.STRtree(dots).query(np.array(lines, dtype=object), "dwithin", distance=radius + rules.clearance_mm)
    found = 0
    for line, other in zip(*near.tolist(), strict=True):
        apart = dots[line].distance(dots[other])
        off = min(max(apart / 2, apart - radius), radius + rules.clearance_mm)
        found += line != other and lines[line].distance(dots[other]) < off - 2 * TOUCH_MM
    return found


def _meets(leader: Leader, line: shapely.LineString, furniture: Sequence[Box]) -> bool:
    return any(line.intersects(_shape(box)) for box in furniture if not box.holds(leader.x1, leader.y1))


def _shape(box: Box) -> shapely.Polygon:
    return shapely.box(box.left, box.top, box.right, box.bottom)
