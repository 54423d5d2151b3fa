"""Overlapping rectangles on paper as rectangles that at most touch."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from geo.cartography.placement.values import Box


def disjoint(boxes: Iterable[Box], frame: Box) -> Iterator[Box]:
    """The surface of the boxes within the frame, in upright slabs between all left and right edges."""
    clipped = [part for part in (_within(box, frame) for box in boxes) if part]
    edges = sorted({edge for box in clipped for edge in (box.left, box.right)})
    for left, right in pairwise(edges):
        spans = sorted((box.top, box.bottom) for box in clipped if box.left <= left and box.right >= right)
        for top, bottom in _merged(spans):
            yield Box(left, top, right, bottom)


def _within(box: Box, frame: Box) -> Box | None:
    left, right = max(box.left, frame.left), min(box.right, frame.right)
    top, bottom = max(box.top, frame.top), min(box.bottom, frame.bottom)
    return Box(left, top, right, bottom) if left < right and top < bottom else None


def _merged(spans: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Joins spans, in order of their start, that overlap or touch."""
    pending: tuple[float, float] | None = None
    for start, end in spans:
        if pending and start <= pending[1]:
            pending = pending[0], max(pending[1], end)
        else:
            if pending:
                yield pending
            pending = start, end
    if pending:
        yield pending
