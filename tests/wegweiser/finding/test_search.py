import pytest
from django.db import connection

from tests.city import create_city, create_facility
from wegweiser.directory.choices import Visibility
from wegweiser.directory.models.facility import Facility, Traeger
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.models.search import SearchDocument, SearchWord
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.finding.search import Found, search

CANARY = "Kanarienvogelgasse"


@pytest.fixture(autouse=True)
def _places(empty_city: None) -> None:
    create_city()
    awo = Traeger.objects.create(name="Arbeiterwohlfahrt Zweifeld")
    create_facility("Kita Ahorn", 100, 100, street="Müllerstraße", house_number="3", traeger=awo)
    create_facility("Zwergenhaus", 1500, 500)
    create_facility("Café Kita-Treff", 300, 300, category_id="gemeinschaft.nachbarschaft")
    create_facility("Praxis Dr. Linde", 200, 100, category_id="gesundheit.kinderarzt", street="Lange Straße")
    create_facility("Wasserspielplatz Am Teich", 1600, 500, category_id="freizeit.spielplatz")
    create_facility(
        "Frauenhaus", visibility=Visibility.PHONE_ONLY, category_id="schutz.frauenhaus", phone="030 23125-1"
    )


def found(text: str) -> Found:
    return search(PublicFacility.objects.all(), text)


def names(text: str) -> list[str]:
    return [place.name for place in found(text).among(PublicFacility.objects.all())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("spielplatz", ["Wasserspielplatz Am Teich"]),
        ("Ahorn", ["Kita Ahorn"]),
        ("arbeiterwohlfahrt", ["Kita Ahorn"]),
        ("Müllerstr.", ["Kita Ahorn"]),
        ("Muellerstraße 3", ["Kita Ahorn"]),
        ("mullerstrasse", ["Kita Ahorn"]),
        ("langestr", ["Praxis Dr. Linde"]),
        ("Linde Dr.", ["Praxis Dr. Linde"]),
        ("kita ost", ["Zwergenhaus"]),
        ("ein Kinderarzt in West", ["Praxis Dr. Linde"]),
        ("cafe", ["Café Kita-Treff"]),
        ("Mein Mann schlägt mich", ["Frauenhaus"]),
        ("anaokulu", ["Kita Ahorn", "Zwergenhaus"]),
        ("Садок", ["Kita Ahorn", "Zwergenhaus"]),
        ("روضة", ["Kita Ahorn", "Zwergenhaus"]),
        ("płac zabaw", ["Wasserspielplatz Am Teich"]),
        ("playground", ["Wasserspielplatz Am Teich"]),
        ("Leisure", ["Wasserspielplatz Am Teich"]),
    ],
)
def test_words_of_every_kind_and_language_find_places(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_name_comes_before_a_kind_and_a_kind_before_a_street() -> None:
    create_facility("Bücherei", 400, 400, category_id="lernen.bibliothek", street="Kitaweg")
    assert names("kita") == ["Café Kita-Treff", "Kita Ahorn", "Zwergenhaus", "Bücherei"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spielplaz", ["Wasserspielplatz Am Teich"]),
        ("Kinderartz", ["Praxis Dr. Linde"]),
        ("anaokuul", ["Kita Ahorn", "Zwergenhaus"]),
        ("Zwegrenhaus", ["Zwergenhaus"]),
        ("Arbeiterwolfahrt", ["Kita Ahorn"]),
        ("Zwergenhaus Qqqqqqqq", ["Zwergenhaus"]),
    ],
)
def test_mistyped_words_find_what_comes_nearest_and_say_so(text: str, expected: list[str]) -> None:
    assert names(text) == expected
    assert found(text).is_similar


def test_a_correct_spelling_keeps_similar_ones_away() -> None:
    create_facility("Kita Ahoorn", 100, 200)
    assert names("Ahorn") == ["Kita Ahorn"]
    assert not found("Ahorn").is_similar


@pytest.mark.parametrize("text", ["Zahnrad", "qqqqqqqqqq", "x" * 10_000, "%' OR 1=1 --", "<script>alert(1)</script>"])
def test_nonsense_finds_nothing(text: str) -> None:
    assert found(text).total == 0


@pytest.mark.parametrize("text", ["", "   ", "\x00\x07", "%%%", "🙂"])
def test_no_word_is_no_search(text: str) -> None:
    assert found(text) == Found()


def test_groups_are_counted() -> None:
    assert found("kita").groups == {"betreuung": 2, "gemeinschaft": 1}
    assert found("kita").total == 3


def test_search_stays_within_the_selection() -> None:
    within = search(PublicFacility.objects.in_sozialraum("ost"), "kita")
    assert [place.name for place in within.among(PublicFacility.objects.all())] == ["Zwergenhaus"]


def test_staff_add_words_and_switch_them_off() -> None:
    assert names("Bällebad") == []
    word = SearchWord.objects.create(category_id="freizeit.spielplatz", word="Bällebad")
    assert names("baellebad") == names("ballebad") == ["Wasserspielplatz Am Teich"]
    word.active = False
    word.save()
    assert names("Bällebad") == []


class TestDocuments:
    """Kept by the database."""

    @pytest.mark.parametrize("visibility", [Visibility.AREA, Visibility.INTERNAL])
    def test_a_secret_street_is_not_in_them(self, visibility: str) -> None:
        place = create_facility("Geheimort", 100, 100, street=CANARY, visibility=Visibility.PUBLIC)
        assert names(CANARY) == ["Geheimort"]
        Facility.objects.filter(pk=place.pk).update(visibility=visibility)
        assert names(CANARY) == []
        assert not SearchDocument.objects.filter(words__contains=CANARY.lower()).exists()

    def test_a_protected_place_is_found_by_its_name_only(self) -> None:
        place = create_facility("Zuflucht", 100, 100, street=CANARY, postcode="45999", visibility=Visibility.PUBLIC)
        protected = {"visibility": Visibility.PHONE_ONLY, "point": None, "geometry_source": ""}
        Facility.objects.filter(pk=place.pk).update(**protected, street="", house_number="", postcode="", city="")
        assert names("Zuflucht") == ["Zuflucht"]
        assert names(CANARY) == names("Zuflucht West") == names("45999") == []
        assert SearchDocument.objects.get(pk=place.pk).words.strip() == "zuflucht"

    def test_they_follow_names_links_and_removal(self) -> None:
        place = Facility.objects.get(name="Kita Ahorn")
        Traeger.objects.update(name="Caritas")
        assert names("Caritas") == ["Kita Ahorn"]
        Sozialraum.objects.filter(code="west").update(name="Altstadt")
        assert "Kita Ahorn" in names("Altstadt")
        place.secondary_categories.add("schule.ogs")
        assert names("Ganztagsschule") == ["Kita Ahorn"]
        place.secondary_categories.clear()
        assert names("Ganztagsschule") == []
        place.delete()
        assert not SearchDocument.objects.filter(pk=place.pk).exists()

    def test_the_indexes_answer(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")  # of six places, reading all is cheaper
        words = SearchDocument.objects.filter(words__contains="wasserspiel")
        kinds = SearchDocument.objects.filter(kinds__overlap=["freizeit.spielplatz"])
        assert "search_document_trigram" in words.explain()
        assert "search_document_kinds" in kinds.explain()
        assert {"search_document_trigram", "search_document_kinds"} <= set((words | kinds).explain().split())
