"""The Ausmalplan: lines only, a few pictograms apart from each other, each proved by what is read aloud for it."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pypdfium2
import pytest
from shapely import box

from tests.wegweiser.printing.conftest import MARK
from tests.wegweiser.printing.sheets import area, make_place, make_sheet, scattered
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import NothingToColour, ProofError
from wegweiser.printing.export import export_sheet
from wegweiser.printing.products.ausmalplan import (
    BADGE_MM,
    FOR_CHILDREN,
    MOST,
    MOST_KINDS,
    MOST_OF_A_KIND,
    compose,
    make_picture,
    prove_picture,
)
from wegweiser.printing.values import SheetData


def sheet(count: int = 120) -> SheetData:
    own = area("mitte", "Mitte", 0, 0)
    definition = Definition.of("mitte", product="ausmalplan", categories=FOR_CHILDREN)
    return make_sheet(scattered(count, own.boundary), area=own, definition=definition)


def test_badges_stand_apart_within_the_sozialraum() -> None:
    data = sheet()

    picture = compose(data)

    assert MOST_KINDS < len(picture.badges) <= MOST
    assert max(Counter(badge.place.kind for badge in picture.badges).values()) <= MOST_OF_A_KIND
    for one, other in combinations(picture.badges, 2):
        assert max(abs(one.box.left - other.box.left), abs(one.box.top - other.box.top)) > BADGE_MM
    for badge in picture.badges:
        assert picture.window.inner.holds(badge.box.left, badge.box.top)
        assert picture.window.inner.holds(badge.box.right, badge.box.bottom)
    assert len({badge.place.kind for badge in picture.badges}) <= MOST_KINDS


@pytest.mark.parametrize(("width", "height", "landscape"), [(3600, 2400, True), (1500, 4000, False)])
def test_the_paper_is_turned_as_the_sozialraum_needs_it(width: float, height: float, landscape: bool) -> None:
    own = area("mitte", "Mitte", 0, 0, width, height)

    page_width, page_height = compose(make_sheet(scattered(20, own.boundary), area=own)).page_mm

    assert (page_width > page_height) is landscape


def test_each_chosen_place_is_drawn_once_and_planted_faults_are_caught() -> None:
    data = sheet()
    badges = compose(data).badges
    made = make_picture(data, MARK)
    assert made.pages == 1
    assert [place.name for place in made.places] == [badge.place.name for badge in badges]

    renamed = replace(badges[0], place=replace(badges[0].place, name="Zoo"))
    for wrong in (badges[1:], (*badges, badges[0]), (renamed, *badges[1:])):
        with pytest.raises(ProofError, match=r"fehlt etwas oder ist zu viel: .*◯ "):
            prove_picture(made.pdf, wrong)


def test_a_place_for_the_whole_city_elsewhere_does_not_stand_on_it() -> None:
    data = make_sheet([make_place("Zoo", "freizeit.park", point=(0, 0), for_whole_city=True)])

    with pytest.raises(NothingToColour, match="Von „Mitte“ gibt es noch nichts auszumalen"):
        compose(data)


def test_the_only_swimming_pool_comes_before_the_playgrounds_around_it() -> None:
    own = area("mitte", "Mitte", 0, 0)
    middle = own.boundary.centroid
    pool = make_place("Freibad", "freizeit.bad", point=(middle.x, middle.y), facility_id=99)
    around = [make_place(f"Spielplatz {n}", "freizeit.spielplatz", point=(middle.x + n, middle.y)) for n in range(9)]

    badges = compose(make_sheet([*around, pool], area=own)).badges

    assert [badge.place.name for badge in badges] == ["Freibad"]


@pytest.mark.parametrize(("width", "height"), [(200, 200), (40_000, 25_000)])
def test_a_sozialraum_of_any_size_fills_the_frame(width: float, height: float) -> None:
    own = area("mitte", "Mitte", 0, 0, width, height)
    data = make_sheet(scattered(40, own.boundary), area=own)

    viewport = compose(data).window.viewport

    assert max(width / viewport.width_mm, height / viewport.height_mm) * 1000 > 0.6 * viewport.scale_denominator
    assert make_picture(data, MARK).pages == 1


def test_where_the_base_map_ends_the_paper_shows_the_other_side() -> None:
    own = area("mitte", "Mitte", 0, 0, 3000, 3000)
    west, south, east, north = own.boundary.bounds
    data = make_sheet(scattered(9, own.boundary), area=own)

    known = replace(data, coverage=box(west - 10, south - 9_000, east + 9_000, north + 9_000))
    half = replace(data, coverage=box(west, south, west + 1_500, north))

    assert compose(known).window.viewport.centre[0] > compose(data).window.viewport.centre[0]
    assert compose(half).area.bounds[2] == west + 1_500
    assert all(badge.place.point and badge.place.point[0] <= west + 1_500 for badge in compose(half).badges)


@pytest.mark.django_db
def test_the_demo_city_is_drawn_in_lines_without_colour() -> None:
    edition = export_sheet(Definition.of("westfeld", product="ausmalplan"))

    with pypdfium2.PdfDocument(edition.path) as pdf:
        page = pdf[0]
        text = page.get_textpage().get_text_range()
        picture = page.render(scale=1.5).to_numpy()
    assert "Westfeld" in text
    assert "Male deinen Stadtteil aus! Welche Orte kennst du?" in text
    assert "Musterstadt ist erfunden" in text
    assert int((picture.max(axis=2) - picture.min(axis=2)).max()) < 12, "every pixel is grey"
    assert edition.scale_denominator > 0
    assert {row.category for row in edition.places.all()} <= set(FOR_CHILDREN)
