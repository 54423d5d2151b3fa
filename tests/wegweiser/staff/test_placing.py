"""Placing: the address register, duplicates, what will be printed, two people at once."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from geo.gazetteer.models import Address
from geo.gazetteer.normalise import street_key
from tests.city import create_city, create_facility, point
from tests.wegweiser.staff.posted import change_data, form_data, geojson
from wegweiser.directory.choices import GeometrySource, State
from wegweiser.directory.models.facility import Facility
from wegweiser.staff.duplicates import Wanted, likely_duplicates
from wegweiser.staff.forms import CHANGED_MEANWHILE, PERHAPS_KNOWN
from wegweiser.staff.printed import INCOMPLETE, NOT_PRINTED

ADD = "/admin/directory/facility/add/"
SUGGESTIONS = "/admin/directory/facility/vorschlaege/"
SURROUNDINGS = "/admin/directory/facility/umgebung/"
PRINTED = "/admin/directory/facility/gedruckt/"
KITA = {"category_id": "betreuung.kita", "street": "Lindenstraße", "house_number": "5"}


@pytest.fixture(autouse=True)
def _city(empty_city: None) -> None:
    create_city()
    Address.objects.all().delete()
    for number, x in ((3, 300), (5, 500)):
        Address.objects.create(
            street="Lindenstraße",
            street_key=street_key("Lindenstraße"),
            number=number,
            postcode="44100",
            place="Zweifeld",
            point=point(x, 500),
        )


@pytest.fixture
def staff(admin_client: Client) -> Client:
    return admin_client


def change(place: Facility) -> str:
    return reverse("admin:directory_facility_change", args=[place.pk])


def degrees(x: float, y: float) -> dict[str, float]:
    position = point(x, y).transform(4326, clone=True)
    return {"lon": position.x, "lat": position.y}


def test_what_is_typed_is_found_in_the_register(staff: Client) -> None:
    answer = staff.post(SUGGESTIONS, {"text": "lindenstr 5"}, content_type="application/json").json()
    found = answer["suggestions"][0]
    assert found["written"] == {
        "street": "Lindenstraße",
        "house_number": "5",
        "postcode": "44100",
        "city": "Zweifeld",
    }
    assert (found["precision"], found["source"]) == ("Hauskoordinate", "register")
    assert found["lon"] == pytest.approx(degrees(500, 500)["lon"], abs=1e-6)


def test_a_number_that_is_not_known_stays_as_it_was_typed(staff: Client) -> None:
    answer = staff.post(SUGGESTIONS, {"text": "Lindenstraße 7a"}, content_type="application/json").json()
    assert answer["suggestions"][0]["written"]["house_number"] == "7a"
    assert answer["suggestions"][0]["precision"] == "nächste Hausnummer"


@pytest.mark.parametrize("body", ["", "[]", "{}", "null", '{"text":', "7"])
def test_a_broken_question_for_addresses_is_refused(staff: Client, body: str) -> None:
    assert staff.post(SUGGESTIONS, body, content_type="application/json").status_code == 400


@pytest.mark.parametrize(
    ("x", "number", "said"),
    [
        (740, "5", "240 m von der Adresse"),
        (500.4, "5", "an der Adresse"),
        (520, "7", "20 m von der nächsten bekannten Hausnummer"),
        (1700, "5", "1,2 km von der Adresse"),
    ],
)
def test_the_distance_to_the_address_is_told(staff: Client, x: float, number: str, said: str) -> None:
    body = {**degrees(x, 500), "street": "Lindenstr.", "house_number": number, "postcode": ""}
    answer = staff.post(SURROUNDINGS, body, content_type="application/json").json()
    assert answer["address"]["text"] == said


def test_without_an_address_no_distance_is_told(staff: Client) -> None:
    answer = staff.post(SURROUNDINGS, degrees(500, 500), content_type="application/json").json()
    assert answer["address"] is None


def test_neighbours_of_the_same_kind_are_marked(staff: Client) -> None:
    create_facility("Kita", 510, 500)
    create_facility("Spielplatz", 520, 500, category_id="freizeit.spielplatz")
    body = {**degrees(500, 500), "category": "betreuung.kita"}
    answer = staff.post(SURROUNDINGS, body, content_type="application/json").json()
    assert {place["name"]: place["same"] for place in answer["neighbours"]} == {"Kita": True, "Spielplatz": False}


def wanted(**values: Any) -> Wanted:
    known = {"name": "Kita Regenbogen", "category": "betreuung.kita", "street": "", "house_number": "", "phone": ""}
    return Wanted(**{"itself": None, "point": None, **known, **values})


@pytest.mark.parametrize(
    ("stored", "asked", "reasons"),
    [
        ({"name": "KiTa Regenbogen", "x": 500}, {"point": point(590, 500)}, ("gleicher Name", "90 m entfernt")),
        ({"name": "Katholische Kita St. Anna", **KITA}, {"street": "Lindenstr.", "house_number": "5"}, None),
        ({"name": "Etwas anderes", **KITA}, {"street": "Lindenstraße", "house_number": "5"}, ("gleiche Adresse",)),
        ({"name": "Kita Am Regenbogen", "phone": "0208 1234-5"}, {"phone": "0208 1234-5"}, None),
        ({"name": "Kita Regenbogen"}, {}, ("gleicher Name",)),
    ],
)
def test_likely_duplicates_are_found(
    stored: dict[str, Any], asked: dict[str, Any], reasons: tuple[str, ...] | None
) -> None:
    x = stored.pop("x", None)
    place = create_facility(stored.pop("name"), x, 500 if x else None, **stored)
    found = likely_duplicates(wanted(**asked))
    if reasons is None and stored.get("street"):
        assert not found  # "Lindenstr." is looked for among names that are alike or places that are near
        return
    assert [each.place for each in found] == [place]
    assert reasons is None or found[0].reasons == reasons


def test_what_only_sounds_alike_far_away_is_no_duplicate() -> None:
    create_facility("Kita Regenbogen", 500, 500)
    assert likely_duplicates(wanted(point=point(1500, 500))) == []


def test_a_place_is_no_duplicate_of_itself() -> None:
    place = create_facility("Kita Regenbogen", 500, 500)
    assert likely_duplicates(wanted(itself=place.pk, point=point(500, 500))) == []


def test_a_likely_duplicate_is_shown_before_saving_and_saved_all_the_same(staff: Client) -> None:
    other = create_facility("Kita Regenbogen", 505, 500)
    answer = staff.post(ADD, form_data(_next="1"))
    page = answer.content.decode()
    assert PERHAPS_KNOWN in str(answer.context["errors"])
    assert (change(other) in page, "Trotzdem speichern" in page) == (True, True)
    assert Facility.objects.count() == 1
    answer = staff.post(ADD, form_data(_next="1", known=[other.pk]))
    assert answer["Location"] == f"{ADD}?category=betreuung.kita"
    assert Facility.objects.count() == 2


def test_duplicates_are_asked_for_only_where_something_tells(staff: Client) -> None:
    create_facility("Kita Regenbogen", 505, 500)
    place = create_facility("Kita Regenbogen", 500, 500, street="Lindenstraße", house_number="5")
    stored = staff.get(change(place)).context["adminform"].form["point"].value().transform(4326, clone=True)
    answer = staff.post(change(place), change_data(place, point=stored.geojson, cost="free"))
    assert answer.status_code == 302


def printed_data(**values: Any) -> dict[str, Any]:
    return {"name": "Kita Regenbogen", "category": "betreuung.kita", "visibility": "public", **values}


def test_a_place_is_shown_as_it_will_be_printed(staff: Client) -> None:
    create_facility("Kita Ahorn", 100, 100)
    data = printed_data(
        **degrees(500, 500),
        street="Lindenstraße",
        house_number="5",
        phone="0208 825-1",
        opening_hours="Mo-Fr 08:00-16:00",
    )
    answer = staff.post(PRINTED, data)
    row = answer.context["row"]
    assert (row.number, row.name, answer.context["sheet"]) == (2, "Kita Regenbogen", "West")
    assert answer.context["lines"] == [["Lindenstraße 5", "0208 825-1"]]
    assert answer.context["on_map"]


@pytest.mark.parametrize(
    ("values", "note"),
    [
        ({"name": ""}, INCOMPLETE),
        ({"category": "nein"}, INCOMPLETE),
        ({}, INCOMPLETE),
        ({"lon": "nan", "lat": "1"}, INCOMPLETE),
        ({"visibility": "internal", "citywide": "on"}, NOT_PRINTED),
    ],
)
def test_what_is_not_printed_says_so(staff: Client, values: dict[str, str], note: str) -> None:
    assert note in staff.post(PRINTED, printed_data(**values)).content.decode()


def test_a_secret_place_is_printed_without_its_address(staff: Client) -> None:
    data = printed_data(**degrees(500, 500), street="Geheimweg", visibility="phone_only", citywide="on", phone="0208 1")
    answer = staff.post(PRINTED, data)
    assert "Geheimweg" not in answer.content.decode()
    assert answer.context["row"].point is None


def test_of_two_editors_the_second_is_shown_both_versions(staff: Client) -> None:
    place = create_facility("Kita", 500, 500, phone="0208 1", **KITA)
    opened = change_data(place, name="Kita Regenbogen", phone="0208 1", email="kita@zweifeld.example")
    Facility.objects.filter(pk=place.pk).update(name="Kita Sonne", phone="0208 2")

    answer = staff.post(change(place), opened)
    assert CHANGED_MEANWHILE in str(answer.context["errors"])
    page = answer.content.decode()
    shown = {each.name: (each.mine, each.theirs, each.chosen) for each in answer.context["adminform"].form.differences}
    assert shown == {
        "name": ("Kita Regenbogen", "Kita Sonne", ""),
        "phone": ("0208 1", "0208 2", "theirs"),
        "email": ("kita@zweifeld.example", "–", "mine"),
    }
    assert 'value="kita@zweifeld.example"' in page
    place.refresh_from_db()
    assert (place.name, place.phone, place.email) == ("Kita Sonne", "0208 2", "")

    seen = answer.context["adminform"].form.stored_version
    half = {**opened, "seen": seen, "take_phone": "theirs", "take_email": "mine"}
    assert staff.post(change(place), half).status_code == 200, "nobody has said which name counts"
    answer = staff.post(change(place), {**half, "take_name": "mine"})
    assert answer.status_code == 302
    place.refresh_from_db()
    assert (place.name, place.phone, place.email) == ("Kita Regenbogen", "0208 2", "kita@zweifeld.example")


def test_a_third_editor_in_between_is_noticed_too(staff: Client) -> None:
    place = create_facility("Kita", 500, 500, **KITA)
    opened = change_data(place)
    Facility.objects.filter(pk=place.pk).update(name="Kita Sonne")
    seen = staff.post(change(place), opened).context["adminform"].form.stored_version
    Facility.objects.filter(pk=place.pk).update(name="Kita Mond")
    answer = staff.post(change(place), {**opened, "seen": seen, "take_name": "mine"})
    assert CHANGED_MEANWHILE in str(answer.context["errors"])
    assert Facility.objects.get().name == "Kita Mond"


def test_a_taken_over_location_keeps_its_origin(staff: Client) -> None:
    place = create_facility("Kita Regenbogen", 500, 500, **KITA)
    opened = change_data(place, point=geojson(600, 500))
    Facility.objects.filter(pk=place.pk).update(point=point(700, 500), geometry_source=GeometrySource.REGISTER)
    seen = staff.post(change(place), opened).context["adminform"].form.stored_version
    assert staff.post(change(place), {**opened, "seen": seen, "take_point": "theirs"}).status_code == 302
    place.refresh_from_db()
    assert place.point is not None
    assert (round(place.point.distance(point(700, 500))), place.geometry_source) == (0, GeometrySource.REGISTER)


def test_who_both_wrote_the_same_are_not_asked(staff: Client) -> None:
    place = create_facility("Kita", 500, 500, **KITA)
    opened = change_data(place, point=staff_point(staff, place))
    Facility.objects.filter(pk=place.pk).update(name="Kita Regenbogen")
    assert staff.post(change(place), opened).status_code == 302


def staff_point(staff: Client, place: Facility) -> str:
    stored = staff.get(change(place)).context["adminform"].form["point"].value()
    return str(stored.transform(4326, clone=True).geojson)


@pytest.mark.parametrize("version", ["", "0", "abc", "-1", "99999999999999999999"])
def test_a_form_that_does_not_say_what_it_has_read_overwrites_nothing(staff: Client, version: str) -> None:
    place = create_facility("Kita", 500, 500, **KITA)
    assert staff.post(change(place), form_data(version=version)).status_code == 200
    assert Facility.objects.get().name == "Kita"


def test_save_and_next_goes_through_the_list_as_it_was_filtered(staff: Client) -> None:
    first = create_facility("Kita A", 100, 500, state=State.DRAFT)
    create_facility("Kita B", 900, 500)
    third = create_facility("Kita C", 500, 900, state=State.DRAFT)
    query = "?_changelist_filters=state__exact%3Ddraft"
    page = staff.get(change(first) + query)
    assert page.context["following"] == third
    values = {"name": "Kita A", "point": geojson(100, 500), "_next": "1"}
    answer = staff.post(change(first) + query, change_data(first, following=third.pk, **values))
    assert answer["Location"] == change(third) + query
    answer = staff.post(
        change(third) + query,
        change_data(
            third, **{**values, "name": "Kita C", "street": "Ahornweg", "point": geojson(500, 900)}, following=""
        ),
    )
    assert answer["Location"].startswith("/admin/directory/facility/?state__exact=draft")


def test_the_page_asks_a_fixed_number_of_questions(
    staff: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    place = create_facility("Kita", 500, 500)
    for each in range(20):
        create_facility(f"Kita {each}", 500 + each, 700)
    with django_assert_max_num_queries(20):
        staff.get(change(place))


def test_who_may_only_read_gets_no_form_and_saves_nothing(client: Client) -> None:
    place = create_facility("Kita", 500, 500)
    reader = User.objects.create_user("lesen", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_facility"))
    client.force_login(reader)
    page = client.get(change(place)).content.decode()
    assert ("Speichern" in page, "Kita" in page) == (False, True)
    assert client.post(change(place), change_data(place)).status_code == 403
    assert client.post(PRINTED, printed_data()).status_code == 200


@pytest.mark.parametrize("path", [SUGGESTIONS, SURROUNDINGS, PRINTED])
def test_others_learn_nothing(client: Client, path: str) -> None:
    client.force_login(User.objects.create_user("fremd", is_staff=True))
    assert client.post(path, "{}", content_type="application/json").status_code == 403
