"""Can the blocks stand where they are pinned? What is in their way cannot move, so it is refused with names."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from geo.cartography.placement.candidates import Candidates, Choice
from geo.cartography.placement.conflicts import Standing, clashes, hides_dot, runs_through_dot
from geo.cartography.placement.values import Block, PinImpossible, Sheet

OFF_THE_MAP = "Es ragt über den Rand der Karte."
ON_FURNITURE = "Dort liegen Titel, Zeichenerklärung, Maßstab oder ein Falz, oder die Linie liefe darunter."
TWO_PINS = (
    "Beide sind festgesetzt und überlappen sich, oder eine Linie stößt an das andere Schild oder die andere Linie."
)
HIDES_A_POINT = "Das Schild oder seine Linie verdeckt den Ort des anderen."


def check_pins(choices: Sequence[Choice], sheet: Sheet) -> None:
    """Raises PinImpossible for the first pin that nothing else could make room for."""
    pinned = [(choice.block, _place(choice, sheet)) for choice in choices if choice.block.pinned]
    for (one, here), (other, there) in combinations(pinned, 2):
        if clashes(_standing(here), _standing(there), sheet.rules).any.any():
            raise PinImpossible((*one.keys, *other.keys), TWO_PINS)
    blocks = [choice.block for choice in choices]
    for block, here in pinned:
        for other in _hidden(block, here, blocks, sheet):
            raise PinImpossible((*block.keys, *other.keys), HIDES_A_POINT)


def _place(choice: Choice, sheet: Sheet) -> Candidates:
    _, found = next(choice.tiers())
    if len(found.costs):
        return found
    left, top = choice.block.pinned or (0, 0)
    right, bottom = left + choice.block.width_mm, top + choice.block.height_mm
    inside = sheet.frame.holds(left, top) and sheet.frame.holds(right, bottom)
    raise PinImpossible(choice.block.keys, ON_FURNITURE if inside else OFF_THE_MAP)


def _hidden(block: Block, here: Candidates, blocks: Sequence[Block], sheet: Sheet) -> Iterator[Block]:
    """Blocks whose dot cannot be seen; a plate on its point would not fit there either."""
    others = [other for other in blocks if other is not block]
    dots = np.array([(other.x_mm, other.y_mm) for other in others]).reshape(-1, 2)
    hidden = hides_dot(here.boxes, dots, sheet.rules) | runs_through_dot(here.leaders, dots, sheet.rules)
    return (others[index] for index in np.flatnonzero(hidden).tolist())


def _standing(here: Candidates) -> Standing:
    return Standing(here.boxes, here.leaders)
