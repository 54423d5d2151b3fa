"""Is there room at all? Arithmetic that saves a search without prospects."""

from collections.abc import Sequence
from math import ceil

import numpy as np

from geo.cartography.placement.segments import Floats, rows_of
from geo.cartography.placement.values import Block, Sheet

PACKING = 0.6
"""Share of free ground that plates can cover: up to a half is found in seconds, six tenths never were."""
REACH_MM = 30.0
"""How far from their points the plates of a crowd may stand: longer leaders find no way between so many others."""
WINDOWS_MM = (20.0, 30.0, 40.0, 60.0, 80.0, 120.0, 200.0, 400.0)
"""Half the sides of the squares around each point that are looked at."""


def homeless(blocks: Sequence[Block], sheet: Sheet) -> int:
    """How many blocks at least find no place, as far as areas tell."""
    if not blocks:
        return 0
    gap = sheet.rules.gap_mm
    points = np.array([(block.x_mm, block.y_mm) for block in blocks])
    areas = np.array([(block.width_mm + gap) * (block.height_mm + gap) for block in blocks])
    apart = np.abs(points[:, None] - points).max(axis=2)
    worst = 0
    for half in WINDOWS_MM:
        inside = apart <= half
        shares = PACKING * _free(points, half + REACH_MM, sheet) / (inside @ areas)
        crowd = int(shares.argmin())
        worst = max(worst, ceil(int(inside[crowd].sum()) * (1 - float(shares[crowd]))))
    return worst


def _free(points: Floats, half: float, sheet: Sheet) -> Floats:
    """Area of the squares around the points, within the frame and without furniture and folds."""
    squares = np.hstack([points - half, points + half])
    taken = _common(squares, rows_of([*sheet.forbidden, *sheet.strips])).sum(axis=1)
    result: Floats = np.maximum(_common(squares, rows_of([sheet.frame]))[:, 0] - taken, 0)
    return result


def _common(boxes: Floats, others: Floats) -> Floats:
    low = np.maximum(boxes[:, None, :2], others[:, :2])
    high = np.minimum(boxes[:, None, 2:], others[:, 2:])
    result: Floats = np.prod(np.maximum(high - low, 0), axis=2)
    return result
