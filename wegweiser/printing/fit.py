"""How the ground lies on the paper: scale, orientation, and where furniture hides the least.

Paper in mm before magnification, ground in metres of EPSG:25832.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product

from django.conf import settings
from django.utils.translation import get_language_bidi, override
from shapely import unary_union
from shapely.affinity import affine_transform
from shapely.geometry.base import BaseGeometry

from geo.cartography.density import Window, dense_window
from geo.cartography.furniture import SearchGrid
from geo.cartography.placement.values import Box
from geo.cartography.units import ground_m, paper_mm
from geo.cartography.viewport import Viewport, choose_scale
from wegweiser.maps.symbols import PLATE_HEIGHT_MM, plate_width_mm
from wegweiser.printing import texts
from wegweiser.printing.definition import Definition
from wegweiser.printing.furniture import Furniture, Ground, Legend, Measures, Title, arranged, measures
from wegweiser.printing.paper import DENOMINATORS, SAFE_MM, Paper
from wegweiser.printing.values import Place, SheetData

EDGE_MM = 13.5
"""Between trim and plates: the safe margin and the letters of the search grid."""
FILL_SHARE = 0.75
"""The Sozialraum fills at least this much of the side that limits it."""
LOCATOR_MM = 20.0
INSET_SHARE = (0.42, 0.5)
"""Of the page that an inset may take at most."""
INSET_INSIDE_MM = 5.5
"""Between the frame of an inset and its plates: room for the names of its cells."""
INSET_HEAD_MM = 6.0
"""Of the strip with its scale."""
_OUTLINE_TOLERANCE_MM = 0.5
ANY_CODE = "M" * 6
"""As wide as the code of any edition: stands where a map is laid out that has none yet."""


@dataclass(frozen=True)
class Captions:
    title: Title
    groups: Mapping[str, str]
    """Code -> name: those on the map come into the legend."""
    edition: str


@dataclass(frozen=True)
class Fit:
    """A way to lay the ground on the paper; `hidden_mm2` of the Sozialraum lie under furniture."""

    viewport: Viewport
    legend: Legend
    measures: Measures
    furniture: Furniture
    hidden_mm2: float
    magnification: float
    enlarged: Viewport | None = None
    """What the inset shows."""


def captions_of(data: SheetData, edition: str) -> Captions:
    return _captions(data, edition, {group.code: group.name for group in data.groups})


def best_fit(data: SheetData, captions: Captions, magnification: float) -> Fit:
    """The largest scale whose furniture hides nothing of the Sozialraum; else the one that hides least."""
    with _german(data) as german:
        viewport = _best_fit(data, german, magnification).viewport
    return _fit(data, viewport, captions, magnification)


def first_fit(data: SheetData, captions: Captions, magnification: float) -> Fit:
    """The largest scale, whatever its furniture hides."""
    viewports = next(_viewports(data.area.boundary, data.definition.paper, magnification))
    return _fit(data, viewports[0], captions, magnification)


def fit_with_inset(data: SheetData, captions: Captions, magnification: float) -> Fit | None:
    """The largest scale at which an inset of the densest part has room outside the Sozialraum."""
    with _german(data) as german:
        fit = _fit_with_inset(data, german, magnification)
    return fit and _fit(data, fit.viewport, captions, magnification, fit.enlarged)


@contextmanager
def _german(data: SheetData) -> Iterator[Captions]:
    """German texts choose the viewport: number and cell of a place must be the same in every language."""
    with override(settings.LANGUAGE_CODE):
        yield _captions(data, ANY_CODE, {group.code: group.german or group.name for group in data.groups})


def _captions(data: SheetData, edition: str, groups: Mapping[str, str]) -> Captions:
    hint = str(texts.HINT) if data.places else ""
    title = Title(str(texts.SERIES), data.title, hint, texts.notes(data), _locator_mm(data))
    return Captions(title, groups, edition)


def _best_fit(data: SheetData, captions: Captions, magnification: float) -> Fit:
    fits: list[Fit] = []
    for viewports in _viewports(data.area.boundary, data.definition.paper, magnification):
        fits += [_fit(data, viewport, captions, magnification) for viewport in viewports]
        if min(fit.hidden_mm2 for fit in fits) < 1:
            break
    return min(fits, key=lambda fit: fit.hidden_mm2)


def _fit_with_inset(data: SheetData, captions: Captions, magnification: float) -> Fit | None:
    for viewports in _viewports(data.area.boundary, data.definition.paper, magnification):
        window = _window(data, viewports[0])
        if window is None:
            return None
        enlarged = window.viewport.grown(INSET_HEAD_MM)
        fits = (_fit(data, viewport, captions, magnification, enlarged) for viewport in viewports)
        fit = min(fits, key=lambda fit: fit.hidden_mm2)
        if fit.hidden_mm2 < 1:
            return fit
    return None


def _window(data: SheetData, viewport: Viewport) -> Window | None:
    points = [place.point for place in data.places if place.point and is_on(viewport, place)]
    plate_mm = plate_width_mm(str(len(data.places))), PLATE_HEIGHT_MM
    most = viewport.width_mm * INSET_SHARE[0], viewport.height_mm * INSET_SHARE[1]
    return dense_window(points, plate_mm, viewport.scale_denominator, most)


def inset_frame(enlarged: Viewport) -> Box:
    """Where plates may stand on an inset, from its own upper left corner."""
    off = INSET_INSIDE_MM
    return Box(off, INSET_HEAD_MM, enlarged.width_mm - off, enlarged.height_mm - off)


def is_enlarged(enlarged: Viewport | None, place: Place) -> bool:
    return bool(enlarged and place.point and inset_frame(enlarged).holds(*enlarged.to_paper(*place.point)))


def frame_of(viewport: Viewport) -> Box:
    """Where plates may stand, on paper."""
    return Box(EDGE_MM, EDGE_MM, viewport.width_mm - EDGE_MM, viewport.height_mm - EDGE_MM)


def search_grid(viewport: Viewport) -> SearchGrid:
    """All cells have room for a plate between the letters at the edge, and so a name there."""
    return SearchGrid(viewport, SAFE_MM, smallest_part_mm=2 * (EDGE_MM - SAFE_MM))


def is_on(viewport: Viewport, place: Place) -> bool:
    return place.point is not None and frame_of(viewport).holds(*viewport.to_paper(*place.point))


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


def _fit(
    data: SheetData, viewport: Viewport, captions: Captions, magnification: float, enlarged: Viewport | None = None
) -> Fit:
    on_map = [place for place in data.places if is_on(viewport, place)]
    main = (place.point for place in on_map if place.point and not is_enlarged(enlarged, place))
    legend = Legend(str(texts.LEGEND), tuple(captions.groups[group.code] for group in data.groups_of(on_map)))
    cell_m = search_grid(viewport).cell_m
    edition = texts.edition(data, viewport.scale_denominator / magnification, cell_m, captions.edition)
    hatched = data.coverage is not None and not data.coverage.covers(viewport.frame)
    lower = measures(viewport.scale_denominator, edition, texts.sources(data, hatched), data.definition.smallest_pt)
    area = on_paper(viewport, data.area.boundary).simplify(_OUTLINE_TOLERANCE_MM)
    ground = Ground(frame_of(viewport), area, tuple(viewport.to_paper(*point) for point in main), get_language_bidi())
    inset_mm = (enlarged.width_mm, enlarged.height_mm) if enlarged else None
    furniture, hidden = arranged(captions.title, legend, lower, ground, inset_mm)
    return Fit(viewport, legend, lower, furniture, hidden, magnification, enlarged)


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
