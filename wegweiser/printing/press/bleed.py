"""Looks at the drawn page: what reaches the cut has to go on beyond it, or a cut that slips shows a white edge."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pypdfium2

from geo.cartography.units import POINTS_PER_MM
from wegweiser.printing.paper import BLEED_MM
from wegweiser.printing.press.boxes import Rectangle

_INSIDE_MM = 0.7
_BEYOND_MM = (0.7, 1.5, BLEED_MM - 0.7)
_MOST_SHARE = 0.2
"""Of an edge: a white street that happens to run along it is no fault, a panel without bleed is a quarter of it."""
_WHITE = 254
_EDGES = ("linken", "rechten", "oberen", "unteren")

Picture = np.ndarray[Any, np.dtype[np.bool_]]


def edges_without_bleed(pdf: bytes) -> Iterator[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            picture = page.render(scale=1).to_numpy()  # one pixel for a point
            media, trim = Rectangle(*page.get_mediabox()), Rectangle(*page.get_trimbox())
            painted = (picture < _WHITE).any(axis=2)
            for edge in _EDGES:
                if _bare_share(painted, _inset(media, trim), edge) > _MOST_SHARE:
                    yield f"Seite {number}: An der {edge} Kante hört die Zeichnung am Schnitt auf (Anschnitt fehlt)."


def _inset(media: Rectangle, trim: Rectangle) -> tuple[float, float]:
    """Of the trim within the drawn page: from the left and from the top, the same on the other sides."""
    return trim.left - media.left, media.top - trim.top


def _bare_share(painted: Picture, inset: tuple[float, float], edge: str) -> float:
    """The part of an edge at which something is painted inside and nothing beyond it."""
    across = painted.T if edge in ("linken", "rechten") else painted
    near, along = inset if edge in ("linken", "rechten") else inset[::-1]
    rows = across if edge in ("linken", "oberen") else across[::-1]
    rows = rows[:, round(along) : rows.shape[1] - round(along)]
    inside = rows[round(near + _INSIDE_MM * POINTS_PER_MM)]
    beyond = np.any([rows[round(near - distance * POINTS_PER_MM)] for distance in _BEYOND_MM], axis=0)
    return float(np.mean(inside & ~beyond))
