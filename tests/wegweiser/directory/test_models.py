"""Rules that hold whoever writes: they are constraints of the database."""

from datetime import date
from typing import Any

import pytest
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon, Point, Polygon
from django.db import IntegrityError, transaction

from geo.crs import STORAGE
from tests.city import EAST, NORTH, create_city, create_facility, square
from wegweiser.directory.choices import Visibility
from wegweiser.directory.models.city import City, LayerAttribution, SchoolHolidays
from wegweiser.directory.models.facility import DataSource, Facility
from wegweiser.directory.models.rules import MAXIMUM_AGE_MONTHS
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.models.taxonomy import Category


@pytest.fixture(autouse=True)
def _city(empty_city: None) -> None:
    create_city()


def _refused(constraint: str, **values: Any) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        create_facility("Ort", **values)


@pytest.mark.parametrize(
    "secret",
    [{"street": "Weg"}, {"house_number": "1"}, {"postcode": "45999"}, {"city": "Zweifeld"}, {"x": 10, "y": 10}],
)
def test_a_protected_place_cannot_hold_anything_of_where_it_is(secret: dict[str, Any]) -> None:
    _refused("facility_protected_stores_no_location", visibility=Visibility.PHONE_ONLY, **secret)


def test_a_protected_place_with_a_phone_is_fine() -> None:
    assert create_facility("Frauenhaus", visibility=Visibility.PHONE_ONLY, phone="0221 4710-1").pk


@pytest.mark.parametrize(
    ("ages", "constraint"),
    [
        ({"age_from_months": 13, "age_to_months": 12}, "facility_ages_in_order"),
        ({"age_to_months": MAXIMUM_AGE_MONTHS + 1}, "facility_ages_plausible"),
    ],
)
def test_ages_are_in_order_and_plausible(ages: dict[str, int], constraint: str) -> None:
    _refused(constraint, **ages)


@pytest.mark.parametrize(
    "ages", [{"age_from_months": 12, "age_to_months": 12}, {"age_to_months": MAXIMUM_AGE_MONTHS}, {}]
)
def test_ages_at_their_limits_are_taken(ages: dict[str, int]) -> None:
    assert create_facility("Ort", **ages).pk


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("visibility", "geheim"),
        ("state", "offen"),
        ("pram", "vielleicht"),
        ("changing_table", "limited"),
        ("cost", "teuer"),
        ("in_school_holidays", "open"),
    ],
)
def test_unknown_words_are_refused(field: str, value: str) -> None:
    _refused(f"facility_{field}_known", **{field: value})


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("facility_card_gives_something", {"card_from": date(2026, 1, 1)}),
        ("facility_card_gives_something", {"card_to": date(2026, 1, 1)}),
        (
            "facility_card_days_in_order",
            {"card_offer": "frei", "card_from": date(2026, 2, 1), "card_to": date(2026, 1, 31)},
        ),
        ("facility_closure_begins", {"closed_to": date(2026, 1, 1)}),
        ("facility_closure_begins", {"closed_notice": "Umbau"}),
        ("facility_closure_days_in_order", {"closed_from": date(2026, 2, 1), "closed_to": date(2026, 1, 31)}),
    ],
)
def test_days_have_a_reason_and_an_order(constraint: str, values: dict[str, Any]) -> None:
    _refused(constraint, **values)


def test_a_card_without_days_and_a_closure_without_an_end_are_fine() -> None:
    assert create_facility("Bad", card_offer="halber Eintritt", closed_from=date(2026, 1, 1)).pk


def test_school_holidays_begin_once_and_end_after_they_began() -> None:
    first, last = date(2026, 12, 23), date(2027, 1, 6)
    SchoolHolidays.objects.create(region="NW", name="Weihnachtsferien", first=first, last=last)
    with pytest.raises(IntegrityError, match="begin_once"), transaction.atomic():
        SchoolHolidays.objects.create(region="NW", name="Winterferien", first=first, last=first)
    with pytest.raises(IntegrityError, match="in_order"), transaction.atomic():
        SchoolHolidays.objects.create(region="BE", name="Winterferien", first=last, last=first)


@pytest.mark.parametrize(
    "values", [{"x": 10, "y": 10, "geometry_source": ""}, {"geometry_source": "manual", "point": None}]
)
def test_a_location_says_where_it_comes_from(values: dict[str, Any]) -> None:
    _refused("facility_location_has_source", **values)


def test_a_number_is_unique_within_its_source() -> None:
    DataSource.objects.create(key="land", name="Land", licence="dl-de/zero-2-0")
    create_facility("Eins", origin_id="1")
    create_facility("Zwei", origin_id="1", source_id="land")
    create_facility("Drei")
    create_facility("Vier")
    _refused("facility_origin_unique", origin_id="1")


@pytest.mark.parametrize("model", [DataSource, LayerAttribution])
def test_nothing_is_published_without_a_licence(model: Any) -> None:
    key = {"key": "x", "name": "X"} if model is DataSource else {"layer": "x", "text": "X"}
    with pytest.raises(IntegrityError, match="licence"), transaction.atomic():
        model.objects.create(**key, licence="")


def _bow_tie() -> MultiPolygon:
    corners = [(0, 0), (10, 10), (10, 0), (0, 10), (0, 0)]
    return MultiPolygon(Polygon([(EAST + x, NORTH + y) for x, y in corners]), srid=STORAGE)


def _empty() -> GEOSGeometry:
    return GEOSGeometry("MULTIPOLYGON EMPTY", srid=STORAGE)


@pytest.mark.parametrize(
    ("boundary", "constraint"),
    [(_bow_tie, "boundary_(valid|has_area)"), (_empty, "sozialraum_boundary_has_area")],
)
def test_a_boundary_is_valid_and_holds_something(boundary: Any, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Sozialraum.objects.create(code="x", name="X", boundary=boundary())


def test_there_is_one_city() -> None:
    with pytest.raises(IntegrityError, match="city_is_single"), transaction.atomic():
        City.objects.create(pk=2, profile={})


def test_a_category_belongs_to_the_group_in_its_code() -> None:
    with pytest.raises(IntegrityError, match="category_code_begins_with_group"), transaction.atomic():
        Category.objects.create(code="schule.x", group_id="betreuung", names={"de": "X"})


def test_the_group_of_a_place_follows_its_category() -> None:
    place = create_facility("Ort", 10, 10)
    Facility.objects.update(category_id="schule.grundschule")
    place.refresh_from_db()
    assert place.group_code == "schule"


def test_names_fall_back_to_german() -> None:
    kita = Category(code="x", names={"de": "Kita", "tr": "Kreş", "ar": ""})
    assert [kita.name_in(language) for language in ("tr", "ar", "uk")] == ["Kreş", "Kita", "Kita"]


def test_german_has_short_names_and_einfache_sprache_names_of_its_own() -> None:
    kita = Category(code="x", short_name="Kita", names={"de": "Kindertageseinrichtung", "tr": "Kreş"})
    assert [kita.short_name_in(language) for language in ("de", "de-simple", "tr")] == ["Kita", "Kita", "Kreş"]
    kita.names["de-simple"] = "Betreuung"
    assert [kita.short_name_in(language) for language in ("de", "de-simple")] == ["Kita", "Betreuung"]


def test_places_within_a_radius_are_found_in_any_crs() -> None:
    create_facility("nah", 100, 100)
    create_facility("fern", 1900, 100)
    corner = Point(EAST, NORTH, srid=STORAGE)
    for point in (corner, corner.transform(4326, clone=True), corner.transform(3857, clone=True)):
        assert [place.name for place in Facility.objects.within_metres(point, 200)] == ["nah"]
    assert [place.name for place in Facility.objects.nearest_first(corner)] == ["nah", "fern"]
    assert [place.name for place in Facility.objects.within_box(square(1000, 0)[0])] == ["fern"]
