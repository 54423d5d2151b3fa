"""The positions that a block may take: at its point, or on rings around it."""

from dataclasses import dataclass
from math import ceil, pi

import numpy as np

from geo.cartography.placement.segments import Floats, boxes_overlap, distances, leaders, segments_meet_boxes
from geo.cartography.placement.values import Block, Box, Sheet

RING_MM = (
    1.3,
    1.7,
    2.2,
    2.8,
    3.4,
    4.1,
    4.9,
    5.8,
    6.8,
    8,
    9.4,
    11,
    13,
    15,
    17,
    20,
    23,
    26,
    30,
    34,
    39,
    45,
    52,
    60,
    69,
    79,
    90,
)
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
PAST_A_DOT = 6.0
NEAR_A_DOT_MM = 1.2
OVER_FURNITURE = 30.0


@dataclass(frozen=True)
class Candidates:
    """The positions of one block: boxes, leaders (without length where undisplaced) and what each costs by itself."""

    boxes: Floats
    leaders: Floats
    costs: Floats


def candidates(block: Block, others: Floats, sheet: Sheet) -> Candidates:
    """`others` are the true points (x, y) of all other blocks."""
    homes, rings = _homes(block), _rings(block, sheet.rules.longest_leader_mm)
    homes, rings = homes[_allowed(homes, sheet)], rings[_allowed(rings, sheet)]
    lines = leaders((block.x_mm, block.y_mm), rings, sheet.rules.corner_mm)
    at_point = np.tile([block.x_mm, block.y_mm] * 2, (len(homes), 1))
    home_costs = OTHER_ROW * np.round((block.y_mm - homes[:, 1]) / PICTOGRAM_MM - 0.5)
    ring_costs = _leader_costs(block, lines, others, sheet) * (1 + block.priority) * len(block.plates) ** 0.5
    return Candidates(
        np.concatenate([homes, rings]),
        np.concatenate([at_point, lines]),
        np.concatenate([home_costs, ring_costs]),
    )


def _homes(block: Block) -> Floats:
    """The pictogram of a plate in the first column lies centred on the point."""
    rows = [plate.box.top for plate in block.plates if plate.box.left == 0]
    left = block.x_mm - PICTOGRAM_MM / 2
    return _boxes(block, [(left, block.y_mm - PICTOGRAM_MM / 2 - row) for row in rows])


def _rings(block: Block, longest_mm: float) -> Floats:
    corners = [corner for ring in RING_MM if ring <= longest_mm for corner in _ring(block, ring)]
    return _boxes(block, corners)


def _ring(block: Block, distance: float) -> list[tuple[float, float]]:
    """Upper left corners of boxes whose border is `distance` from the point: along sides, then round the corners."""
    width, height = block.width_mm, block.height_mm
    step = 1 + distance / 12
    left, top = block.x_mm - width, block.y_mm - height
    found = []
    for dx in np.linspace(0, width, ceil(width / step) + 1):
        found += [(left + dx, top - distance), (left + dx, block.y_mm + distance)]
    for dy in np.linspace(0, height, ceil(height / step) + 1):
        found += [(left - distance, top + dy), (block.x_mm + distance, top + dy)]
    turns = ceil(distance * pi / 2 / step)
    for angle in np.linspace(0, pi / 2, turns + 1)[1:-1]:
        right, down = distance * np.cos(angle), distance * np.sin(angle)
        found += [(x, y) for x in (left - right, block.x_mm + right) for y in (top - down, block.y_mm + down)]
    return found


def _boxes(block: Block, corners: list[tuple[float, float]]) -> Floats:
    upper_left = np.array(corners).reshape(-1, 2)
    return np.hstack([upper_left, upper_left + np.array([block.width_mm, block.height_mm])])


def _allowed(boxes: Floats, sheet: Sheet) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    frame = sheet.frame
    inside = (
        (boxes[:, 0] >= frame.left)
        & (boxes[:, 1] >= frame.top)
        & (boxes[:, 2] <= frame.right)
        & (boxes[:, 3] <= frame.bottom)
    )
    over = boxes_overlap(boxes[:, None], furniture(sheet)[None], sheet.rules.gap_mm)
    return inside & ~over.any(axis=1)


def furniture(sheet: Sheet) -> Floats:
    return np.array([_row(box) for box in sheet.forbidden]).reshape(-1, 4)


def _row(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.right, box.bottom


def _leader_costs(block: Block, lines: Floats, others: Floats, sheet: Sheet) -> Floats:
    dx, dy = lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]
    lengths = np.hypot(dx, dy)
    costs = DISPLACED + lengths + BEYOND_PREFERRED * np.maximum(lengths - sheet.rules.preferred_leader_mm, 0)
    crowd = others[np.hypot(others[:, 0] - block.x_mm, others[:, 1] - block.y_mm) < CROWD_MM]
    if len(crowd):
        out = np.array([block.x_mm, block.y_mm]) - crowd.mean(axis=0)
        out_x, out_y = out / max(float(np.hypot(*out)), CROWD_MM / 10)
        costs += INTO_THE_CROWD * (1 - (dx * out_x + dy * out_y) / np.maximum(lengths, 0.1))
    costs += PAST_A_DOT * (distances(lines[:, None], crowd) < NEAR_A_DOT_MM).sum(axis=1)
    costs += OVER_FURNITURE * segments_meet_boxes(lines[:, None], furniture(sheet)[None], 0).any(axis=1)
    return costs
