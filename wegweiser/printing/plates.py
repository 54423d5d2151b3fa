"""The plates of places on a map: keys of a placement are numbers of places. Paper in mm before magnification."""

from collections.abc import Sequence
from dataclasses import replace

from geo.cartography.placement.solver import place as place_blocks
from geo.cartography.placement.stacks import stack
from geo.cartography.placement.values import Item, PinImpossible, Placement, Sheet
from geo.cartography.viewport import Viewport
from wegweiser.maps.symbols import plate_width_mm
from wegweiser.printing.crowd import addresses, gathered, span
from wegweiser.printing.errors import PinRefused
from wegweiser.printing.fonts import text_width_mm
from wegweiser.printing.values import Place

LABEL_PT = 7.0
LABEL_GAP_MM = 0.8
LONGEST_LABEL_MM = 52.0


def label_of(place: Place) -> str:
    """The name beside a plate of a map without streets, shortened where it would run too far."""
    name = place.short_name
    while text_width_mm(name, LABEL_PT, "SemiBold") > LONGEST_LABEL_MM:
        name = name.removesuffix("…").rpartition(" ")[0].rstrip(" ,–") + "…" if " " in name else name[:24] + "…"
    return name


def placed(places: Sequence[Place], viewport: Viewport, sheet: Sheet, *, labelled: bool, gather: bool) -> Placement:
    """Each address by itself, or close neighbours in one block. Raises PlacementError, PinRefused."""
    items = [_item(viewport, place, place.point, labelled) for place in places if place.point]
    try:
        return _solved(gathered(items) if gather else items, sheet)
    except PinImpossible as error:
        names = [f"{place.number} „{place.name}“" for place in places if place.number in error.keys]
        raise PinRefused(names, error.reason) from error


def _solved(items: Sequence[Item], sheet: Sheet) -> Placement:
    spans = [span(int(str(item.key)) for item in address) for address in addresses(items)]
    return place_blocks(stack(items, max(map(plate_width_mm, spans), default=1.0)), sheet)


def _item(viewport: Viewport, place: Place, point: tuple[float, float], labelled: bool) -> Item:
    width = plate_width_mm(str(place.number))
    if labelled:
        width += LABEL_GAP_MM + text_width_mm(label_of(place), LABEL_PT, "SemiBold") + 0.6
    x, y = viewport.to_paper(*point)
    item = Item(place.number, x, y, width)
    if place.shift is None:
        return item
    corner = (x + place.shift.dx_mm, y + place.shift.dy_mm)
    return replace(item, pinned=corner) if place.shift.pinned else replace(item, hint=corner)
