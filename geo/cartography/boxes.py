"""Rectangles on paper."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class PaperBox:
    """In mm from the upper left corner of the viewport, y down."""

    left: float
    top: float
    right: float
    bottom: float

    def clipped(self, other: "PaperBox") -> "PaperBox":
        """The common part; width or height is negative where there is none."""
        return PaperBox(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )


def disjoint(boxes: Iterable[PaperBox]) -> Iterator[PaperBox]:
    """The same surface in boxes that at most touch: upright slabs between all left and right edges."""
    boxes = [box for box in boxes if box.left < box.right and box.top < box.bottom]
    edges = sorted({edge for box in boxes for edge in (box.left, box.right)})
    for left, right in pairwise(edges):
        spans = sorted((box.top, box.bottom) for box in boxes if box.left <= left and box.right >= right)
        for top, bottom in _merged(spans):
            yield PaperBox(left, top, right, bottom)


def _merged(spans: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
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
