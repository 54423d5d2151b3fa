"""What two blocks must not do to each other. A block is its box and its leader; whole arrays of them broadcast."""

from typing import NamedTuple

import numpy as np

from geo.cartography.placement.segments import (
    Bools,
    Floats,
    boxes_overlap,
    distances,
    has_length,
    margins,
    segments_cross,
    segments_meet_boxes,
)
from geo.cartography.placement.values import Rules


class Standing(NamedTuple):
    box: Floats
    leader: Floats


class Clashes(NamedTuple):
    """Rules that two blocks break, by kind."""

    boxes: Floats
    """Their boxes overlap."""
    hidden: Floats
    """My leader or its dot is under their box."""
    hiding: Floats
    """Theirs is under mine."""
    leaders: Floats
    """The leaders cross, or one runs through the dot of the other."""
    crowded: Floats
    """Dots that the other's plate comes too near to; no rule is broken by that."""

    @property
    def any(self) -> Bools:
        result: Bools = (self.boxes + self.hidden + self.hiding + self.leaders) > 0
        return result


def clashes(mine: Standing, theirs: Standing, rules: Rules) -> Clashes:
    led, other_led = has_length(mine.leader), has_length(theirs.leader)
    to_my_dot = _to_dot(theirs.box, mine.leader, led)
    to_their_dot = _to_dot(mine.box, theirs.leader, other_led)
    near = rules.dot_mm / 2 + rules.gap_mm
    return Clashes(
        boxes_overlap(mine.box, theirs.box, rules.gap_mm).astype(float),
        _under(mine.leader, theirs.box, to_my_dot, rules),
        _under(theirs.leader, mine.box, to_their_dot, rules),
        segments_cross(mine.leader, theirs.leader).astype(float)
        + (runs_through_dot(mine.leader, theirs.leader[..., :2], rules) & other_led)
        + (runs_through_dot(theirs.leader, mine.leader[..., :2], rules) & led),
        (to_my_dot <= near).astype(float) + (to_their_dot <= near),
    )


def _to_dot(box: Floats, leader: Floats, led: Bools) -> Floats:
    """Far where there is no dot."""
    result: Floats = margins(box, leader[..., :2]) + 1e3 * ~led
    return result


def _under(leader: Floats, box: Floats, to_dot: Floats, rules: Rules) -> Floats:
    result: Floats = segments_meet_boxes(leader, box, rules.clearance_mm).astype(float) + (to_dot < rules.dot_mm / 2)
    return result


def hides_dot(box: Floats, dots: Floats, rules: Rules) -> Bools:
    result: Bools = margins(box, dots) < rules.dot_mm / 2
    return result


def runs_through_dot(leader: Floats, dots: Floats, rules: Rules) -> Bools:
    apart = np.hypot(dots[..., 0] - leader[..., 0], dots[..., 1] - leader[..., 1])
    # the leader of a dot that touches the other gets away at the side
    off = np.minimum(np.maximum(apart / 2, apart - rules.dot_mm / 2), rules.dot_mm / 2 + rules.clearance_mm)
    result: Bools = distances(leader, dots) < off - 1e-6
    return result
