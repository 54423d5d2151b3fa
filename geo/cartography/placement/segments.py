"""Whole arrays of boxes and segments against each other. Boxes are (left, top, right, bottom), arrays broadcast."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geo.cartography.placement.values import Box

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def rows_of(boxes: Sequence[Box]) -> Floats:
    return np.array([(box.left, box.top, box.right, box.bottom) for box in boxes]).reshape(-1, 4)


def boxes_overlap(one: Floats, other: Floats, gap: float) -> Bools:
    result: Bools = (
        (one[..., 0] < other[..., 2] + gap)
        & (other[..., 0] < one[..., 2] + gap)
        & (one[..., 1] < other[..., 3] + gap)
        & (other[..., 1] < one[..., 3] + gap)
    )
    return result


def segments_cross(one: Floats, other: Floats) -> Bools:
    """Segments (x1, y1, x2, y2); touching counts as crossing, but a segment without length crosses nothing."""
    # collinear segments part each other wherever they lie, so their extents decide
    result: Bools = _parted_by(one, other) & _parted_by(other, one) & boxes_overlap(_extent(one), _extent(other), 1e-9)
    return result


def _extent(segments: Floats) -> Floats:
    starts, ends = segments[..., :2], segments[..., 2:]
    return np.concatenate([np.minimum(starts, ends), np.maximum(starts, ends)], axis=-1)


def _parted_by(line: Floats, segment: Floats) -> Bools:
    """Whether the ends of the segment lie on different sides of the line, or on it. A point is no line."""
    dx, dy = line[..., 2] - line[..., 0], line[..., 3] - line[..., 1]
    first = dx * (segment[..., 1] - line[..., 1]) - dy * (segment[..., 0] - line[..., 0])
    second = dx * (segment[..., 3] - line[..., 1]) - dy * (segment[..., 2] - line[..., 0])
    result: Bools = (first * second <= 0) & ((dx != 0) | (dy != 0))
    return result


def segments_meet_boxes(segments: Floats, boxes: Floats, clearance: float | Floats) -> Bools:
    """By separating axes: the two of the box and the one across the segment."""
    half_x = (boxes[..., 2] - boxes[..., 0]) / 2 + clearance
    half_y = (boxes[..., 3] - boxes[..., 1]) / 2 + clearance
    dx, dy = (segments[..., 2] - segments[..., 0]) / 2, (segments[..., 3] - segments[..., 1]) / 2
    from_x = (segments[..., 0] + segments[..., 2] - boxes[..., 0] - boxes[..., 2]) / 2
    from_y = (segments[..., 1] + segments[..., 3] - boxes[..., 1] - boxes[..., 3]) / 2
    along_x, along_y = np.abs(dx), np.abs(dy)
    result: Bools = (
        (np.abs(from_x) <= half_x + along_x)
        & (np.abs(from_y) <= half_y + along_y)
        & (np.abs(dx * from_y - dy * from_x) <= half_x * along_y + half_y * along_x)
    )
    return result


def distances(segments: Floats, points: Floats) -> Floats:
    """Of points (x, y) from segments."""
    dx, dy = segments[..., 2] - segments[..., 0], segments[..., 3] - segments[..., 1]
    to_x, to_y = points[..., 0] - segments[..., 0], points[..., 1] - segments[..., 1]
    share = np.clip((to_x * dx + to_y * dy) / np.maximum(dx * dx + dy * dy, 1e-9), 0, 1)
    result: Floats = np.hypot(to_x - share * dx, to_y - share * dy)
    return result


def leaders(point: tuple[float, float], boxes: Floats, corner: float) -> Floats:
    """The shortest segment from the point to each box; boxes have round corners."""
    near = np.clip(point, boxes[:, :2] + corner, boxes[:, 2:] - corner)
    back = np.array(point) - near
    length = np.maximum(np.hypot(back[:, 0], back[:, 1]), corner)
    return np.hstack([np.broadcast_to(point, near.shape), near + back * (corner / length)[:, None]])


def margins(boxes: Floats, points: Floats) -> Floats:
    """How far the boxes must grow on all sides to reach the points; negative within."""
    result: Floats = np.maximum(
        np.maximum(boxes[..., 0] - points[..., 0], points[..., 0] - boxes[..., 2]),
        np.maximum(boxes[..., 1] - points[..., 1], points[..., 1] - boxes[..., 3]),
    )
    return result


def has_length(segments: Floats) -> Bools:
    result: Bools = (segments[..., 0] != segments[..., 2]) | (segments[..., 1] != segments[..., 3])
    return result
