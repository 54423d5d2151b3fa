"""Lengths on paper and screen."""

MM_PER_INCH = 25.4
POINTS_PER_MM = 72 / MM_PER_INCH
STYLE_PIXEL_MM = 0.28
"""The pixel of OGC scale denominators; widths and text sizes of map documents are counted in it."""


def mm_to_points(length_mm: float) -> float:
    return length_mm * POINTS_PER_MM


def points_to_mm(length_pt: float) -> float:
    return length_pt / POINTS_PER_MM


def ground_m(length_mm: float, scale_denominator: float) -> float:
    """Metres on the ground under a length on paper."""
    return length_mm * scale_denominator / 1000


def paper_mm(length_m: float, scale_denominator: float) -> float:
    """Millimetres on paper of a length on the ground."""
    return length_m * 1000 / scale_denominator
