import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geo.gazetteer.geocoder import Confidence, locate, suggest
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


@pytest.mark.parametrize("text", ["Lange", "lange str", "Lnge Straße", "Lange Strase 3"])
def test_suggestions_come_while_typing_and_despite_misspelling(text: str) -> None:
    assert suggest(text)[0].label.startswith("Lange Straße")


def test_a_suggestion_names_house_and_place() -> None:
    assert [each.label for each in suggest("Kirchweg 1")] == [
        "Kirchweg 1, 45991 Westdorf",
        "Kirchweg 1, 45992 Ostdorf",
    ]
    assert [each.confidence for each in suggest("Kirchweg 1")] == [Confidence.EXACT] * 2


def test_a_number_that_does_not_exist_is_not_promised() -> None:
    assert suggest("Lange Straße 98")[0].label == "Lange Straße, 45991 Westdorf"


@pytest.mark.parametrize(
    ("text", "limit", "count"), [("Ki", 8, 0), ("", 8, 0), ("Kirchweg", 1, 1), ("Kirchweg", 8, 2), ("%%%", 8, 0)]
)
def test_suggestions_are_limited(text: str, limit: int, count: int) -> None:
    assert len(suggest(text, limit)) == count


def test_an_address_costs_one_query() -> None:
    with CaptureQueriesContext(connection) as queries:
        locate("Lange Straße", "3", "45991", "Westdorf")
    assert len(queries) == 1
