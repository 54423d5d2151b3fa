"""The town as line art: read from the drawn picture, at a scale for a street and at one for a county."""

import io
from collections.abc import Sequence

import pypdfium2
import pytest
from PIL import Image
from shapely import box

from geo.basemap.outline import FINE, INK, Outline, outline_document, outline_names
from geo.cartography import overlays
from geo.cartography.painter import draw_pdf, draw_png
from geo.cartography.placement.values import Box
from geo.cartography.viewport import Viewport
from tests.geo.basemap.town import EAST, NORTH

pytestmark = pytest.mark.usefixtures("town")

VIEW = Viewport((EAST + 500, NORTH + 500), 200, 200, 5_000)
TOWN = box(EAST, NORTH, EAST + 1000, NORTH + 1000)
PIXELS_PER_MM = 5


def shares(documents: Sequence[str], west: float, south: float, east: float, north: float) -> dict[str, float]:
    """The share of each colour in a part of the town."""
    picture = Image.open(io.BytesIO(draw_png(VIEW, documents, PIXELS_PER_MM))).convert("RGB")
    left, top = VIEW.to_paper(EAST + west, NORTH + north)
    right, bottom = VIEW.to_paper(EAST + east, NORTH + south)
    part = picture.crop(tuple(round(mm * PIXELS_PER_MM) for mm in (left, top, right, bottom)))  # type: ignore[arg-type]
    found = part.getcolors(1_000_000) or []
    whole = part.width * part.height
    return {"#{:02X}{:02X}{:02X}".format(*colour): count / whole for count, colour in found}  # type: ignore[misc]


def names(area: Outline, *before: str) -> str:
    with pypdfium2.PdfDocument(draw_pdf(VIEW, [*before, outline_names(area)])) as opened:
        return "".join(str(opened[0].get_textpage().get_text_bounded()).split())


def test_shapes_stay_white_for_crayons_and_hold_a_few_signs() -> None:
    drawing = [outline_document(Outline(TOWN, 5_000))]

    for lake_or_park in ((600, 600, 950, 950), (50, 600, 400, 950)):
        found = shares(drawing, *lake_or_park)
        assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in found)
        assert found["#FFFFFF"] > 0.75
        assert found.get(FINE, 0) > 0.0005, "trees or waves"
    assert shares(drawing, 20, 380, 90, 450) == {"#FFFFFF": 1.0}
    assert shares(drawing, 105, 305, 115, 315) == {"#FFFFFF": 1.0}, "no houses"


def test_a_street_is_two_lines_with_room_between() -> None:
    across = shares([outline_document(Outline(TOWN, 5_000))], 100, 480, 130, 520)

    assert 0.03 < across[INK] < 0.12
    assert across["#FFFFFF"] > 0.8
    assert shares([outline_document(Outline(TOWN, 5_000))], 100, 496, 130, 504) == {"#FFFFFF": 1.0}


def test_of_many_streets_the_greatest_stay() -> None:
    """What fills the area is counted on paper: at a quarter of the scale there is room for a quarter of the length."""
    drawing = [outline_document(Outline(TOWN, 60_000))]

    assert INK in shares(drawing, 100, 80, 130, 140), "Ringstraße"
    assert shares(drawing, 250, 430, 450, 560) == {"#FFFFFF": 1.0}, "Lange Straße"


def test_names_are_those_of_quarters_within_and_give_way() -> None:
    assert names(Outline(TOWN, 5_000)) == "Altstadt"
    assert names(Outline(box(EAST, NORTH + 600, EAST + 1000, NORTH + 1000), 5_000)) == ""
    assert names(Outline(TOWN, 5_000), overlays.obstacles(VIEW, [Box(0, 60, 200, 180)])) == ""
