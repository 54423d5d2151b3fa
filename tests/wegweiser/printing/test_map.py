from collections.abc import Iterable
from dataclasses import astuple

import pytest
import shapely

from geo.cartography.placement.audit import audit
from geo.cartography.placement.values import Box
from geo.cartography.units import paper_mm
from geo.errors import ExtentTooLarge
from tests.city import EAST, NORTH
from tests.geo.cartography.placement.samples import longest_leader_mm
from tests.wegweiser.printing.sheets import CODE, area, make_place, make_sheet, scattered
from wegweiser.printing import texts
from wegweiser.printing.definition import Definition, Product
from wegweiser.printing.errors import SheetTooFull, UnknownChoice
from wegweiser.printing.fit import on_paper
from wegweiser.printing.map import SheetMap, make_map, smallest_that_holds
from wegweiser.printing.paper import PAPERS, SAFE_MM
from wegweiser.printing.plates import LONGEST_LABEL_MM, label_of

WIDE = area("mitte", "Mitte", 0, 0)


def covered(sheet_map: SheetMap, boxes: Iterable[Box], ground: shapely.Geometry) -> float:
    shapes = [shapely.box(box.left, box.top, box.right, box.bottom) for box in boxes]
    return float(shapely.union_all(shapes).intersection(on_paper(sheet_map.viewport, ground)).area)


@pytest.mark.parametrize(("width", "height", "landscape"), [(3600, 2400, True), (2400, 3600, False)])
def test_orientation_and_scale_show_the_most(width: float, height: float, landscape: bool) -> None:
    own = area("mitte", "Mitte", 0, 0, width, height)
    sheet_map = make_map(make_sheet(scattered(20, own.boundary), area=own), CODE)

    assert (sheet_map.viewport.width_mm > sheet_map.viewport.height_mm) is landscape
    drawn = [paper_mm(length, sheet_map.viewport.scale_denominator) for length in (width, height)]
    page = (sheet_map.viewport.width_mm, sheet_map.viewport.height_mm)
    assert max(mm / whole for mm, whole in zip(drawn, page, strict=True)) >= 0.75
    assert all(mm + 2 * SAFE_MM <= whole for mm, whole in zip(drawn, page, strict=True))


def test_plates_stand_clear_of_each_other_and_of_the_furniture() -> None:
    sheet_map = make_map(make_sheet(scattered(120, WIDE.boundary), basemap_token="x"), CODE)

    assert audit(sheet_map.placement).clean
    assert longest_leader_mm(sheet_map.placement) <= 45
    assert {int(str(key)) for block in sheet_map.placement.blocks for key in block.block.keys} == set(range(1, 121))


def test_furniture_stands_outside_the_sozialraum_where_it_can() -> None:
    thin = area("mitte", "Mitte", 0, 0, 3600, 1500)
    sheet_map = make_map(make_sheet(scattered(30, thin.boundary), area=thin), CODE)

    assert covered(sheet_map, sheet_map.furniture.boxes, thin.boundary) < 1


def test_furniture_never_overlaps_itself_or_leaves_the_safe_area() -> None:
    sheet_map = make_map(make_sheet(scattered(30, WIDE.boundary)), CODE)
    boxes = sheet_map.furniture.boxes

    shapes = [shapely.box(box.left, box.top, box.right, box.bottom) for box in boxes]
    assert shapely.union_all(shapes).area == pytest.approx(sum(shape.area for shape in shapes))
    assert all(box.left >= SAFE_MM and box.right <= sheet_map.viewport.width_mm - SAFE_MM for box in boxes)
    assert all(box.top >= SAFE_MM and box.bottom <= sheet_map.viewport.height_mm - SAFE_MM for box in boxes)


def test_twelve_places_at_one_address_form_one_block_and_thirteen_one_range() -> None:
    for count, plates in ((12, 12), (13, 1)):
        places = [make_place(f"Praxis {n:02}", "gesundheit.kinderarzt") for n in range(count)]
        sheet_map = make_map(make_sheet(places, basemap_token="x"), CODE)

        assert [len(block.block.plates) for block in sheet_map.placement.blocks] == [plates]


def test_every_place_has_its_cell_or_the_reason_for_none() -> None:
    places = [
        make_place("A", point=(EAST + 100, NORTH + 2000)),
        make_place("B", point=None),
        make_place("C", point=(EAST + 50_000, NORTH)),
    ]
    sheet_map = make_map(make_sheet(places), CODE)

    marks = [sheet_map.mark_of(place) for place in make_sheet(places).places]
    assert marks == [sheet_map.grid.cell_of(EAST + 100, NORTH + 2000), texts.WITHOUT_MAP, texts.OUTSIDE]
    assert len(sheet_map.on_map) == 1


def test_without_base_map_names_stand_beside_the_plates() -> None:
    long = make_place("Städtische Gemeinschaftsgrundschule Am Siedlerweg mit Ganztag", "schule.grundschule")
    sheet_map = make_map(make_sheet([long, make_place("Kita Jona")]), CODE)

    assert label_of(make_place("Kita Jona")) == "Kita Jona"
    assert label_of(long).startswith("Städtische Gemeinschaftsgrundschule")
    assert label_of(long).endswith("…")
    widths = [plate.box.width for block in sheet_map.placement.blocks for plate in block.plates]
    assert all(11 < width <= LONGEST_LABEL_MM + 12 for width in widths)


def test_a_centre_too_dense_for_the_scale_gets_an_inset_with_cells_of_its_own() -> None:
    crowd = shapely.box(EAST + 1700, NORTH + 900, EAST + 1850, NORTH + 1050)
    elsewhere = make_place("Kita am Rand", facility_id=99, point=(EAST + 400, NORTH + 400))
    data = make_sheet([*scattered(45, crowd, seed=3), elsewhere], basemap_token="x")

    sheet_map = make_map(data, CODE)

    assert sheet_map.inset
    assert len(sheet_map.inset.places) == 45
    assert audit(sheet_map.inset.placement).clean
    assert sheet_map.inset.viewport.scale_denominator < sheet_map.viewport.scale_denominator / 1.8
    marks = {place.name: sheet_map.mark_of(place) for place in data.places}
    assert marks.pop("Kita am Rand")[0] in "ABC"
    assert {mark[0] for mark in marks.values()} <= set("WXYZ")
    assert {int(str(key)) for block in sheet_map.blocks for key in block.block.keys} == set(range(1, 47))
    window, label = sheet_map.inset.window(sheet_map.viewport), sheet_map.window_label
    for place in data.places:
        assert place.point
        assert window.holds(*sheet_map.viewport.to_paper(*place.point)) == (place in sheet_map.inset.places)
    assert label
    assert label.bottom <= window.top or window.holds(label.right, label.bottom)
    taken = [plate.box for block in sheet_map.placement.blocks for plate in block.plates]
    assert not any(shapely.box(*astuple(label)).intersects(shapely.box(*astuple(each))) for each in taken)
    box = sheet_map.inset.box
    for block in sheet_map.inset.blocks:
        for plate in block.plates:
            assert box.left <= plate.box.left < plate.box.right <= box.right
            assert box.top <= plate.box.top < plate.box.bottom <= box.bottom


def test_more_than_paper_has_room_for_is_refused() -> None:
    spot = shapely.box(EAST + 1700, NORTH + 900, EAST + 1730, NORTH + 930)

    with pytest.raises(SheetTooFull, match="700 Schilder sind zu viele für dieses Format"):
        make_map(make_sheet(scattered(700, spot, seed=3), basemap_token="x"), CODE)


@pytest.mark.parametrize(("metres", "denominator", "cell_m"), [(200, 1000, 50), (40_000, 150_000, 10_000)])
def test_districts_may_be_tiny_or_wide(metres: int, denominator: int, cell_m: int) -> None:
    own = area("mitte", "Mitte", 0, 0, metres, metres)
    sheet_map = make_map(make_sheet(scattered(12, own.boundary), area=own, basemap_token="x", others=()), CODE)

    assert sheet_map.scale_denominator == denominator
    assert sheet_map.grid.cell_m == cell_m
    assert len(sheet_map.on_map) == 12


def test_a_district_beyond_every_scale_is_refused() -> None:
    huge = area("mitte", "Mitte", 0, 0, 160_000, 160_000)

    with pytest.raises(ExtentTooLarge, match=r"160\.0 × 160\.0 km"):
        make_map(make_sheet([], area=huge), CODE)


@pytest.mark.parametrize("name", ["a5", "A3; rm", "brief"])
def test_unknown_formats_are_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(UnknownChoice, match="Vorhanden sind: a4, a3, a2, a1"):
        Product.WEGWEISER.paper(name)


def test_formats_are_found_in_any_case() -> None:
    assert Product.WEGWEISER.paper("A2") is PAPERS["a2"]


def test_what_fits_no_small_paper_is_sent_to_the_smallest_that_holds_it() -> None:
    data = make_sheet(scattered(500, WIDE.boundary), basemap_token="x", definition=Definition.of("mitte", "a4"))

    with pytest.raises(SheetTooFull, match="500 Schilder sind zu viele für dieses Format"):
        make_map(data, CODE)

    assert smallest_that_holds(data, CODE) == PAPERS["a3"]


@pytest.mark.parametrize("paper", ["a4", "a3", "a2"])
def test_2000_places_are_refused_without_a_search(paper: str) -> None:
    definition = Definition.of("mitte", paper, folded=False)

    with pytest.raises(SheetTooFull, match="2000 Schilder sind zu viele für dieses Format"):
        make_map(make_sheet(scattered(2000, WIDE.boundary), basemap_token="x", definition=definition), CODE)
