"""Names of streets made for one question each, read from the text of the PDF at 1:5,000."""

from pathlib import Path

import pypdfium2
import pytest

from geo.basemap.importer import import_basemap
from geo.basemap.labels import labels_document
from geo.basemap.style import paper_look
from geo.cartography.painter import draw_pdf
from geo.cartography.viewport import Viewport
from tests.geo.basemap.town import EAST, NORTH, Town

pytestmark = pytest.mark.usefixtures("town")  # each test replaces its map

VIEW = Viewport((EAST + 500, NORTH + 500), 200, 200, 5_000)


@pytest.fixture
def empty_town(tmp_path: Path) -> Town:
    return Town(tmp_path / "ort.osm.pbf")


def named(town: Town) -> list[str]:
    town.close()
    import_basemap(town.path, lambda stage: None)
    with pypdfium2.PdfDocument(draw_pdf(VIEW, [labels_document(paper_look(5_000, "#00505C"))])) as opened:
        return str(opened[0].get_textpage().get_text_bounded()).split()


def test_a_branch_is_not_named_in_short_beside_the_full_name(empty_town: Town) -> None:
    """The branch has room for „Gabelstr.“, but the street is named 40 mm away."""
    empty_town.way([(300, 500), (500, 500), (700, 500)], highway="residential", name="Gabelstraße")
    empty_town.way([(500, 500), (500, 560)], highway="residential", name="Gabelstraße")

    assert named(empty_town) == ["Gabelstraße"]


def test_the_pieces_of_a_street_have_one_form(empty_town: Town) -> None:
    """Each piece is too short for „Gabelstraße“."""
    empty_town.way([(300, 500), (350, 500)], highway="residential", name="Gabelstraße")
    empty_town.way([(700, 500), (748, 500)], highway="residential", name="Gabelstraße")

    assert named(empty_town) == ["Gabelstr."]


def test_a_street_far_away_may_be_short_although_another_has_room(empty_town: Town) -> None:
    empty_town.way([(0, 50), (300, 50)], highway="residential", name="Gabelstraße")
    empty_town.way([(900, 900), (952, 900)], highway="residential", name="Gabelstraße")

    assert sorted(named(empty_town)) == ["Gabelstr.", "Gabelstraße"]


def test_two_carriageways_are_named_once(empty_town: Town) -> None:
    empty_town.way([(300, 500), (700, 500)], highway="primary", oneway="yes", name="Hauptstraße")
    empty_town.way([(700, 520), (300, 520)], highway="primary", oneway="yes", name="Hauptstraße")

    assert named(empty_town) == ["Hauptstraße"]


def test_a_range_of_house_numbers_has_a_dash(empty_town: Town) -> None:
    empty_town.way([(0, 0), (50, 0)], highway="service")
    empty_town.area(400, 400, 430, 430, building="yes", addr__housenumber="13-15")

    assert named(empty_town) == ["13–15"]
