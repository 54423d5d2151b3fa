import pytest
from django.db import connection

from geo.gazetteer.choice import find
from geo.gazetteer.geocoder import Confidence
from geo.gazetteer.models import Address, Street
from geo.gazetteer.normalise import street_key, street_stem
from geo.gazetteer.suggestions import suggest
from tests.geo.gazetteer.houses import EAST, create_house, create_houses, point


@pytest.fixture(autouse=True)
def _houses(db: None) -> None:
    create_houses()
    for number, suffix, x in ((70, "", 0), (71, "a", 10), (73, "", 20)):
        create_house("Schwarzstraße", number, suffix, point(x, 500), "45991", "Westdorf")
    create_house("Gustav-Müller-Straße", 5, "", point(0, 900), "45991", "Westdorf")
    create_house("Straße des 17. Juni", 135, "", point(0, 950), "45991", "Westdorf")


@pytest.mark.parametrize(
    ("text", "label", "confidence", "is_similar"),
    [
        ("schwarzstr 73", "Schwarzstraße 73", Confidence.EXACT, False),
        ("Schwarz-Straße 71a", "Schwarzstraße 71a", Confidence.EXACT, False),
        ("SCHWARZSTRASSE 71 A", "Schwarzstraße 71a", Confidence.EXACT, False),
        ("Schwartz-Straße 71a", "Schwarzstraße 71a", Confidence.EXACT, True),
        ("Shcwarzstr. 73", "Schwarzstraße 73", Confidence.EXACT, True),
        ("Schwarzstarße 73", "Schwarzstraße 73", Confidence.EXACT, True),
        ("Schwrzstraße 73", "Schwarzstraße 73", Confidence.EXACT, True),
        ("Dchwarzstraße 73", "Schwarzstraße 73", Confidence.EXACT, True),
        ("schwarzstr 72", "Schwarzstraße 70", Confidence.NEAREST_NUMBER, False),
        ("schwarzstr 71", "Schwarzstraße 71a", Confidence.NEAREST_NUMBER, False),
        ("schwarzstr 71b", "Schwarzstraße 71a", Confidence.NEAREST_NUMBER, False),
        ("schwarzstr 999", "Schwarzstraße", Confidence.STREET, False),
        ("schwarzstraße", "Schwarzstraße", Confidence.STREET, False),
        ("schwa", "Schwarzstraße", Confidence.STREET, False),
        ("Shcwa", "Schwarzstraße", Confidence.STREET, True),
        ("71a Schwarzstraße", "Schwarzstraße 71a", Confidence.EXACT, False),
        ("Schwarzstraße, 73", "Schwarzstraße 73", Confidence.EXACT, False),
        ("Schwarzstr. 73 Westdorf", "Schwarzstraße 73", Confidence.EXACT, False),
        ("Schwarzstr. 73, 45991 Westdorf", "Schwarzstraße 73", Confidence.EXACT, False),
        ("Müllerstr. 5", "Gustav-Müller-Straße 5", Confidence.EXACT, False),
        ("Gustav Mueller Strasse 5", "Gustav-Müller-Straße 5", Confidence.EXACT, False),
        ("Straße des 17. Juni 135", "Straße des 17. Juni 135", Confidence.EXACT, False),
    ],
)
def test_what_is_typed_leads_to_the_house(text: str, label: str, confidence: Confidence, is_similar: bool) -> None:
    first = suggest(text)[0]
    assert (first.label, first.confidence, first.is_similar) == (f"{label}, 45991 Westdorf", confidence, is_similar)


@pytest.mark.parametrize(
    "text",
    ["Xylophon", "qqqqqq 3", "Rathaus", "Ki", "", "%%%", "' OR 1=1 --", "\x00\x07", "🙂🙂🙂", "12345", "a" * 10_000],
)
def test_nonsense_offers_nothing(text: str) -> None:
    assert suggest(text) == []


def test_a_correct_spelling_keeps_similar_ones_away() -> None:
    create_house("Schwartzstraße", 1, "", point(0, 700), "45991", "Westdorf")
    assert [each.street for each in suggest("Schwarzstraße")] == ["Schwarzstraße"]
    assert [each.street for each in suggest("Schwartzstraße")] == ["Schwartzstraße"]


def test_streets_of_one_name_are_told_apart_by_postcode_and_place() -> None:
    both = ["Kirchweg 1, 45991 Westdorf", "Kirchweg 1, 45992 Ostdorf"]
    assert [each.label for each in suggest("Kirchweg 1")] == both
    for text in ("Kirchweg 1, 45992", "Kirchweg 1 Ostdorf", "Kirchweg 1, 45992 Ostdorf", "kirchweg, ostd"):
        assert [each.point.x - EAST for each in suggest(text)] == [900]
    assert [each.label for each in suggest("Kirchweg 1, Nirgendwo")] == both


def test_the_street_that_has_the_number_comes_first() -> None:
    create_house("Kirchweg", 9, "", point(900, 50), "45992", "Ostdorf")
    assert suggest("Kirchweg 9")[0].label == "Kirchweg 9, 45992 Ostdorf"


@pytest.mark.parametrize(("text", "limit", "count"), [("Kirchweg", 1, 1), ("Kirchweg", 8, 2)])
def test_suggestions_are_limited(text: str, limit: int, count: int) -> None:
    assert len(suggest(text, limit)) == count


@pytest.mark.parametrize(
    ("text", "label", "choices"),
    [
        ("Schwarzstr. 73", "Schwarzstraße 73, 45991 Westdorf", 0),
        ("Schwarzstr. 72", "Schwarzstraße 70, 45991 Westdorf", 0),
        ("Schwartzstr. 73", None, 1),
        ("Kirchweg 1", None, 2),
        ("Kirchweg 1, 45992 Ostdorf", "Kirchweg 1, 45992 Ostdorf", 0),
        ("Xylophon", None, 0),
    ],
)
def test_an_address_is_one_place_or_several_to_choose_from(text: str, label: str | None, choices: int) -> None:
    found = find(text)
    assert (found.place and found.place.label, len(found.choices)) == (label, choices)


class TestStreets:
    """Kept by the database from the houses."""

    def test_they_follow_their_houses(self) -> None:
        street = Street.objects.get(key="langestrasse")
        assert (street.name, street.houses, street.middle) == ("Lange Straße", 6, point(20, 0))
        Address.objects.filter(street_key="langestrasse").exclude(number=5).delete()
        street = Street.objects.get(key="langestrasse")
        assert (street.houses, street.middle) == (1, point(40, 0))
        Address.objects.filter(street_key="langestrasse").update(postcode="45990")
        assert Street.objects.get(key="langestrasse").postcode == "45990"
        Address.objects.filter(street_key="langestrasse").delete()
        assert not Street.objects.filter(key="langestrasse").exists()

    def test_an_emptied_register_has_no_streets(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE gazetteer_address")
        assert not Street.objects.exists()

    @pytest.mark.parametrize("name", ["Lange Straße", "Ring", "Am Ring", "Weg", "Schwarzer Weg", "Marktplatz", "Au"])
    def test_database_and_program_agree_on_the_stem(self, name: str) -> None:
        create_house(name, 1, "", point(0, 0), "45991", "Westdorf")
        assert {street.stem for street in Street.objects.filter(name=name)} == {street_stem(street_key(name))}
