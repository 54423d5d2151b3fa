"""Checks a placement with other means than those that made it, and says which blocks are concerned."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
import shapely

from geo.cartography.placement.values import Box, Leader, PlacedBlock, Placement, Rules

TOUCH_MM = 1e-6

Pair = tuple[PlacedBlock, PlacedBlock]


@dataclass(frozen=True)
class Audit:
    """Each fault with its blocks; none where the placement is sound."""

    overlaps: tuple[Pair, ...]
    """A plate on one that stands before it."""
    on_furniture: tuple[PlacedBlock, ...]
    """Once for each box that a plate shares ground with."""
    crossings: tuple[Pair, ...]
    under_plate: tuple[Pair, ...]
    """A block whose leader, its dot included, runs under a plate of the other."""
    out_of_frame: tuple[PlacedBlock, ...]
    through_dot: tuple[Pair, ...]
    """A block whose leader runs through the dot of the other, or too near to it."""
    over_furniture: tuple[PlacedBlock, ...]
    """Their leaders meet furniture, but for the box that their own point lies under."""
    on_fold: tuple[PlacedBlock, ...]

    @property
    def clean(self) -> bool:
        return not any(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True)
class _Drawn:
    """Plates and leaders as shapes, each with its block."""

    owners: tuple[PlacedBlock, ...]
    plates: tuple[shapely.Polygon, ...]
    led: tuple[PlacedBlock, ...]
    leaders: tuple[Leader, ...]
    lines: tuple[shapely.LineString, ...]

    @classmethod
    def of(cls, blocks: Sequence[PlacedBlock]) -> "_Drawn":
        pairs = [(block, _shape(plate.box)) for block in blocks for plate in block.plates]
        led = [(block, block.leader) for block in blocks if block.leader]
        return cls(
            tuple(block for block, _ in pairs),
            tuple(shape for _, shape in pairs),
            tuple(block for block, _ in led),
            tuple(leader for _, leader in led),
            tuple(shapely.LineString([(each.x1, each.y1), (each.x2, each.y2)]) for _, each in led),
        )


def audit(placement: Placement) -> Audit:
    sheet, drawn = placement.sheet, _Drawn.of(placement.blocks)
    frame = _shape(sheet.frame).buffer(TOUCH_MM)
    outside = (owner for owner, plate in zip(drawn.owners, drawn.plates, strict=True) if not frame.covers(plate))
    return Audit(
        overlaps=tuple(_overlaps(drawn)),
        on_furniture=tuple(drawn.owners[plate] for plate, _ in _sharing(drawn.plates, _shapes(sheet.forbidden))),
        crossings=tuple(
            (drawn.led[one], drawn.led[other]) for one, other in _meeting(drawn.lines, drawn.lines) if one > other
        ),
        under_plate=tuple(_under_plate(drawn, sheet.rules)),
        out_of_frame=tuple(dict.fromkeys(outside)),
        through_dot=tuple(_through_dot(drawn, sheet.rules)),
        over_furniture=tuple(_over_furniture(drawn, sheet.forbidden)),
        on_fold=tuple(dict.fromkeys(drawn.owners[plate] for plate, _ in _sharing(drawn.plates, _shapes(sheet.strips)))),
    )


def _meeting(ones: Sequence[shapely.Geometry], others: Sequence[shapely.Geometry]) -> list[tuple[int, int]]:
    pairs = shapely.STRtree(others).query(np.array(ones, dtype=object), predicate="intersects")
    return list(zip(*pairs.tolist(), strict=True))


def _sharing(ones: Sequence[shapely.Polygon], others: Sequence[shapely.Polygon]) -> list[tuple[int, int]]:
    return [
        (one, other) for one, other in _meeting(ones, others) if ones[one].intersection(others[other]).area > TOUCH_MM
    ]


def _overlaps(drawn: _Drawn) -> Iterator[Pair]:
    for one, other in _sharing(drawn.plates, drawn.plates):
        if one > other:
            yield drawn.owners[one], drawn.owners[other]


def _under_plate(drawn: _Drawn, rules: Rules) -> Iterator[Pair]:
    radius = rules.dot_mm / 2 - TOUCH_MM
    dotted = [line.union(shapely.Point(line.coords[0]).buffer(radius)) for line in drawn.lines]
    for line, plate in _meeting(dotted, drawn.plates):
        if drawn.owners[plate] is not drawn.led[line]:
            yield drawn.led[line], drawn.owners[plate]


def _through_dot(drawn: _Drawn, rules: Rules) -> Iterator[Pair]:
    """Where dots touch, a leader need only get away at the side of the other."""
    radius = rules.dot_mm / 2
    dots = [shapely.Point(leader.x1, leader.y1) for leader in drawn.leaders]
    lines = np.array(drawn.lines, dtype=object)
    near = shapely.STRtree(dots).query(lines, "dwithin", distance=radius + rules.clearance_mm)
    for line, other in zip(*near.tolist(), strict=True):
        apart = dots[line].distance(dots[other])
        off = min(max(apart / 2, apart - radius), radius + rules.clearance_mm)
        if line != other and drawn.lines[line].distance(dots[other]) < off - 2 * TOUCH_MM:
            yield drawn.led[line], drawn.led[other]


def _over_furniture(drawn: _Drawn, furniture: Sequence[Box]) -> Iterator[PlacedBlock]:
    for block, leader, line in zip(drawn.led, drawn.leaders, drawn.lines, strict=True):
        if any(line.intersects(_shape(box)) for box in furniture if not box.holds(leader.x1, leader.y1)):
            yield block


def _shapes(boxes: Sequence[Box]) -> list[shapely.Polygon]:
    return [_shape(box) for box in boxes]


def _shape(box: Box) -> shapely.Polygon:
    return shapely.box(box.left, box.top, box.right, box.bottom)
