"""The map page: scale, orientation and plates. Paper in mm, ground in metres of EPSG:25832."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import product

from django.conf import settings
from django.utils.translation import get_language_bidi, override
from shapely import unary_union
from shapely.affinity import affine_transform
from shapely.geometry.base import BaseGeometry

from geo.cartography.furniture import SearchGrid
from geo.cartography.placement.solver import place as place_blocks
from geo.cartography.placement.stacks import stack
from geo.cartography.placement.values import Box, Fold, Item, PinImpossible, Placement, PlacementError, Rules
from geo.cartography.placement.values import Sheet as PlateFrame
from geo.cartography.units import ground_m, paper_mm
from geo.cartography.viewport import Viewport, choose_scale
from wegweiser.maps.symbols import plate_width_mm
from wegweiser.printing import texts
from wegweiser.printing.crowd import addresses, gathered, span
from wegweiser.printing.data import Place, SheetData
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import PinRefused, SheetTooFull
from wegweiser.printing.fonts import text_width_mm
from wegweiser.printing.furniture import Furniture, Ground, Legend, Measures, Title, arranged, measures
from wegweiser.printing.neighbours import Neighbour, Surroundings, neighbours
from wegweiser.printing.paper import DENOMINATORS, FOLD_MM, SAFE_MM, Paper, larger_than

EDGE_MM = 13.5
"""Between trim and plates: the safe margin and the letters of the search grid."""
FILL_SHARE = 0.75
"""The Sozialraum fills at least this much of the side that limits it."""
MANY = 200
"""Plates from which on one by one takes a minute, and a sheet is a search for room anyway."""
NEARLY = 0.15
"""Share of plates without room up to which gathering close neighbours may help."""
LOCATOR_MM = 20.0
LABEL_PT = 7.0
LABEL_GAP_MM = 0.8
LONGEST_LABEL_MM = 52.0
_OUTLINE_TOLERANCE_MM = 0.5
_ANY_CODE = "M" * 6


@dataclass(frozen=True)
class SheetMap:
    """Keys of the placement are the numbers of the places. Lengths before magnification."""

    viewport: Viewport
    magnification: float
    """What is placed on the viewport is printed so many times larger."""
    grid: SearchGrid
    title: Title
    legend: Legend
    measures: Measures
    furniture: Furniture
    on_map: tuple[Place, ...]
    neighbours: tuple[Neighbour, ...]
    placement: Placement

    @property
    def scale_denominator(self) -> float:
        """Of the finished paper."""
        return self.viewport.scale_denominator / self.magnification

    def folds_mm(self, definition: Definition) -> tuple[list[float], list[float]]:
        """Where the finished paper is folded, from the left and from the top, before magnification."""
        return folds_mm(definition, self.viewport, self.magnification)

    def shows(self, place: Place) -> bool:
        return _is_on(self.viewport, frame_of(self.viewport), place)

    def mark_of(self, place: Place) -> str:
        """The cell of a place on the map, or why it is not there."""
        if place.point is None:
            return str(texts.WITHOUT_MAP)
        return self.grid.cell_of(*place.point) if self.shows(place) else str(texts.OUTSIDE)


@dataclass(frozen=True)
class _Captions:
    title: Title
    legend: Legend
    edition: str


@dataclass(frozen=True)
class _Fit:
    """A way to lay the ground on the paper; `hidden_mm2` of the Sozialraum lie under furniture."""

    viewport: Viewport
    measures: Measures
    furniture: Furniture
    hidden_mm2: float
    magnification: float


def make_map(data: SheetData, edition: str) -> SheetMap:
    """Raises SheetTooFull, ExtentTooLarge. `edition` is the code that stands on the sheet."""
    captions = _captions(data, edition, [group.name for group in data.mapped_groups])
    *larger, least = data.definition.magnifications
    for magnification in larger:
        with suppress(SheetTooFull):
            return _magnified(data, captions, magnification)
    return _magnified(data, captions, least)


def _captions(data: SheetData, edition: str, groups: Sequence[str]) -> _Captions:
    title = Title(str(texts.SERIES), data.title, str(texts.HINT), texts.notes(data), _locator_mm(data))
    return _Captions(title, Legend(str(texts.LEGEND), tuple(groups)), edition)


def _magnified(data: SheetData, captions: _Captions, magnification: float) -> SheetMap:
    viewport = _viewport(data, magnification)
    fit = _fit(data, viewport, captions, magnification)
    on_map = tuple(place for place in data.places if _is_on(viewport, frame_of(viewport), place))
    named = _neighbours(data, viewport, fit.furniture)
    return SheetMap(
        viewport=viewport,
        magnification=magnification,
        grid=SearchGrid(viewport, SAFE_MM),
        title=captions.title,
        legend=captions.legend,
        measures=fit.measures,
        furniture=fit.furniture,
        on_map=on_map,
        neighbours=named,
        placement=_placed(data, on_map, fit, named),
    )


def smallest_that_holds(data: SheetData, edition: str) -> Paper | None:
    """The next larger format on which all places find room."""
    for larger in larger_than(data.definition.paper):
        try:
            make_map(data.on(larger), edition)
        except SheetTooFull:
            continue
        return larger
    return None


def folds_mm(definition: Definition, viewport: Viewport, magnification: float) -> tuple[list[float], list[float]]:
    if not definition.folded:
        return [], []
    across, down = definition.paper.folds_mm(viewport.width_mm > viewport.height_mm)
    return [x / magnification for x in across], [y / magnification for y in down]


def on_paper(viewport: Viewport, geometry: BaseGeometry) -> BaseGeometry:
    west, _, _, north = viewport.bounds
    factor = paper_mm(1, viewport.scale_denominator)
    return affine_transform(geometry, [factor, 0, 0, -factor, -west * factor, north * factor])


def _locator_mm(data: SheetData) -> tuple[float, float]:
    if not data.others:
        return 0.0, 0.0
    west, south, east, north = unary_union([area.boundary for area in (data.area, *data.others)]).bounds
    factor = min(LOCATOR_MM / (east - west), LOCATOR_MM / (north - south))
    return (east - west) * factor, (north - south) * factor


def _neighbours(data: SheetData, viewport: Viewport, furniture: Furniture) -> tuple[Neighbour, ...]:
    areas = [(other.name, on_paper(viewport, other.boundary)) for other in data.others]
    points = tuple(viewport.to_paper(*place.point) for place in data.places if place.point)
    area = on_paper(viewport, data.area.boundary)
    return neighbours(areas, Surroundings(frame_of(viewport), area, furniture.boxes, points))


def label_of(place: Place) -> str:
    """The name beside a plate of a map without streets, shortened where it would run too far."""
    name = place.short_name
    while text_width_mm(name, LABEL_PT, "SemiBold") > LONGEST_LABEL_MM:
        name = name.removesuffix("…").rpartition(" ")[0].rstrip(" ,–") + "…" if " " in name else name[:24] + "…"
    return name


def _placed(data: SheetData, on_map: Sequence[Place], fit: _Fit, named: Sequence[Neighbour]) -> Placement:
    """Each address by itself; where there are many or that nearly works, close neighbours share a block."""
    items = [plate_item(fit.viewport, place, place.point, not data.basemap_token) for place in on_map if place.point]
    frame = PlateFrame(
        frame_of(fit.viewport),
        (*fit.furniture.boxes, *(each.box for each in named)),
        Rules(fold_mm=FOLD_MM / fit.magnification),
        tuple(_folds(data.definition, fit)),
    )
    many = len(items) > MANY
    try:
        return solved(gathered(items) if many else items, frame)
    except PlacementError as error:
        if not many and error.failed <= NEARLY * error.total:
            with suppress(PlacementError):
                return solved(gathered(items), frame)
        raise SheetTooFull(f"{len(items)} Schilder sind zu viele für dieses Format.") from error
    except PinImpossible as error:
        names = [f"{place.number} „{place.name}“" for place in on_map if place.number in error.keys]
        raise PinRefused(names, error.reason) from error


def _folds(definition: Definition, fit: _Fit) -> Iterator[Fold]:
    """Where paper breaks and ink comes off."""
    across, down = folds_mm(definition, fit.viewport, fit.magnification)
    for upright, positions in ((True, across), (False, down)):
        yield from (Fold(position, upright) for position in positions)


def solved(items: Sequence[Item], frame: PlateFrame) -> Placement:
    spans = [span(int(str(item.key)) for item in address) for address in addresses(items)]
    return place_blocks(stack(items, max(map(plate_width_mm, spans), default=1.0)), frame)


def plate_item(viewport: Viewport, place: Place, point: tuple[float, float], labelled: bool) -> Item:
    width = plate_width_mm(str(place.number))
    if labelled:
        width += LABEL_GAP_MM + text_width_mm(label_of(place), LABEL_PT, "SemiBold") + 0.6
    x, y = viewport.to_paper(*point)
    item = Item(place.number, x, y, width)
    if place.shift is None:
        return item
    corner = (x + place.shift.dx_mm, y + place.shift.dy_mm)
    return replace(item, pinned=corner) if place.shift.pinned else replace(item, hint=corner)


def _is_on(viewport: Viewport, frame: Box, place: Place) -> bool:
    return place.point is not None and frame.holds(*viewport.to_paper(*place.point))


def frame_of(viewport: Viewport) -> Box:
    """Where plates may stand, on paper."""
    return Box(EDGE_MM, EDGE_MM, viewport.width_mm - EDGE_MM, viewport.height_mm - EDGE_MM)


def _viewport(data: SheetData, magnification: float) -> Viewport:
    """Chosen by the German texts: number and cell of a place must be the same in every language."""
    with override(settings.LANGUAGE_CODE):
        captions = _captions(data, _ANY_CODE, [group.german or group.name for group in data.mapped_groups])
        return _best_fit(data, captions, magnification).viewport


def _best_fit(data: SheetData, captions: _Captions, magnification: float) -> _Fit:
    """The largest scale whose furniture hides nothing of the Sozialraum; else the one that hides least."""
    fits: list[_Fit] = []
    for viewports in _viewports(data.area.boundary, data.definition.paper, magnification):
        fits += [_fit(data, viewport, captions, magnification) for viewport in viewports]
        if min(fit.hidden_mm2 for fit in fits) < 1:
            break
    return min(fits, key=lambda fit: fit.hidden_mm2)


def _fit(data: SheetData, viewport: Viewport, captions: _Captions, magnification: float) -> _Fit:
    frame = frame_of(viewport)
    points = tuple(
        viewport.to_paper(*place.point) for place in data.places if place.point and _is_on(viewport, frame, place)
    )
    cell_m = SearchGrid(viewport, SAFE_MM).cell_m
    edition = texts.edition(data, viewport.scale_denominator / magnification, cell_m, captions.edition)
    hatched = data.coverage is not None and not data.coverage.covers(viewport.frame)
    lower = measures(viewport.scale_denominator, edition, texts.sources(data, hatched), data.definition.smallest_pt)
    area = on_paper(viewport, data.area.boundary).simplify(_OUTLINE_TOLERANCE_MM)
    furniture, hidden = arranged(
        captions.title, captions.legend, lower, Ground(frame, area, points, get_language_bidi())
    )
    return _Fit(viewport, lower, furniture, hidden, magnification)


def _viewports(area: BaseGeometry, paper: Paper, magnification: float) -> Iterator[list[Viewport]]:
    """Scale by scale, each with the Sozialraum in the middle and moved towards the edges and corners."""
    west, south, east, north = area.bounds
    extent = east - west, north - south
    denominators = [denominator * magnification for denominator in DENOMINATORS]
    sizes = [_divided(paper.front_mm(landscape), magnification) for landscape in (True, False)]
    size = min(sizes, key=lambda size: _crampedness(extent, size))
    largest = choose_scale(extent, _inner(size), denominators)
    for denominator in denominators:
        drawn = [paper_mm(length, denominator) for length in extent]
        if denominator > largest and max(mm / whole for mm, whole in zip(drawn, size, strict=True)) < FILL_SHARE:
            return
        if denominator >= largest:
            slack = [ground_m(inner - mm, denominator) / 2 for inner, mm in zip(_inner(size), drawn, strict=True)]
            yield [
                Viewport(((west + east) / 2 + dx * slack[0], (south + north) / 2 + dy * slack[1]), *size, denominator)
                for dx, dy in product((0, -1, 1), repeat=2)
            ]


def _crampedness(extent: tuple[float, float], size: tuple[float, float]) -> float:
    """Metres of ground for each millimetre of paper: the orientation with fewer shows more."""
    return max(ground / inner for ground, inner in zip(extent, _inner(size), strict=True))


def _divided(size: tuple[float, float], by: float) -> tuple[float, float]:
    return size[0] / by, size[1] / by


def _inner(size: tuple[float, float]) -> tuple[float, float]:
    return size[0] - 2 * EDGE_MM, size[1] - 2 * EDGE_MM
