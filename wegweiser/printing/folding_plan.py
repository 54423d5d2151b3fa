"""For the bindery, in German: which side comes outside, where it is folded, which way and in which order.

Lengths are millimetres from the left and the top of the outer side.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from wegweiser.printing.definition import Definition, Product
from wegweiser.printing.folding import (
    Fold,
    Panel,
    Stack,
    is_mountain,
    map_folds,
    map_sheet,
    open_sheet,
    stages,
    wrapped,
)
from wegweiser.printing.fonts import ARABIC_FIRST, FAMILIES
from wegweiser.printing.models import Edition
from wegweiser.printing.paper import BLEED_MM, Folding, Paper
from wegweiser.printing.pdf import make_pdf
from wegweiser.printing.press.report import number
from wegweiser.printing.products.flyer import folds_of

DESCRIPTION = "Zeichnung der Außenseite mit allen Falzen; ihre Lage und Reihenfolge steht auch im Text."
FLYER_SIDE = "Außen liegt Seite 1. Rückseite und Titel stehen auf ihr."
MAP_SIDE = "Außen liegt Seite 2 mit Titel und „Hilfe sofort“. Seite 1 ist die Karte."
UPRIGHT_MAP = "Die Karte steht hochkant; ob ihre obere Kante links oder rechts liegt, ist für die Falzung gleich."
INSERTS = "Beiblätter werden nicht gefalzt; sie kommen lose in den gefalzten Plan."
LEAVES = "Einlegeblätter werden genauso gefalzt und lose eingelegt."


@dataclass(frozen=True)
class _Plan:
    flat: Stack
    folds: Sequence[Fold]
    side: str
    steps: tuple[str, ...]
    ends_on_top: bool = True

    @property
    def size_mm(self) -> tuple[float, float]:
        return max(panel.right for panel in self.flat), max(panel.bottom for panel in self.flat)


def folding_plan(definition: Definition, edition: Edition) -> bytes | None:
    """A PDF; None for a sheet that lies flat."""
    plan = _plan(definition, edition)
    return make_pdf(json.dumps(_document(plan, edition)), template="folding") if plan else None


def _plan(definition: Definition, edition: Edition) -> _Plan | None:
    if definition.product is Product.FLYER:
        return _of_flyer(definition, int(edition.snapshot["pages"]))
    if definition.folded and definition.paper.folding:
        return _of_map(definition.paper, definition.paper.folding, definition.is_right_to_left, edition)
    return None


def _of_map(paper: Paper, folding: Folding, right_to_left: bool, edition: Edition) -> _Plan:
    width = number(round(paper.long_mm / folding.columns, 2))
    across = number(paper.short_mm / folding.rows)
    steps = [
        f"Zuerst quer bei {across} mm: Die obere Hälfte kommt nach hinten.",
        f"Dann im Zickzack (Leporello) auf {folding.columns} Teile von je {width} mm; der Titel bleibt vorn.",
        f"Fertig: {width} × {across} mm, vorn der Titel, hinten „Hilfe sofort“.",
    ]
    if edition.snapshot["width_mm"] < edition.snapshot["height_mm"]:
        steps.append(UPRIGHT_MAP)
    if edition.snapshot["pages"] > 2:
        steps.append(INSERTS)
    return _Plan(map_sheet(paper, folding), map_folds(paper, folding, right_to_left), MAP_SIDE, tuple(steps))


def _of_flyer(definition: Definition, pages: int) -> _Plan:
    """The flap is the narrowest panel; the cover lies at the other side."""
    paper, mirrored = definition.paper, definition.is_right_to_left
    first, second = folds_of(definition)[0]
    flap, cover = (paper.long_mm - second, first) if mirrored else (first, paper.long_mm - second)
    at_flap, at_cover = (second, first) if mirrored else (first, second)
    steps = [
        f"Wickelfalz: Zuerst bei {number(at_flap)} mm die schmale Klappe ({number(flap)} mm) nach hinten.",
        f"Dann bei {number(at_cover)} mm den Titel darüber nach hinten.",
        f"Fertig: {number(cover)} × {number(paper.short_mm)} mm, Titel und Rückseite liegen außen.",
    ]
    if pages > 2:
        steps.append(LEAVES)
    flat = open_sheet((0, first, second, paper.long_mm), (0, paper.short_mm))
    return _Plan(flat, wrapped((first, second), mirrored), FLYER_SIDE, tuple(steps), ends_on_top=False)


def _document(plan: _Plan, edition: Edition) -> dict[str, Any]:
    width, height = plan.size_mm
    return {
        "document": {
            "title": f"Faltplan: {edition.title}",
            "author": edition.snapshot.get("city", ""),
            "description": DESCRIPTION,
            "date": [edition.stand.year, edition.stand.month, edition.stand.day],
            "language": "de",
            "right_to_left": False,
            "fonts": FAMILIES,
            "arabic": ARABIC_FIRST,
        },
        "bleed": BLEED_MM,
        "edition": f"{edition} · offen {number(width)} × {number(height)} mm",
        "side": plan.side,
        "steps": plan.steps,
        "size": [width, height],
        "panels": list(_panels(plan)),
        "folds": list(_folds(plan)),
        "measures": [_measures(plan, "left", "right"), _measures(plan, "top", "bottom")],
    }


def _panels(plan: _Plan) -> Iterator[dict[str, Any]]:
    last = list(stages(plan.flat, plan.folds))[-1]
    front, behind = (last[-1], last[0]) if plan.ends_on_top else (last[0], last[-1])
    names = {front.slot: "Titel", behind.slot: "Rückseite"}
    for panel in plan.flat:
        x, y = (panel.left + panel.right) / 2, (panel.top + panel.bottom) / 2
        yield {"x": x, "y": y, "name": names.get(panel.slot, "")}


def _folds(plan: _Plan) -> Iterator[dict[str, Any]]:
    """Each edge that two panels share: a mountain points at who looks at the outer side."""
    last = list(stages(plan.flat, plan.folds))[-1]
    for one in plan.flat:
        for other in plan.flat[one.slot + 1 :]:
            edge = _shared(one, other)
            if edge:
                yield {"from": edge[:2], "to": edge[2:], "mountain": is_mountain(last, one.slot, other.slot)}


def _shared(one: Panel, other: Panel) -> tuple[float, float, float, float] | None:
    if one.right == other.left and one.top == other.top:
        return one.right, one.top, one.right, one.bottom
    if one.bottom == other.top and one.left == other.left:
        return one.left, one.bottom, one.right, one.bottom
    return None


def _measures(plan: _Plan, near: str, far: str) -> list[dict[str, Any]]:
    """Widths of the panels from the left, or heights from the top."""
    edges = sorted({(getattr(panel, near), getattr(panel, far)) for panel in plan.flat})
    return [{"at": (start + end) / 2, "text": number(round(end - start, 2))} for start, end in edges]
