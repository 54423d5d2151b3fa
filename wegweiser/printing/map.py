"""The map page: what stands on it, and where. Paper in mm before magnification, ground in metres of EPSG:25832."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from geo.cartography.furniture import SearchGrid
from geo.cartography.placement.values import Box, Fold, PlacedBlock, Placement, PlacementError, Rules, Sheet
from geo.cartography.viewport import Viewport
from wegweiser.printing import texts
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import SheetTooFull
from wegweiser.printing.fit import (
    Captions,
    Fit,
    best_fit,
    captions_of,
    first_fit,
    fit_with_inset,
    folds_mm,
    frame_of,
    is_enlarged,
    is_on,
    on_paper,
    search_grid,
)
from wegweiser.printing.furniture import Furniture, Legend, Measures, Title
from wegweiser.printing.inset import Inset, make_inset, window_label
from wegweiser.printing.neighbours import Neighbour, Surroundings, neighbours
from wegweiser.printing.paper import FOLD_MM, Paper, larger_than
from wegweiser.printing.plates import placed
from wegweiser.printing.values import Place, SheetData

MOST_WITH_INSET = 350
"""With more, no part of the map is left to which an inset would leave room."""
MANY = 200
"""Plates from which on one by one takes a minute, and a sheet is a search for room anyway."""


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
    """On the map or its inset."""
    neighbours: tuple[Neighbour, ...]
    placement: Placement
    """Without the inset."""
    inset: Inset | None = None

    @property
    def scale_denominator(self) -> float:
        """Of the finished paper."""
        return self.viewport.scale_denominator / self.magnification

    @property
    def blocks(self) -> tuple[PlacedBlock, ...]:
        """All of the page, those of the inset where it stands."""
        return self.placement.blocks + (self.inset.blocks if self.inset else ())

    @property
    def window_label(self) -> Box | None:
        """Where the map says that the inset shows this part."""
        if self.inset is None:
            return None
        window = self.inset.window(self.viewport)
        return window_label(window, self.inset.title(self.magnification), self.placement.blocks)

    def folds_mm(self, definition: Definition) -> tuple[list[float], list[float]]:
        """Where the finished paper is folded, from the left and from the top, before magnification."""
        return folds_mm(definition, self.viewport, self.magnification)

    def point_on_paper(self, place: Place) -> tuple[float, float] | None:
        """Where the page shows it, on the map or its inset."""
        if place.point is None or not self.shows(place):
            return None
        if self.inset and place in self.inset.places:
            x, y = self.inset.viewport.to_paper(*place.point)
            return x + self.inset.box.left, y + self.inset.box.top
        return self.viewport.to_paper(*place.point)

    def shows(self, place: Place) -> bool:
        return is_on(self.viewport, place)

    def mark_of(self, place: Place) -> str:
        """The cell of a place on the map, or why it is not there."""
        if place.point is None:
            return str(texts.WITHOUT_MAP)
        if not self.shows(place):
            return str(texts.OUTSIDE)
        grid = self.inset.grid if self.inset and place in self.inset.places else self.grid
        return grid.cell_of(*place.point)


def make_map(data: SheetData, edition: str) -> SheetMap:
    """Raises SheetTooFull, ExtentTooLarge, PinRefused. `edition` is the code that stands on the sheet."""
    captions = captions_of(data, edition)
    *larger, least = data.definition.magnifications
    for magnification in larger:
        with suppress(SheetTooFull):
            return _magnified(data, captions, magnification)
    return _magnified(data, captions, least)


def bare_map(data: SheetData, edition: str) -> SheetMap:
    """Without plates, and with furniture anywhere: enough for the length of the index. Raises ExtentTooLarge."""
    captions = captions_of(data, edition)
    fit = first_fit(data, captions, data.definition.magnifications[0])
    return _page(data, captions, fit, Placement(_sheet(data, fit, ()), ()))


def smallest_that_holds(data: SheetData, edition: str) -> Paper | None:
    """The next larger format on which all places find room."""
    for larger in larger_than(data.definition.paper):
        try:
            make_map(data.on(larger), edition)
        except SheetTooFull:
            continue
        return larger
    return None


def _magnified(data: SheetData, captions: Captions, magnification: float) -> SheetMap:
    """Each address by itself; else with an inset; else with close neighbours in one block."""
    fit = best_fit(data, captions, magnification)
    on_map = [place for place in data.places if is_on(fit.viewport, place)]
    if len(on_map) <= MANY:
        with suppress(PlacementError):
            return _map(data, captions, fit)
    inset = fit_with_inset(data, captions, magnification) if len(on_map) <= MOST_WITH_INSET else None
    if inset:
        with suppress(PlacementError):
            return _map(data, captions, inset)
    try:
        return _map(data, captions, fit, gather=True)
    except PlacementError as error:
        raise SheetTooFull(f"{len(on_map)} Schilder sind zu viele für dieses Format.") from error


def _map(data: SheetData, captions: Captions, fit: Fit, *, gather: bool = False) -> SheetMap:
    viewport, labelled = fit.viewport, not data.basemap_token
    on_map = tuple(place for place in data.places if is_on(viewport, place))
    enlarged = tuple(place for place in on_map if is_enlarged(fit.enlarged, place))
    named = _neighbours(data, viewport, fit.furniture)
    sheet = _sheet(data, fit, named)
    inset = None
    if fit.enlarged and fit.furniture.inset:
        inset = make_inset(fit.enlarged, sheet, fit.furniture.inset, enlarged, labelled=labelled)
    main = [place for place in on_map if place not in enlarged]
    placement = placed(main, viewport, sheet, labelled=labelled, gather=gather)
    return replace(_page(data, captions, fit, placement), neighbours=named, inset=inset)


def _page(data: SheetData, captions: Captions, fit: Fit, placement: Placement) -> SheetMap:
    viewport = fit.viewport
    return SheetMap(
        viewport=viewport,
        magnification=fit.magnification,
        grid=search_grid(viewport),
        title=captions.title,
        legend=fit.legend,
        measures=fit.measures,
        furniture=fit.furniture,
        on_map=tuple(place for place in data.places if is_on(viewport, place)),
        neighbours=(),
        placement=placement,
    )


def _sheet(data: SheetData, fit: Fit, named: Sequence[Neighbour]) -> Sheet:
    return Sheet(
        frame_of(fit.viewport),
        (*fit.furniture.boxes, *(each.box for each in named)),
        Rules(fold_mm=FOLD_MM / fit.magnification),
        tuple(_folds(data.definition, fit)),
    )


def _folds(definition: Definition, fit: Fit) -> Iterator[Fold]:
    """Where paper breaks and ink comes off."""
    across, down = folds_mm(definition, fit.viewport, fit.magnification)
    for upright, positions in ((True, across), (False, down)):
        yield from (Fold(position, upright) for position in positions)


def _neighbours(data: SheetData, viewport: Viewport, furniture: Furniture) -> tuple[Neighbour, ...]:
    areas = [(other.name, on_paper(viewport, other.boundary)) for other in data.others]
    points = tuple(viewport.to_paper(*place.point) for place in data.places if place.point)
    area = on_paper(viewport, data.area.boundary)
    return neighbours(areas, Surroundings(frame_of(viewport), area, furniture.boxes, points))
