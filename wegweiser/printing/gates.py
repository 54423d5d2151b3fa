"""What a Wegweiser must hold besides being complete: nothing on top of another, nothing cut, all of it readable.

The proof (proof.py) counts; the gates measure. Both refuse the sheet with sentences that name the facility.
"""

from collections.abc import Iterator
from dataclasses import replace
from math import dist

from geo.cartography.placement.values import Fold, Placement, Rules, Sheet
from wegweiser.printing.clearance import collisions
from wegweiser.printing.crowd import CLOSE_MM
from wegweiser.printing.errors import GateError
from wegweiser.printing.fit import frame_of
from wegweiser.printing.layout.panels import Panels, panels_of
from wegweiser.printing.legibility import SMALLEST_PT, TOLERANCE_PT, PageRules, faults, first
from wegweiser.printing.letters import Page, pages_of
from wegweiser.printing.map import SheetMap
from wegweiser.printing.paper import FOLD_MM, SAFE_MM
from wegweiser.printing.values import Group, Kind, SheetData

SMALLEST_FOR_FAMILIES_PT = 8.0
BACK_SAFE_MM = 5.0
"""Panels have margins of 6 mm; tails of letters may hang out a little."""
CONTRAST = 3.0
"""Of a pictogram with its ground, and of bold titles (WCAG 2.2, 1.4.11 and 1.4.3)."""
TEXT_CONTRAST = 4.5


def check(pdf: bytes, data: SheetData, sheet_map: SheetMap) -> None:
    """Raises GateError with all that is wrong."""
    pages = pages_of(pdf)
    large = data.definition.smallest_pt * data.definition.text_magnification
    problems = [*clearance(data, sheet_map), *starts(sheet_map), *contrast(data)]
    for number, page in enumerate(pages, 1):
        rules = PageRules(SAFE_MM if number == 1 else BACK_SAFE_MM, least_pt=max(SMALLEST_PT, large))
        problems += faults(page, number, rules)
    problems += first(problem for page in pages[1:2] for problem in _in_panels(page, panels_of(data, sheet_map)))
    if problems:
        raise GateError(problems)


def clearance(data: SheetData, sheet_map: SheetMap) -> Iterator[str]:
    """Measured against the finished page, whatever the placement was told."""
    page = _page(data, sheet_map)
    yield from collisions(Placement(page, sheet_map.placement.blocks), sheet_map.on_map)
    if sheet_map.inset:
        bounds = replace(page, frame=sheet_map.inset.box, forbidden=())
        yield from collisions(Placement(bounds, sheet_map.inset.blocks), sheet_map.on_map, "des Ausschnitts")


def starts(sheet_map: SheetMap) -> Iterator[str]:
    """Leaders begin at the true point."""
    places = {place.number: place for place in sheet_map.on_map}
    for block in sheet_map.blocks:
        for place in (places[int(str(key))] for key in block.block.keys if block.leader):
            point = sheet_map.point_on_paper(place)
            if block.leader and point and dist(point, (block.leader.x1, block.leader.y1)) > CLOSE_MM:
                yield f"Die Linie von {place.number} „{place.name}“ beginnt nicht am Ort."


def contrast(data: SheetData) -> Iterator[str]:
    styled: list[Group | Kind] = [*data.groups, *data.kinds]
    for each in styled:
        ratio = contrast_of(each.style.colour, each.style.glyph_colour)
        if ratio < CONTRAST:
            yield f"Das Zeichen von „{each.code}“ hebt sich zu wenig ab ({ratio:.1f} : 1 statt {CONTRAST:.0f} : 1)."
    ratio = contrast_of(data.accent, "#FFFFFF")
    if ratio < TEXT_CONTRAST:
        yield f"Weiß auf der Farbe der Stadt {data.accent} ist schlecht zu lesen ({ratio:.1f} : 1)."


def _in_panels(page: Page, panels: Panels) -> Iterator[str]:
    """The index keeps off the folds and has no small print."""
    width, height = panels.width_mm * panels.magnification, panels.height_mm * panels.magnification
    for letter in page.letters:
        column, row = int(letter.box.left // width), int(letter.box.top // height)
        x, y = letter.box.left - column * width, letter.box.top - row * height
        right, lower = width - (letter.box.right - column * width), height - (letter.box.bottom - row * height)
        if panels.rows > 1 and min(x, y, right, lower) < FOLD_MM:
            yield f"Seite 2: {letter} steht zu nah am Falz."
        if row * panels.columns + column in panels.index and letter.size_pt < SMALLEST_FOR_FAMILIES_PT - TOLERANCE_PT:
            yield f"Seite 2: {letter} ist mit {letter.size_pt:.1f} pt zu klein zum Lesen."


def contrast_of(one: str, other: str) -> float:
    """WCAG 2.2, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _page(data: SheetData, sheet_map: SheetMap) -> Sheet:
    across, down = sheet_map.folds_mm(data.definition)
    return Sheet(
        frame_of(sheet_map.viewport),
        (*sheet_map.furniture.boxes, *(neighbour.box for neighbour in sheet_map.neighbours)),
        Rules(fold_mm=FOLD_MM / sheet_map.magnification),
        (*(Fold(position) for position in across), *(Fold(position, upright=False) for position in down)),
    )
