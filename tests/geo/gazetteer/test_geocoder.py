import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geo.gazetteer.geocoder import Confidence, locate
from tests.geo.gazetteer.houses import EAST, NORTH, create_houses


@pytest.fixture(autouse=True)
def _houses(db: None) -> None:
    create_houses()


@pytest.mark.parametrize(
    ("street", "number", "confidence", "x", "y"),
    [
        ("Lange Straße", "3", Confidence.EXACT, 20, 0),
        ("lange str.", "4 A", Confidence.EXACT, 25, 20),
        ("Lange Straße", "4b", Confidence.NEAREST_NUMBER, 20, 20),
        ("Lange Straße", "7", Confidence.NEAREST_NUMBER, 40, 0),
        ("Lange Straße", "6", Confidence.NEAREST_NUMBER, 20, 20),
        ("Lange Straße", "99", Confidence.STREET, 20, 0),
        ("Lange Straße", "", Confidence.STREET, 20, 0),
    ],
)
def test_the_house_or_what_comes_nearest(street: str, number: str, confidence: Confidence, x: int, y: int) -> None:
    match = locate(street, number)
    assert match is not None
    assert (match.confidence, match.point.x - EAST, match.point.y - NORTH) == (confidence, x, y)


@pytest.mark.parametrize("street", ["Kurze Straße", "", "Lange"])
def test_an_unknown_street_gives_nothing_rather_than_a_guess(street: str) -> None:
    assert locate(street, "1") is None


@pytest.mark.parametrize(
    ("postcode", "place", "x"),
    [("45992", "", 900), ("", "ostdorf", 900), ("45991", "Ostdorf", 500), ("00000", "", 500)],
)
def test_postcode_and_place_part_streets_of_one_name(postcode: str, place: str, x: int) -> None:
    match = locate("Kirchweg", "1", postcode, place)
    assert match is not None
    assert match.point.x - EAST == x


def test_an_address_costs_one_query() -> None:
    with CaptureQueriesContext(connection) as queries:
        locate("Lange Straße", "3", "45991", "Westdorf")
    assert len(queries) == 1
