"""The Ausmalplan: lines only, a few pictograms apart from each other, each proved by what is read aloud for it."""

from dataclasses import replace
from itertools import combinations

import pypdfium2
import pytest

from tests.wegweiser.printing.conftest import MARK
from tests.wegweiser.printing.sheets import area, make_place, make_sheet, scattered
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import ProofError
from wegweiser.printing.export import export_sheet
from wegweiser.printing.products.ausmalplan import (
    BADGE_MM,
    FOR_CHILDREN,
    MOST,
    MOST_KINDS,
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
    for one, other in combinations(picture.badges, 2):
        assert max(abs(one.box.left - other.box.left), abs(one.box.top - other.box.top)) > BADGE_MM
    for badge in picture.badges:
        assert picture.window.inner.holds(badge.box.left, badge.box.top)
        assert picture.window.inner.holds(badge.box.right, badge.box.bottom)
    assert len({badge.place.kind for badge in picture.badges}) <= MOST_KINDS


@pytest.mark.parametrize(("width", "height", "landscape"), [(3600, 2400, True), (1500, 4000, False)])
def test_the_paper_is_turned_as_the_sozialraum_needs_it(width: float, height: float, landscape: bool) -> None:
    own = area("mitte", "Mitte", 0, 0, width, height)

    page_width, page_height = compose(make_sheet([], area=own)).page_mm

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

    assert compose(data).badges == ()
    assert make_picture(data, MARK).pages == 1


@pytest.mark.django_db
def test_the_demo_city_is_drawn_in_lines_without_colour() -> None:
    edition = export_sheet(Definition.of("westfeld", product="ausmalplan"))

    with pypdfium2.PdfDocument(edition.path) as pdf:
        page = pdf[0]
        text = page.get_textpage().get_text_range()
        picture = page.render(scale=1.5).to_numpy()
    assert "Male deinen Stadtteil aus!" in text
    assert "Musterstadt ist erfunden" in text
    assert int((picture.max(axis=2) - picture.min(axis=2)).max()) < 12, "every pixel is grey"
    assert edition.scale_denominator > 0
    assert {row.category for row in edition.places.all()} <= set(FOR_CHILDREN)
