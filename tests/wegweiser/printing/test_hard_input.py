"""Sheets of districts as nobody wishes for: each is printed, proved and measured, or refused with a sentence."""

import pypdfium2
import pytest
import shapely

from tests.city import EAST, NORTH, PROFILE
from tests.wegweiser.printing.conftest import Printed, print_sheet
from tests.wegweiser.printing.sheets import CODE, KINDS, area, make_place, make_sheet, scattered
from wegweiser.directory.city import CityProfile
from wegweiser.printing.breaks import SOFT_HYPHEN, ZERO_WIDTH_SPACE
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import SheetTooFull
from wegweiser.printing.gates import check
from wegweiser.printing.layout.front import SEVERAL, front
from wegweiser.printing.map import make_map
from wegweiser.printing.proof import prove
from wegweiser.printing.values import PLAYGROUND, Area

WORD = ("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtenkindertagesstätte" * 3)[:200]
ADDRESS = "https://www." + "familienzentrumundbegegnungsstätte" * 5 + ".example"
HOURS = "nach Vereinbarung; im August gar nicht; sonst " + "x" * 120
NAME = "Donaudampfschifffahrtsgesellschaftskapitänswitwensiedlungsteilfläche"


_BETWEEN = f"-\ufffe{SOFT_HYPHEN}{ZERO_WIDTH_SPACE}"


def fine(sheet: Printed) -> Printed:
    prove(sheet.pdf, sheet.data, sheet.sheet_map)
    check(sheet.pdf, sheet.data, sheet.sheet_map)
    return sheet


def text_of(sheet: Printed, page: int) -> str:
    """Without what stands between letters where a line ends."""
    with pypdfium2.PdfDocument(sheet.pdf) as opened:
        text = opened[page].get_textpage().get_text_range()
    return "".join(sign for sign in text if not sign.isspace() and sign not in _BETWEEN)


def rectangle(width: float, height: float, name: str = "Mitte") -> Area:
    return Area("mitte", name, shapely.box(EAST, NORTH, EAST + width, NORTH + height))


def around(own: Area, count: int, name: str = "Am Schlachthof und Brauereiviertel") -> tuple[Area, ...]:
    """Neighbours in rows to the north."""
    west, south, east, north = own.boundary.bounds
    wide, tall = east - west, north - south
    return tuple(
        Area(
            f"n{n}",
            f"{name} {n}",
            shapely.box(
                west + n % 6 * wide, north + n // 6 * tall, west + (n % 6 + 1) * wide, north + (n // 6 + 1) * tall
            ),
        )
        for n in range(count)
    )


@pytest.fixture(scope="module")
def crowded() -> Printed:
    """Long words wherever the city may write, forty places at one door, and 39 other Sozialräume."""
    own = area("mitte", NAME, 0, 0)
    at_one_door = [make_place(f"Beratung {n}", KINDS[n % len(KINDS)].code, facility_id=900 + n) for n in range(40)]
    odd = [
        make_place(WORD, facility_id=801, point=(EAST + 400, NORTH + 400)),
        make_place(ADDRESS[:200], facility_id=802, point=(EAST + 900, NORTH + 400)),
        make_place(f"Spielplatz {WORD[:189]}", PLAYGROUND, facility_id=803, point=(EAST + 900, NORTH + 900)),
        make_place("Eine", facility_id=804, phone="030 23125-118 oder 0171 1234567 (abends)", point=None),
        make_place("Keine", facility_id=805, phone="", street="", point=(EAST + 400, NORTH + 900)),
        make_place("Zahl", facility_id=806, phone="0" * 60, street="Straße" * 20, point=(EAST + 400, NORTH + 1400)),
        make_place("Amt", "amt.jugendamt", facility_id=807, hours=HOURS, point=(EAST + 2900, NORTH + 400)),
    ]
    return print_sheet(make_sheet([*at_one_door, *odd], area=own, others=around(own, 39)))


def test_nothing_runs_out_of_its_place(crowded: Printed) -> None:
    fine(crowded)


def test_long_words_are_there_to_the_last_letter(crowded: Printed) -> None:
    index = text_of(crowded, 1)

    assert WORD in index
    assert ADDRESS[:200] in index
    assert "".join(HOURS.split()) in index, "what cannot be read stands as it was written"
    assert "0" * 60 in index
    assert NAME in index, "on the cover"
    assert NAME in text_of(crowded, 0)


def test_long_words_stay_in_their_column(crowded: Printed) -> None:
    with pypdfium2.PdfDocument(crowded.pdf) as opened:
        page = opened[1]
        text_page = page.get_textpage()
        panel_pt = page.get_size()[0] / 4
        for index in range(text_page.count_chars()):
            left, _, right, _ = text_page.get_charbox(index)
            assert int(left // panel_pt) == int(right // panel_pt), text_page.get_text_range(index, 20)


def test_forty_places_at_one_door_share_a_plate_that_stands_for_no_group(crowded: Printed) -> None:
    blocks = crowded.sheet_map.placement.blocks
    [crowd] = [block for block in blocks if len(block.block.keys) > 1]
    drawn = front(crowded.data, crowded.sheet_map)["blocks"][blocks.index(crowd)]

    assert len(crowd.block.keys) == 40
    assert [plate["symbol"] for plate in drawn["plates"]] == [SEVERAL]


def test_all_sheets_of_a_large_city_are_named_where_a_panel_is_free() -> None:
    own = rectangle(2000, 1500)
    sheet = fine(print_sheet(make_sheet(scattered(6, own.boundary), area=own, others=around(own, 39, "Siedlung"))))

    panels = text_of(sheet, 1)

    assert all(f"Siedlung{n}" in panels for n in range(39))


def test_a_city_of_one_sozialraum_has_no_others_to_show() -> None:
    own = rectangle(2000, 1500)
    sheet = fine(print_sheet(make_sheet(scattered(6, own.boundary), area=own, others=())))

    assert "DiePlänefür" not in text_of(sheet, 1)
    assert front(sheet.data, sheet.sheet_map)["title"]["locator"] is None


@pytest.mark.parametrize("count", [0, 1])
def test_hardly_any_places_need_hardly_any_explanation(count: int) -> None:
    own = rectangle(2000, 1500)
    sheet = fine(print_sheet(make_sheet(scattered(count, own.boundary), area=own)))

    assert ("Zeichenerklärung" in text_of(sheet, 0)) is bool(count)
    assert ("SofindenSieeinenOrt" in text_of(sheet, 1)) is bool(count)


def test_places_that_are_on_no_map_need_no_legend() -> None:
    own = rectangle(2000, 1500)
    places = [make_place(f"Beratung {n}", facility_id=n, point=None, street="") for n in range(20)]
    offices = [make_place("Amt", "amt.jugendamt", facility_id=99, point=None, for_whole_city=True)]

    sheet = fine(print_sheet(make_sheet([*places, *offices], area=own)))

    assert "Zeichenerklärung" not in text_of(sheet, 0)
    assert text_of(sheet, 1).count("ohneKarte") >= 20


@pytest.mark.parametrize(
    ("width", "height", "walk"),
    [(200, 200, False), (40_000, 40_000, False), (8000, 1000, True), (600, 4800, True)],
)
def test_districts_of_any_size_and_shape_are_printed(width: float, height: float, walk: bool) -> None:
    own = rectangle(width, height)
    sheet = fine(print_sheet(make_sheet(scattered(25, own.boundary), area=own, others=around(own, 4))))

    bars = front(sheet.data, sheet.sheet_map)["measures"]["bars"]
    assert len(bars) == 1 + walk, "a walk is drawn where it is neither a dot nor longer than its panel"
    assert all(bar["length"] < sheet.sheet_map.furniture.measures.width for bar in bars)


def test_holes_and_parts_are_drawn_as_such() -> None:
    boundary = rectangle(3000, 2000).boundary - shapely.box(EAST + 900, NORTH + 700, EAST + 1900, NORTH + 1300)
    parts = shapely.union_all([boundary, shapely.box(EAST + 3400, NORTH, EAST + 3900, NORTH + 500)])
    own = Area("mitte", "Mitte", parts)
    inner = Area("insel", "Insel", shapely.box(EAST + 900, NORTH + 700, EAST + 1900, NORTH + 1300))

    sheet = fine(print_sheet(make_sheet(scattered(40, parts), area=own, others=(inner,))))

    drawn = front(sheet.data, sheet.sheet_map)
    assert len(drawn["overview"]["area"]) == 3, "two outlines and a hole"
    assert len(drawn["title"]["locator"]["own"]) == 3
    assert [neighbour.name for neighbour in sheet.sheet_map.neighbours] == ["Insel"]


def test_500_places_are_refused_on_the_smallest_format() -> None:
    own = area("mitte", "Mitte", 0, 0)
    data = make_sheet(
        scattered(500, own.boundary), area=own, basemap_token="x", definition=Definition.of("mitte", "a4")
    )

    with pytest.raises(SheetTooFull, match="500 Schilder sind zu viele für dieses Format"):
        make_map(data, CODE)


def test_a_long_title_takes_more_lines_and_smaller_letters() -> None:
    own = rectangle(2000, 1500, "Westfeld mit Hintertupfingen, Obergrombachsiedlung und Industriegebiet Rheinauhafen")
    city = CityProfile.from_data({**PROFILE, "name": "Musterstadt an der Wupper mit allen Eingemeindungen"})

    sheet = fine(print_sheet(make_sheet(scattered(5, own.boundary), area=own, city=city)))

    size, lines = sheet.sheet_map.title.setting
    assert size < 26
    assert " ".join(lines) == own.name
    assert sheet.sheet_map.furniture.title.width < 160
