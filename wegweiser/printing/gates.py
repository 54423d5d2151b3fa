"""What a Wegweiser must hold besides being complete: nothing on top of another, nothing cut, all of it readable.

The proof (proof.py) counts; the gates measure. Both refuse the sheet with sentences that name the facility.
"""

from collections.abc import Iterator

import shapely
from shapely.geometry.base import BaseGeometry

from geo.cartography.placement.values import Box, PlacedBlock
from wegweiser.printing.crowd import CLOSE_MM
from wegweiser.printing.errors import GateError
from wegweiser.printing.fit import frame_of
from wegweiser.printing.layout.panels import Panels, panels_of
from wegweiser.printing.legibility import SMALLEST_PT, TOLERANCE_PT, PageRules, faults, first
from wegweiser.printing.letters import Page, pages_of
from wegweiser.printing.map import SheetMap
from wegweiser.printing.paper import FOLD_MM, SAFE_MM
from wegweiser.printing.values import Group, Kind, Place, SheetData

SMALLEST_FOR_FAMILIES_PT = 8.0
BACK_SAFE_MM = 5.0
"""Panels have margins of 6 mm; tails of letters may hang out a little."""
CONTRAST = 3.0
"""Of a pictogram with its ground, and of bold titles (WCAG 2.2, 1.4.11 and 1.4.3)."""
TEXT_CONTRAST = 4.5
_TOLERANCE_MM = 0.05


def check(pdf: bytes, data: SheetData, sheet_map: SheetMap) -> None:
    """Raises GateError with all that is wrong."""
    pages = pages_of(pdf)
    large = data.definition.smallest_pt * data.definition.text_magnification
    problems = [*plates(data, sheet_map), *leaders(sheet_map), *contrast(data)]
    for number, page in enumerate(pages, 1):
        rules = PageRules(SAFE_MM if number == 1 else BACK_SAFE_MM, least_pt=max(SMALLEST_PT, large))
        problems += faults(page, number, rules)
    problems += first(problem for page in pages[1:2] for problem in _in_panels(page, panels_of(data, sheet_map)))
    if problems:
        raise GateError(problems)


def plates(data: SheetData, sheet_map: SheetMap) -> Iterator[str]:
    """In the frame, on nothing, off the folds."""
    blocks = sheet_map.blocks
    shapes = [shapely.union_all([_shape(plate.box) for plate in block.plates]) for block in blocks]
    frame = _shape(frame_of(sheet_map.viewport)).buffer(_TOLERANCE_MM)
    furniture = shapely.union_all([_shape(box) for box in _fixed(sheet_map)])
    folds = _fold_strips(data, sheet_map)
    for index, (block, shape) in enumerate(zip(blocks, shapes, strict=True)):
        enlarged = index >= len(sheet_map.placement.blocks)
        if enlarged and sheet_map.inset and not _shape(sheet_map.inset.box).covers(shape):
            yield f"{_named(sheet_map, block)} ragt aus dem Ausschnitt."
        if not frame.covers(shape):
            yield f"{_named(sheet_map, block)} ragt aus dem Rahmen der Karte."
        if not enlarged and _share(shape, furniture):
            yield f"{_named(sheet_map, block)} liegt auf Titel, Legende, Maßstab oder dem Namen eines Nachbarn."
        if _share(shape, folds):
            yield f"{_named(sheet_map, block)} liegt auf einem Falz."
        for other, other_shape in zip(blocks[:index], shapes, strict=False):
            if _share(shape, other_shape):
                yield f"{_named(sheet_map, block)} liegt auf {_named(sheet_map, other)}."


def leaders(sheet_map: SheetMap) -> Iterator[str]:
    """They begin at the true point, cross no other and run under no plate."""
    places = {place.number: place for place in sheet_map.on_map}
    blocks = sheet_map.blocks
    led = [(block, block.leader) for block in blocks if block.leader]
    lines = [shapely.LineString([(each.x1, each.y1), (each.x2, each.y2)]) for _, each in led]
    shapes = [(block, _shape(plate.box)) for block in blocks for plate in block.plates]
    for index, ((block, leader), line) in enumerate(zip(led, lines, strict=True)):
        start = shapely.Point(leader.x1, leader.y1)
        for key in block.block.keys:
            point = sheet_map.point_on_paper(places[int(str(key))])
            if point and start.distance(shapely.Point(point)) > CLOSE_MM:
                yield f"Die Linie von {_named(sheet_map, block)} beginnt nicht am Ort."
        for (other, _), crossed in zip(led[:index], lines, strict=False):
            if line.intersects(crossed):
                yield f"Die Linien von {_named(sheet_map, block)} und {_named(sheet_map, other)} kreuzen sich."
        for owner, shape in shapes:
            if owner is not block and line.intersection(shape).length > _TOLERANCE_MM:
                yield f"Die Linie von {_named(sheet_map, block)} läuft unter {_named(sheet_map, owner)}."


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


def _fixed(sheet_map: SheetMap) -> list[Box]:
    return [*sheet_map.furniture.boxes, *(neighbour.box for neighbour in sheet_map.neighbours)]


def _fold_strips(data: SheetData, sheet_map: SheetMap) -> BaseGeometry:
    width, height = sheet_map.viewport.width_mm, sheet_map.viewport.height_mm
    off = FOLD_MM / sheet_map.magnification - _TOLERANCE_MM
    across, down = sheet_map.folds_mm(data.definition)
    return shapely.union_all(
        [shapely.box(x - off, 0, x + off, height) for x in across]
        + [shapely.box(0, y - off, width, y + off) for y in down]
    )


def _share(one: BaseGeometry, other: BaseGeometry) -> bool:
    return bool(one.intersection(other).area > _TOLERANCE_MM**2)


def _named(sheet_map: SheetMap, block: PlacedBlock) -> str:
    places: dict[int, Place] = {place.number: place for place in sheet_map.on_map}
    return ", ".join(f"{key} „{places[int(str(key))].name}“" for key in block.block.keys)


def _shape(box: Box) -> shapely.Polygon:
    return shapely.box(box.left, box.top, box.right, box.bottom)
