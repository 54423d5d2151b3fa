"""The Ausmalplan: a Sozialraum as line art on A4, with a few large pictograms, for children to colour."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

import shapely
from django.conf import settings
from shapely.geometry.base import BaseGeometry

from geo.basemap.outline import Outline, outline_document, outline_names
from geo.cartography import overlays
from geo.cartography.painter import draw_pdf
from geo.cartography.placement.values import Box
from geo.cartography.units import ground_m
from geo.cartography.viewport import Viewport, choose_scale
from wegweiser.directory.direction import kept
from wegweiser.maps.symbols import outline_svg
from wegweiser.printing import texts as sheet_texts
from wegweiser.printing.data import read_sheet
from wegweiser.printing.definition import Definition
from wegweiser.printing.editions import Made
from wegweiser.printing.errors import NothingToColour, ProofError
from wegweiser.printing.fit import on_paper
from wegweiser.printing.layout.document import common
from wegweiser.printing.layout.panels import EditionMark, code_of
from wegweiser.printing.layout.shapes import rings
from wegweiser.printing.legibility import PageRules, check_pages
from wegweiser.printing.paper import SAFE_MM
from wegweiser.printing.pdf import make_pdf
from wegweiser.printing.products import texts
from wegweiser.printing.products.window import Window
from wegweiser.printing.proof import lacks, pictures_of, runs_of
from wegweiser.printing.stages import Report, Stage, silent
from wegweiser.printing.values import Kind, Place, SheetData

FOR_CHILDREN = (
    "freizeit.spielplatz",
    "freizeit.bad",
    "lernen.bibliothek",
    "schule.grundschule",
    "betreuung.kita",
    "freizeit.park",
    "freizeit.jugend",
    "freizeit.bolzplatz",
    "lernen.kultur",
    "schule.musik",
)
"""Kinds that children look for, what they like best first."""
MOST_KINDS = 6
BADGE_MM = 16.0
MOST_OF_A_KIND = 4
MOST = 14
_GAP_MM = 3.0
_MARGIN_MM = 5.0
"""Between the Sozialraum and the edge of the map."""
_DENOMINATORS = (*range(500, 100_000, 500), *range(100_000, 500_001, 10_000))
_INK = "#141414"
Bounds = tuple[float, float, float, float]
_LEAST_KNOWN = 0.1
_VEIL = 0.72
"""What lies around is there to be coloured too, but is not the picture."""
_UPRIGHT = (Box(12, 37, 198, 232), (210.0, 297.0))
_ACROSS = (Box(12, 37, 221, 198), (297.0, 210.0))
"""Where the map stands on a page, and the page. Beside or below it is room for the legend."""


@dataclass(frozen=True)
class Badge:
    place: Place
    box: Box
    """On the map, in mm."""


@dataclass(frozen=True)
class Picture:
    window: Window
    area: BaseGeometry
    """What is drawn of the Sozialraum, in EPSG:25832."""
    page_mm: tuple[float, float]
    badges: tuple[Badge, ...]


def read_picture(definition: Definition) -> SheetData:
    """Only what children look for, unless categories are chosen."""
    data = read_sheet(definition)
    if definition.categories:
        return data
    places = tuple(place for place in data.places if place.kind in FOR_CHILDREN)
    return replace(data, places=places, kinds=tuple(kind for kind in data.kinds if kind.code in FOR_CHILDREN))


def make_picture(data: SheetData, mark: EditionMark, report: Report = silent) -> Made:
    """The language of the sheet must be active. Raises ProofError."""
    report(Stage.MAP)
    picture = compose(data)
    report(Stage.BASE_MAP)
    base_map = _base_map(data, picture)
    report(Stage.LAYOUT)
    document = _document(data, picture, mark)
    pdf = make_pdf(json.dumps(document, default=str), base_map, "ausmalplan")
    report(Stage.PROOF)
    pages = prove_picture(pdf, picture.badges)
    check_pages(pdf, [PageRules(SAFE_MM)])
    places = tuple(replace(badge.place, number=number) for number, badge in enumerate(picture.badges, 1))
    scale = round(picture.window.viewport.scale_denominator)
    return Made(data.definition, document["document"]["title"], data.stand, pdf, pages, places, scale_denominator=scale)


def prove_picture(pdf: bytes, badges: Sequence[Badge]) -> int:
    """The number of pages; raises ProofError unless each chosen place is drawn once and nothing else is."""
    wanted = sorted(badge.place.name for badge in badges)
    pages = runs_of(pdf)
    drawn = sorted(name for page in pictures_of(pdf) for name in page if name.startswith(texts.BADGE))
    problems = [] if len(pages) == 1 else [f"Der Ausmalplan hat {len(pages)} Seiten statt einer."]
    if drawn != [f"{texts.BADGE}{name}" for name in wanted]:
        differing = sorted({f"{texts.BADGE}{name}" for name in wanted} ^ set(drawn)) or drawn
        problems.append(f"Auf dem Ausmalplan fehlt etwas oder ist zu viel: {', '.join(differing)}.")
    if lacks([run.text for run in pages[0]], str(texts.COLOUR_IT)):
        problems.append("Auf dem Ausmalplan fehlt die Überschrift.")
    if problems:
        raise ProofError(problems)
    return len(pages)


def compose(data: SheetData) -> Picture:
    """The larger of the two ways to lay the Sozialraum on the paper, with as many badges as find room.

    Raises NothingToColour.
    """
    known = data.coverage & data.area.boundary if data.coverage else shapely.Polygon()
    has_map = known.area > _LEAST_KNOWN * data.area.boundary.area
    # what the base map does not know would be white paper
    area = known if has_map else data.area.boundary
    pictures = [_picture(data, area, *way) for way in (_UPRIGHT, _ACROSS)]
    best = min(pictures, key=lambda picture: picture.window.viewport.scale_denominator)
    if not has_map and not best.badges:
        raise NothingToColour(data.area.name)
    return best


def _picture(data: SheetData, area: BaseGeometry, box: Box, page_mm: tuple[float, float]) -> Picture:
    west, south, east, north = area.bounds
    room = box.width - 2 * _MARGIN_MM, box.height - 2 * _MARGIN_MM
    denominator = choose_scale((east - west, north - south), room, _DENOMINATORS)
    viewport = Viewport(((west + east) / 2, (south + north) / 2), box.width, box.height, denominator)
    if data.coverage:
        viewport = _moved(viewport, area.bounds, data.coverage.bounds)
    window = Window(viewport, box.left, box.top)
    return Picture(window, area, page_mm, tuple(_badges(data, area, window)))


def _moved(viewport: Viewport, area: Bounds, known: Bounds) -> Viewport:
    """Where the base map ends, the paper shows more of the other side, if the Sozialraum stays whole."""
    margin = ground_m(_MARGIN_MM, viewport.scale_denominator)
    centre = []
    for axis in (0, 1):
        reach = (viewport.bounds[axis + 2] - viewport.bounds[axis]) / 2
        inside = sorted((known[axis] + reach, known[axis + 2] - reach))
        whole = area[axis + 2] + margin - reach, area[axis] - margin + reach
        wanted = min(max(viewport.centre[axis], inside[0]), inside[1])
        centre.append(min(max(wanted, whole[0]), whole[1]))
    return replace(viewport, centre=(centre[0], centre[1]))


def _badges(data: SheetData, drawn: BaseGeometry, window: Window) -> Iterator[Badge]:
    """In turn one of each kind, so that no kind crowds out another; none sticks out of a Sozialraum that has room."""
    area = on_paper(window.viewport, drawn)
    inner = area.buffer(-BADGE_MM / 3)
    taken: list[Box] = []
    kinds: Counter[str] = Counter()
    for place in _in_turn(data, window.viewport, area if inner.is_empty else inner):
        x, y = window.viewport.to_paper(*place.point or (0, 0))
        box = Box(x - BADGE_MM / 2, y - BADGE_MM / 2, x + BADGE_MM / 2, y + BADGE_MM / 2)
        has_room = len(taken) < MOST and kinds[place.kind] < MOST_OF_A_KIND
        if has_room and not any(_near(box, other) for other in taken):
            taken.append(box)
            kinds[place.kind] += 1
            yield Badge(place, box)


def _in_turn(data: SheetData, viewport: Viewport, area: BaseGeometry) -> Iterator[Place]:
    """The rare kinds first: there are other playgrounds, but no other swimming pool."""
    order = {code: rank for rank, code in enumerate(FOR_CHILDREN)}
    by_kind: dict[str, list[Place]] = defaultdict(list)
    for place in data.places:
        if place.point and area.covers(shapely.Point(viewport.to_paper(*place.point))):
            by_kind[place.kind].append(place)
    liked = sorted(by_kind, key=lambda kind: (order.get(kind, len(order)), kind))[:MOST_KINDS]
    rare_first = sorted(liked, key=lambda kind: len(by_kind[kind]))
    for turn in zip_longest(*(by_kind[kind] for kind in rare_first)):
        yield from (place for place in turn if place is not None)


def _near(box: Box, other: Box) -> bool:
    apart = max(abs(box.left - other.left), abs(box.top - other.top))
    return apart < BADGE_MM + _GAP_MM


def _base_map(data: SheetData, picture: Picture) -> bytes | None:
    if data.coverage is None:
        return None
    viewport, boundary = picture.window.viewport, data.area.boundary
    outline = Outline(picture.area, viewport.scale_denominator)
    documents = [
        outline_document(outline),
        overlays.veil(viewport, boundary, _VEIL),
        # before the border, which keeps names off too: of two that touch the later one is dropped
        picture.window.kept_free([badge.box for badge in picture.badges]),
        *overlays.border(viewport, boundary, _INK, band=False),
        outline_names(outline),
    ]
    return draw_pdf(viewport, documents)


def _document(data: SheetData, picture: Picture, mark: EditionMark) -> dict[str, Any]:
    present = {badge.place.kind for badge in picture.badges}
    kinds = [kind for kind in data.kinds if kind.code in present]
    page = settings.PUBLIC_URL + f"/sozialraum/{data.area.code}/"
    outline = rings(on_paper(picture.window.viewport, data.area.boundary))
    return {
        **common(data, texts.picture_title(data), texts.picture_description(data.area.name)),
        "drawings": {kind.code: outline_svg(kind.style, BADGE_MM) for kind in kinds},
        "page": picture.page_mm,
        "map": {
            **picture.window.plain,
            "alt": texts.picture_alternative(data.area.name),
            "has_streets": data.coverage is not None,
            "outline": outline,
        },
        "badges": [
            {"kind": badge.place.kind, "x": badge.box.left, "y": badge.box.top, "alt": texts.BADGE + badge.place.name}
            for badge in picture.badges
        ],
        "badge": BADGE_MM,
        "name": kept(data.title),
        "invitation": [texts.COLOUR_IT, texts.WHICH_DO_YOU_KNOW],
        "name_lines": [texts.FROM, texts.AGE],
        "legend": {"title": texts.FIND_THEM, "rows": [_legend_row(kind, picture.badges) for kind in kinds]},
        "qr": code_of(page, 20.0, texts.MORE_FOR_YOU),
        "notes": [kept(data.city.said_notice.text)] if data.city.notice else [],
        "foot": [
            f"{kept(data.city.name)} · {sheet_texts.stand(data.stand)} · {sheet_texts.edition_code(mark.code)}",
            sheet_texts.sources(data),
        ],
    }


def _legend_row(kind: Kind, badges: Sequence[Badge]) -> dict[str, Any]:
    return {"kind": kind.code, "name": kind.short_name, "count": sum(badge.place.kind == kind.code for badge in badges)}
