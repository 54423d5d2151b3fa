from datetime import date

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from tests.city import PROFILE, create_city, create_facility
from tests.wegweiser.printing.sheets import GROUPS, make_place
from wegweiser.directory.choices import State, Visibility
from wegweiser.directory.models.city import City
from wegweiser.printing.data import numbered, read_sheet, sorting_key
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import CityMissing, TextNotPrintable, UnknownSozialraum
from wegweiser.printing.fonts import check_text
from wegweiser.printing.values import PLAYGROUND

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_city")]


def names(slug: str) -> list[str]:
    return [place.name for place in read_sheet(Definition.of(slug)).places]


def test_numbers_run_group_by_group_then_by_name() -> None:
    places = [
        make_place("Zebra", "betreuung.kita"),
        make_place("„Ameise“", "betreuung.tagespflege"),
        make_place("Übermut", "schule.grundschule"),
        make_place("Spielplatz Allee", PLAYGROUND),
        make_place("Turnverein", "freizeit.sportverein"),
        make_place("Aral-Bad", "freizeit.bad", for_whole_city=True),
    ]

    found = numbered(reversed(places), [group.code for group in GROUPS])

    assert [(place.number, place.name) for place in found] == [
        (1, "„Ameise“"),
        (2, "Zebra"),
        (3, "Übermut"),
        (4, "Turnverein"),
        (5, "Spielplatz Allee"),
        (6, "Aral-Bad"),
    ]


def test_umlauts_sort_like_their_letters() -> None:
    assert sorted(["Zoo", "Ärzte", "Arztpraxis", "Straße", "Strasbourg"], key=sorting_key) == [
        "Ärzte",
        "Arztpraxis",
        "Strasbourg",
        "Straße",
        "Zoo",
    ]


def test_a_sheet_has_what_lies_in_it_serves_it_or_is_for_all() -> None:
    create_city()
    create_facility("Drinnen", 500, 500)
    create_facility("Nebenan", 1500, 500)
    create_facility("Für uns da", 1500, 600).serves.add("west")
    create_facility("Rathaus", 1500, 700, category_id="amt.buergerservice", citywide=True)
    create_facility("Entwurf", 500, 500, state=State.DRAFT)

    places = {place.name: place for place in read_sheet(Definition.of("west")).places}

    assert set(places) == {"Drinnen", "Für uns da", "Rathaus"}
    assert [name for name, place in places.items() if place.for_whole_city] == ["Rathaus"]


def test_protected_places_have_no_point_and_no_street() -> None:
    create_city()
    create_facility("Tagespflege", 500, 500, visibility=Visibility.AREA, street="Geheimer Weg", phone="030 23125-1")
    create_facility("Frauenhaus", visibility=Visibility.PHONE_ONLY, citywide=True, phone="030 23125-2")
    create_facility("Intern", 500, 500, visibility=Visibility.INTERNAL)

    places = read_sheet(Definition.of("west")).places

    assert [(place.name, place.street, place.point) for place in places] == [
        ("Tagespflege", "", None),
        ("Frauenhaus", "", None),
    ]


@pytest.mark.parametrize("language", ["de", "tr"])
def test_hours_are_german_for_offices_only_and_without_the_obvious(language: str) -> None:
    create_city()
    hours = "Mo-Fr 08:00-16:00; PH off"
    create_facility("Jugendamt", 500, 500, category_id="amt.jugendamt", opening_hours=hours)
    create_facility("Kita", 500, 600, opening_hours=hours)

    with override(language):
        places = read_sheet(Definition.of("west")).places
    assert {place.name: place.hours for place in places} == {
        "Jugendamt": "Mo–Fr 8:00–16:00",
        "Kita": "",
    }


def test_stand_is_the_newest_of_the_data() -> None:
    create_city()
    create_facility("Kita", 500, 600, verified_on=date(2099, 1, 2))

    assert read_sheet(Definition.of("west")).stand == date(2099, 1, 2)


def test_an_unknown_sozialraum_is_refused_with_the_known_ones() -> None:
    create_city()

    with pytest.raises(UnknownSozialraum, match=r"„nord“ gibt es nicht\. Vorhanden sind: ost, west\."):
        read_sheet(Definition.of("nord"))


def test_without_a_city_there_is_no_sheet() -> None:
    City.objects.all().delete()

    with pytest.raises(CityMissing, match="load_city"):
        read_sheet(Definition.of("west"))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Kita 😀", r"„Kita 😀“ .* das Zeichen „😀“ \(U\+1F600\)"),
        ("Kita\x07Glocke", r"Steuerzeichen U\+0007"),
        ("Kita\nZeile", r"Steuerzeichen U\+000A"),
        ("Kita \u4f60", r"U\+4F60"),
        ("Kita\u202eatiK", r"Steuerzeichen U\+202E"),
    ],
)
def test_a_name_that_cannot_be_printed_is_named(name: str, message: str) -> None:
    create_city()
    create_facility(name, 500, 500)

    with pytest.raises(TextNotPrintable, match=message):
        read_sheet(Definition.of("west"))


@pytest.mark.parametrize("title", ["Familie 😀", "Fami\nlie", "Fami\u202elie"])
def test_a_title_that_cannot_be_printed_is_refused_before_drawing(title: str) -> None:
    create_city()

    with pytest.raises(TextNotPrintable, match="Der Titel enthält"):
        read_sheet(Definition.of("west", title=title))


@pytest.mark.parametrize("name", ["Çocuk Yuvası", "بيت العائلة", "Український дім", "<script>", '#read("/etc/passwd")'])
def test_names_of_families_and_of_attackers_are_plain_text(name: str) -> None:
    check_text(name, "test")


def test_a_sheet_is_read_with_a_fixed_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    create_city()
    for n in range(5):
        create_facility(f"Kita {n}", 500, 500 + n)

    with django_assert_num_queries(11):
        read_sheet(Definition.of("west"))


def test_optional_kinds_are_printed_where_the_city_asks_for_them() -> None:
    create_city()
    create_facility("Kita", 500, 500)
    create_facility("Apotheke", 600, 600, category_id="gesundheit.apotheke")
    assert names("west") == ["Kita"]

    City.objects.update(profile={**PROFILE, "printed_options": ["gesundheit.apotheke"]})
    assert names("west") == ["Kita", "Apotheke"]


def test_what_says_who_pays_is_in_the_language_of_the_sheet() -> None:
    funders = [{"name": "Stiftung", "note": "Gefördert von", "notes": {"tr": "Destekleyen"}}]
    create_city()
    City.objects.update(profile={**PROFILE, "funders": funders})

    notes = [read_sheet(Definition.of("west", language=code)).funders[0].note for code in ("de", "tr", "pl")]

    assert notes == ["Gefördert von", "Destekleyen", "Gefördert von"]
