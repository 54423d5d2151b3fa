"""„Mein Viertel“: what is near an address, on one A4. It is drawn for one person and kept nowhere."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from math import cos, radians, sin
from typing import Any

import shapely
from django.conf import settings
from django.contrib.gis.geos import Point
from django.urls import reverse

from geo.basemap.style import paper_look
from geo.cartography import overlays
from geo.cartography.placement.values import Box, Placement, PlacementError
from geo.cartography.placement.values import Sheet as PlateFrame
from geo.cartography.units import paper_mm
from geo.cartography.viewport import Viewport
from geo.db.nearest import nearest_of_each
from geo.db.querysets import in_storage_crs
from wegweiser.directory.direction import kept
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.models.taxonomy import CategoryGroup
from wegweiser.directory.walking import DETOUR, WALKING_M_PER_MINUTE, walking_minutes
from wegweiser.printing import texts as sheet_texts
from wegweiser.printing.basemap import hatching, placed_boxes
from wegweiser.printing.breaks import breakable
from wegweiser.printing.data import printed_categories, read_sheet
from wegweiser.printing.definition import Definition, Product
from wegweiser.printing.errors import OutsideCity, SheetTooFull
from wegweiser.printing.fonts import check_text, text_width_mm
from wegweiser.printing.layout.document import common
from wegweiser.printing.layout.front import leader_lines, plates
from wegweiser.printing.layout.panels import code_of, picture
from wegweiser.printing.layout.shapes import box_mm
from wegweiser.printing.legibility import PageRules, check_pages
from wegweiser.printing.paper import SAFE_MM
from wegweiser.printing.pdf import make_pdf
from wegweiser.printing.plates import placed
from wegweiser.printing.products import texts
from wegweiser.printing.products.window import Window
from wegweiser.printing.proof import Mapped, prove_mixed, runs_of
from wegweiser.printing.values import Area, Place, SheetData

MOST_OF_A_GROUP = 3
COLUMN_MM, GUTTER_MM = 60.0, 5.0
_LEFT_MM, _TOP_MM = 10.0, 34.0
_MAP_WIDTH_MM, _MAP_HEIGHT_MM = 2 * COLUMN_MM + GUTTER_MM, 102.0
"""Two columns of the list stand below the map, the third beside it."""
_FEW, _TALLER_MM = 24, (160.0, 130.0)
"""So few places may leave room for a taller map."""
_DENOMINATORS = (11_000, 12_500, 15_000, 17_500, 20_000, 25_000)
"""The largest shows all of the circle of ten minutes."""
_ENOUGH = 0.8
"""Share of the places that the map shows before it is drawn larger rather than farther."""
_HOME_MM = 4.0
_RINGS = (5, 10)
"""Minutes to walk."""
_LABEL_MM = 36.0
_LONGEST_PIECE = 17
"""Signs of a word that fit beside number, symbol and minutes."""
_LINE_MM, _LINE_PT = 46.0, 8.5


@dataclass(frozen=True)
class Viertel:
    sheet: SheetData
    """Its places are the nearest of each group, the nearest first."""
    home: tuple[float, float]
    """EPSG:25832."""
    label: str
    """The address, if it shall stand on the sheet."""
    distances: dict[int, float]
    """Metres in a straight line, by the id of the place."""
    map_height_mm: float = _MAP_HEIGHT_MM

    def walk(self, place: Place) -> str:
        return texts.walk(walking_minutes(self.distances[place.facility_id]), self.distances[place.facility_id])

    @property
    def sozialraum(self) -> Area | None:
        """In which the house stands."""
        return next((area for area in self.sheet.others if area.boundary.covers(shapely.Point(self.home))), None)

    @property
    def map_box(self) -> Box:
        """On the page; the list begins where reading does, the third column ends it."""
        left = _LEFT_MM + (COLUMN_MM + GUTTER_MM if self.sheet.definition.is_right_to_left else 0)
        return Box(left, _TOP_MM, left + _MAP_WIDTH_MM, _TOP_MM + self.map_height_mm)


@dataclass(frozen=True)
class _Plan:
    window: Window
    on_map: tuple[Place, ...]
    placement: Placement


def home_box(window: Window) -> Box:
    """The house in the middle, on which nothing may lie."""
    x, y = window.viewport.width_mm / 2, window.viewport.height_mm / 2
    return Box(x - _HOME_MM, y - _HOME_MM, x + _HOME_MM, y + _HOME_MM)


def print_viertel(point: Point, label: str, language: str) -> bytes:
    """A proved PDF of one page; `language` must be active. Raises OutsideCity, SheetTooFull, ProofError."""
    check_text(label, "Die Adresse")
    for viertel in _attempts(point, label, language):
        plan = _plan(viertel)
        pdf = make_pdf(json.dumps(_document(viertel, plan), default=str), _base_map(viertel, plan), "viertel")
        if len(runs_of(pdf)) == 1:
            mapped = Mapped(plan.on_map, plan.placement, (viertel.map_box.left, viertel.map_box.top))
            prove_mixed(pdf, viertel.sheet.places, viertel.walk, mapped)
            check_pages(pdf, [PageRules(SAFE_MM)])
            return pdf
    raise SheetTooFull("In Ihrer Nähe gibt es zu viele Arten von Orten für ein Blatt.")


def _attempts(point: Point, label: str, language: str) -> Iterator[Viertel]:
    """From the fullest sheet to the emptiest."""
    viertel = read_viertel(point, label, language, MOST_OF_A_GROUP)
    if len(viertel.sheet.places) <= _FEW:
        yield from (replace(viertel, map_height_mm=height) for height in _TALLER_MM)
    yield viertel
    for fewer in range(MOST_OF_A_GROUP - 1, 0, -1):
        yield read_viertel(point, label, language, fewer)


def read_viertel(point: Point, label: str, language: str, count: int) -> Viertel:
    """The `count` nearest places of each group; raises OutsideCity, CityMissing."""
    home = in_storage_crs(point)
    # a list of the whole city, of which the nearest places are taken
    definition = Definition.of("", product=Product.FLYER, language=language)
    groups = list(CategoryGroup.objects.values_list("code", flat=True))
    offered = PublicFacility.objects.filter(category__in=printed_categories())
    near = nearest_of_each(offered, "group_code", groups, home, count)
    distances = {each.pk: each.distance_m for each in near}
    sheet = read_sheet(definition, only=distances.keys())
    if not sheet.area.boundary.covers(shapely.Point(home.x, home.y)):
        raise OutsideCity("Diese Adresse liegt nicht in der Stadt.")
    ordered = sorted(sheet.places, key=lambda place: (groups.index(place.group), distances[place.facility_id]))
    places = tuple(replace(place, number=number) for number, place in enumerate(ordered, 1))
    return Viertel(replace(sheet, places=places), (home.x, home.y), label, distances)


def _plan(viertel: Viertel) -> _Plan:
    """At the largest scale that shows most places and has room for their plates."""
    plans = [_at(viertel, denominator) for denominator in _DENOMINATORS]
    enough = _ENOUGH * sum(place.point is not None for place in viertel.sheet.places)
    for window, on_map in plans:
        if len(on_map) >= enough:
            try:
                return _Plan(window, on_map, _placed(window, on_map))
            except PlacementError:
                continue
    window, on_map = plans[-1]
    try:
        return _Plan(window, on_map, _placed(window, on_map))
    except PlacementError as error:
        raise SheetTooFull("In Ihrer Nähe gibt es zu viele Orte für eine Karte dieser Größe.") from error


def _at(viertel: Viertel, denominator: int) -> tuple[Window, tuple[Place, ...]]:
    box = viertel.map_box
    viewport = Viewport(viertel.home, box.width, box.height, denominator)
    window = Window(viewport, box.left, box.top)
    shown = (place for place in viertel.sheet.places if place.point)
    return window, tuple(place for place in shown if window.inner.holds(*viewport.to_paper(*place.point or (0, 0))))


def _placed(window: Window, on_map: tuple[Place, ...]) -> Placement:
    sheet = PlateFrame(window.inner, (home_box(window),))
    return placed(on_map, window.viewport, sheet, labelled=False, gather=False)


def _base_map(viertel: Viertel, plan: _Plan) -> bytes | None:
    sheet, viewport = viertel.sheet, plan.window.viewport
    if sheet.coverage is None:
        return None
    look = paper_look(viewport.scale_denominator, sheet.accent)
    over = [
        *hatching(viewport, sheet.coverage),
        overlays.neighbours([other.boundary for other in sheet.others], sheet.accent),
    ]
    labels = [box for _, _, box in _rings(plan) if box]
    return plan.window.drawn(look, over, [home_box(plan.window), *placed_boxes(plan.placement), *labels])


def _document(viertel: Viertel, plan: _Plan) -> dict[str, Any]:
    sheet = viertel.sheet
    scale = plan.window.viewport.scale_denominator
    area = viertel.sozialraum
    title = texts.viertel_title(viertel.label)
    return {
        **common(sheet, title, str(texts.VIERTEL_DESCRIPTION)),
        "title": texts.VIERTEL,
        "label": kept(viertel.label),
        "sozialraum": texts.your_sozialraum(kept(area.name)) if area else "",
        "hint": texts.viertel_hint(all_on_map=len(plan.on_map) == len(sheet.places)),
        "map": {
            **plan.window.plain,
            "alt": texts.viertel_alternative(sheet_texts.scale(scale), len(plan.on_map)),
            "has_streets": sheet.coverage is not None,
            "leaders": leader_lines(plan.placement.blocks),
            "blocks": plates(plan.placement.blocks, plan.on_map, labelled=False),
            "rings": [
                {"radius": radius, "label": texts.minutes_on_foot(minutes), "at": box_mm(box) if box else None}
                for minutes, radius, box in _rings(plan)
            ],
        },
        "index": {"continued": sheet_texts.CONTINUED, "sections": list(_sections(viertel))},
        "help": {
            "title": sheet_texts.HELP,
            "numbers": [
                {"number": kept(entry.number), "label": kept(entry.label_in(sheet.definition.language))}
                for entry in sheet.city.emergency[:4]
            ],
        },
        "logo": picture(sheet.logo) if sheet.logo else None,
        "column": COLUMN_MM,
        "gutter": GUTTER_MM,
        "qr": code_of(settings.PUBLIC_URL + _page_of(area), 17.0, sheet_texts.UP_TO_DATE),
        "notes": _notes(sheet, plan.window.viewport),
        "foot": [
            f"{kept(sheet.city.name)} · {sheet_texts.scale(scale)} · {sheet_texts.stand(sheet.stand)}",
            sheet_texts.sources(sheet),
        ],
    }


def _page_of(area: Area | None) -> str:
    """What the directory says of the Sozialraum today, in the language of the sheet."""
    return reverse("pages:sozialraum", args=[area.code]) if area else reverse("pages:list")


def _notes(sheet: SheetData, viewport: Viewport) -> list[str]:
    """What a reader must know before trusting this map."""
    if sheet.coverage is None:
        map_note = str(sheet_texts.OVERVIEW)
    else:
        map_note = "" if sheet.coverage.covers(viewport.frame) else str(sheet_texts.HATCHED)
    return [note for note in (map_note, kept(sheet.city.said_notice.text)) if note]


def _rings(plan: _Plan) -> Iterator[tuple[int, float, Box | None]]:
    """Minutes, radius, and where on the circle its label covers nothing, if there is such a place."""
    viewport = plan.window.viewport
    taken = placed_boxes(plan.placement)
    for minutes in _RINGS:
        radius = paper_mm(minutes * WALKING_M_PER_MINUTE / DETOUR, viewport.scale_denominator)
        angles = (radians(degrees) for degrees in range(0, 360, 30))
        spots = (
            (viewport.width_mm / 2 + radius * sin(angle), viewport.height_mm / 2 - radius * cos(angle))
            for angle in angles
        )
        boxes = (Box(x - _LABEL_MM / 2, y - 2.2, x + _LABEL_MM / 2, y + 2.2) for x, y in spots)
        yield minutes, radius, next((box for box in boxes if _is_free(box, plan.window.inner, taken)), None)


def _is_free(box: Box, frame: Box, taken: Sequence[Box]) -> bool:
    whole = shapely.box(box.left, box.top, box.right, box.bottom)
    inside = frame.holds(box.left, box.top) and frame.holds(box.right, box.bottom)
    return inside and not any(whole.intersects(shapely.box(*astuple(other))) for other in taken)


def _sections(viertel: Viertel) -> Iterator[dict[str, Any]]:
    for group in viertel.sheet.groups:
        places = [place for place in viertel.sheet.places if place.group == group.code]
        yield {
            "title": group.name,
            "symbol": group.code,
            "colour": group.style.colour,
            "text_colour": group.style.glyph_colour,
            "rows": [_row(viertel, place) for place in places],
            "compact": [],
        }


def _details(place: Place) -> Iterator[list[str]]:
    """Street and telephone in a line, if they fit."""
    parts = [part for part in (place.street, place.phone or place.email) if part]
    together = text_width_mm(" · ".join(parts), _LINE_PT) <= _LINE_MM
    line = [kept(breakable(part)) for part in parts]
    yield from [line] if together else [[part] for part in line]


def _row(viertel: Viertel, place: Place) -> dict[str, Any]:
    return {
        "number": place.number,
        "name": kept(breakable(place.name, _LONGEST_PIECE)),
        "symbol": place.kind,
        "lines": list(_details(place)),
        "cell": viertel.walk(place),
        "cell_is_note": False,
    }
