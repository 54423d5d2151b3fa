"""A map that fills a box of a page instead of all of it. Positions on it are mm from the box's upper left corner."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from geo.basemap.ground import ground_document
from geo.basemap.labels import labels_document
from geo.basemap.style import Look
from geo.cartography import overlays
from geo.cartography.painter import draw_pdf
from geo.cartography.placement.values import Box
from geo.cartography.viewport import Viewport
from wegweiser.printing.layout.shapes import box_mm

EDGE_MM = 3.0
"""Names keep this distance from the edge of the box."""


@dataclass(frozen=True)
class Window:
    viewport: Viewport
    left_mm: float
    top_mm: float
    """Of the box, on the page."""

    @property
    def inner(self) -> Box:
        """Where symbols and names may stand."""
        return Box(EDGE_MM, EDGE_MM, self.viewport.width_mm - EDGE_MM, self.viewport.height_mm - EDGE_MM)

    @property
    def plain(self) -> dict[str, Any]:
        return box_mm(Box(0, 0, self.viewport.width_mm, self.viewport.height_mm).shifted(self.left_mm, self.top_mm))

    def drawn(self, look: Look, over: Sequence[str], taken: Sequence[Box]) -> bytes:
        """A PDF page of the size of the box: ground, what lies over it, and the names that find room beside `taken`."""
        documents = [ground_document(look), *over, self.kept_free(taken), labels_document(look)]
        return draw_pdf(self.viewport, documents)

    def kept_free(self, taken: Sequence[Box]) -> str:
        """No name of a later document stands on `taken` or at the edge."""
        return overlays.obstacles(self.viewport, [*taken, *self._edges()])

    def _edges(self) -> list[Box]:
        width, height = self.viewport.width_mm, self.viewport.height_mm
        return [
            Box(-1, -1, width + 1, EDGE_MM),
            Box(-1, height - EDGE_MM, width + 1, height + 1),
            Box(-1, EDGE_MM, EDGE_MM, height - EDGE_MM),
            Box(width - EDGE_MM, EDGE_MM, width + 1, height - EDGE_MM),
        ]
