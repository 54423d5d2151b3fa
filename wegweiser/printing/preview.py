"""The map of a sheet as an editor adjusts it: where everything stands, and the picture below it."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.utils.translation import override

from geo.cartography.placement.values import Box, PlacedBlock
from wegweiser.printing.basemap import draw_preview
from wegweiser.printing.capacity import room_for
from wegweiser.printing.crowd import span
from wegweiser.printing.data import read_sheet
from wegweiser.printing.definition import Definition
from wegweiser.printing.editions import identity_of
from wegweiser.printing.fit import ANY_CODE
from wegweiser.printing.map import SheetMap, make_map
from wegweiser.printing.values import SheetData

PIXELS_PER_MM = 5.0
KEPT = 6
_FURNITURE = ("Titel", "Zeichenerklärung", "Maßstab")
_kept: OrderedDict[str, SheetMap] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class Preview:
    data: SheetData
    sheet_map: SheetMap
    identity: str

    def picture(self) -> bytes | None:
        """A PNG without plates; None for a city without base map."""
        with override(self.data.definition.language):
            return draw_preview(self.data, self.sheet_map, PIXELS_PER_MM)

    def plan(self) -> dict[str, Any]:
        """What stands on the map, in mm from its upper left corner, fit for JSON."""
        viewport, furniture = self.sheet_map.viewport, self.sheet_map.furniture
        return {
            "width": viewport.width_mm,
            "height": viewport.height_mm,
            "furniture": [{**_box(box), "name": name} for name, box in zip(_FURNITURE, furniture.boxes, strict=True)],
            "blocks": [self._block(block) for block in self.sheet_map.blocks],
        }

    def _block(self, placed: PlacedBlock) -> dict[str, Any]:
        places = {place.number: place for place in self.sheet_map.on_map}
        shown = [places[int(str(key))] for key in placed.block.keys]
        leader = placed.leader
        return {
            "x": placed.left_mm,
            "y": placed.top_mm,
            "width": placed.block.width_mm,
            "height": placed.block.height_mm,
            "point": [placed.block.x_mm, placed.block.y_mm],
            "leader": [leader.x1, leader.y1, leader.x2, leader.y2] if leader else None,
            "pinned": placed.block.pinned is not None,
            "nudged": placed.block.hint is not None,
            "plates": [
                {
                    **_box(plate.box),
                    "number": span(int(str(key)) for key in plate.keys),
                    "symbol": places[int(str(plate.keys[0]))].kind,
                }
                for plate in placed.block.plates
            ],
            "places": [{"id": place.facility_id, "number": place.number, "name": place.name} for place in shown],
        }


def preview(definition: Definition) -> Preview:
    """Raises PrintingError, GeoError. The last few are kept: an editor asks for the same map several times."""
    data = read_sheet(definition)
    identity = identity_of(data)
    with _lock:
        sheet_map = _kept.get(identity)
    if sheet_map is None:
        with room_for(data, identity), override(definition.language):
            sheet_map = make_map(data, ANY_CODE)
        with _lock:
            _kept[identity] = sheet_map
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return Preview(data, sheet_map, identity)


def _box(box: Box) -> dict[str, float]:
    return {"x": box.left, "y": box.top, "width": box.width, "height": box.height}
