from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from geo.gazetteer.models import Address
from geo.gazetteer.normalise import street_key
from tests.city import create_city, create_facility, point
from tests.wegweiser.staff.posted import change_data, form_data, geojson
from wegweiser.directory.choices import GeometrySource, State, Visibility
from wegweiser.directory.models.facility import Facility, Traeger
from wegweiser.printing.models import Edition
from wegweiser.staff.forms import OUTSIDE
from wegweiser.staff.views import NOT_FOUND

ADD = "/admin/directory/facility/add/"


@pytest.fixture(autouse=True)
def _city(empty_city: None) -> None:
    create_city()


@pytest.fixture
def staff(admin_client: Client) -> Client:
    return admin_client


def errors(response: Any) -> str:
    return str(response.context["adminform"].errors)


def test_a_place_is_set_and_knows_its_sozialraum(staff: Client) -> None:
    response = staff.post(ADD, form_data())
    assert response.status_code == 302, errors(response)
    kita = Facility.objects.get()
    assert kita.sozialraum_id == "west"
    assert kita.geometry_source == GeometrySource.MANUAL
    assert kita.source_id == "redaktion"
    assert kita.point is not None
    assert kita.point.distance(point(500, 500)) < 0.05


def test_a_place_that_is_moved_changes_its_sozialraum(staff: Client) -> None:
    kita = create_facility("Kita", 500, 500, geometry_source=GeometrySource.REGISTER)
    address = reverse("admin:directory_facility_change", args=[kita.pk])
    assert staff.post(address, change_data(kita, point=geojson(1500, 500))).status_code == 302
    kita.refresh_from_db()
    assert (kita.sozialraum_id, kita.geometry_source) == ("ost", GeometrySource.MANUAL)


def test_a_location_that_is_not_touched_keeps_its_origin(staff: Client) -> None:
    kita = create_facility("Kita", 500, 500, geometry_source=GeometrySource.REGISTER)
    address = reverse("admin:directory_facility_change", args=[kita.pk])
    stored = staff.get(address).context["adminform"].form["point"].value()
    position = stored.transform(4326, clone=True)
    data = change_data(kita, name="Neuer Name", point=position.geojson)
    assert staff.post(address, data).status_code == 302
    kita.refresh_from_db()
    assert (kita.name, kita.geometry_source) == ("Neuer Name", GeometrySource.REGISTER)


def test_a_point_outside_the_city_is_refused(staff: Client) -> None:
    response = staff.post(ADD, form_data(point=geojson(5000, 500)))
    assert OUTSIDE in errors(response)
    assert not Facility.objects.exists()


@pytest.mark.parametrize("reason", [{"serves": ["ost"]}, {"citywide": "on"}])
def test_a_point_outside_the_city_says_whom_it_serves(staff: Client, reason: dict[str, Any]) -> None:
    response = staff.post(ADD, form_data(point=geojson(5000, 500), **reason))
    assert response.status_code == 302, errors(response)
    assert Facility.objects.get().sozialraum_id is None


def test_a_protected_place_keeps_no_address(staff: Client) -> None:
    response = staff.post(ADD, form_data(visibility=Visibility.PHONE_ONLY))
    assert "Ein geschützter Ort darf keine Adresse und keine Lage haben" in errors(response)
    data = form_data(visibility=Visibility.PHONE_ONLY, street="", house_number="", point="")
    assert staff.post(ADD, data).status_code == 302


def test_ages_in_the_wrong_order_are_refused(staff: Client) -> None:
    response = staff.post(ADD, form_data(age_from_months=72, age_to_months=12))
    assert "„Alter ab“ ist größer als „Alter bis“." in errors(response)


def test_a_place_is_never_deleted(staff: Client) -> None:
    kita = create_facility("Kita", 500, 500)
    assert staff.post(reverse("admin:directory_facility_delete", args=[kita.pk]), {"post": "yes"}).status_code == 403
    assert Facility.objects.filter(pk=kita.pk).exists()


def test_the_surroundings_name_the_sozialraum_and_the_neighbours(staff: Client) -> None:
    create_facility("Kita nebenan", 600, 500)
    create_facility("Kita weit weg", 1900, 900)
    itself = create_facility("Kita", 500, 500)
    position = point(500, 500).transform(4326, clone=True)
    body = {"lon": position.x, "lat": position.y, "itself": itself.pk}
    answer = staff.post("/admin/directory/facility/umgebung/", body, content_type="application/json").json()
    assert answer["sozialraum"] == "West"
    assert [place["name"] for place in answer["neighbours"]] == ["Kita nebenan"]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{}",
        '{"lon": 99, "lat": 0}',
        '{"lon": "x", "lat": 1}',
        '{"lon": NaN, "lat": 1}',
        '{"lon": 1, "lat": 95}',
        "[]",
    ],
)
def test_the_surroundings_of_nonsense_are_refused(staff: Client, body: str) -> None:
    response = staff.post("/admin/directory/facility/umgebung/", body, content_type="application/json")
    assert response.status_code == 400


@pytest.mark.parametrize("path", ["", "directory/facility/", "directory/facility/add/", "directory/facility/umgebung/"])
def test_the_staffs_side_is_closed_to_others(client: Client, path: str) -> None:
    response = client.get(f"/admin/{path}")
    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


def test_every_list_opens(staff: Client) -> None:
    create_facility("Kita", 500, 500)
    for model in ("facility", "traeger", "category", "sozialraum", "datasource", "layerattribution"):
        assert staff.get(f"/admin/directory/{model}/").status_code == 200, model
    assert "Kita" in staff.get("/admin/directory/facility/?q=kita").content.decode()


def find_address(staff: Client, **values: str) -> Any:
    body = {"street": "", "house_number": "", "postcode": "", **values}
    return staff.post("/admin/directory/facility/adresse/", body, content_type="application/json").json()


def test_an_address_is_looked_up_in_the_register(staff: Client) -> None:
    Address.objects.all().delete()
    street = {"street": "Lindenstraße", "street_key": street_key("Lindenstraße"), "postcode": "46045"}
    Address.objects.create(**street, number=5, point=point(500, 500))
    found = find_address(staff, street="Lindenstr.", house_number="5")
    assert found["source"] == GeometrySource.REGISTER
    assert found["written"] == {"postcode": "46045", "city": "Zweifeld"}
    assert find_address(staff, street="Lindenstraße", house_number="7")["source"] == GeometrySource.NEAREST_NUMBER
    assert find_address(staff, street="Lindenstraße")["source"] == GeometrySource.STREET
    assert find_address(staff, street="Nirgendsweg")["message"] == NOT_FOUND


def test_a_place_set_by_its_address_says_so(staff: Client) -> None:
    staff.post(ADD, form_data(geometry_source=GeometrySource.REGISTER))
    assert Facility.objects.get().geometry_source == GeometrySource.REGISTER


@pytest.mark.parametrize("path", ["umgebung", "adresse"])
def test_staff_without_rights_learn_nothing_about_hidden_places(
    client: Client, django_user_model: type[User], path: str
) -> None:
    client.force_login(django_user_model.objects.create_user("leser", is_staff=True))
    response = client.post(f"/admin/directory/facility/{path}/", {}, content_type="application/json")
    assert response.status_code == 403


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("name", "a\x07b", "U+0007"),
        ("name", "\u202eabc", "U+202E"),
        ("name", "\U0001f600 Kita", "U+1F600"),
        ("hours_note", "中文", "die Druckschrift nicht"),
        ("opening_hours", "Mo-Fr nonsense", "sieht aus wie „Mo-Fr 08:00-16:00"),
        ("phone", "++++", "Telefonnummer"),
    ],
)
def test_what_would_stop_a_sheet_is_refused_where_it_is_typed(
    staff: Client, field: str, value: str, reason: str
) -> None:
    response = staff.post(ADD, form_data(**{field: value}))
    assert response.status_code == 200
    assert reason in errors(response)


@pytest.mark.parametrize("coordinates", ["[]", "[99, 0]", "[1e400, 51]", '["a", null]', "[6.9, 51.47, 5]"])
def test_a_point_that_is_none_is_a_mistake_of_the_form(staff: Client, coordinates: str) -> None:
    response = staff.post(ADD, form_data(point=f'{{"type": "Point", "coordinates": {coordinates}}}'))
    assert response.status_code == 200
    assert not Facility.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        "?traeger=abc",
        "?traeger__id__exact=99999999999999999999",
        "?sozialraum=%00",
        "?state__exact=%00",
        "?category__group__code__exact=%00",
        "?name__regex=(",
        "?citywide__exact=abc",
        "?q=%00",
        "add/?traeger=abc",
        "add/?traeger=%00",
        "add/?traeger=²",
        "add/?traeger=99999999999999999999",
        "abc/change/",
        "_00/change/",
        "%00/history/",
    ],
)
def test_a_forged_address_is_no_fault_of_ours(staff: Client, query: str) -> None:
    create_facility("Kita Ahorn", 100, 100)
    assert staff.get(f"/admin/directory/facility/{query}").status_code in (200, 302, 400)


@pytest.mark.parametrize("values", [{"traeger": "abc"}, {"traeger": "99999999999999999999"}, {"category": "nein"}])
def test_a_forged_choice_is_a_mistake_of_the_form(staff: Client, values: dict[str, str]) -> None:
    response = staff.post(ADD, form_data(**values))
    assert response.status_code == 200
    assert "keine gültige Auswahl" in errors(response)


@pytest.mark.parametrize("value", ["\0", "abc"])
def test_a_forged_selection_is_refused(staff: Client, value: str) -> None:
    place = create_facility("Kita Ahorn", 100, 100, state=State.DRAFT)
    posted = {"action": "publish", "_selected_action": [str(place.pk), value]}
    assert staff.post("/admin/directory/facility/", posted).status_code == 400
    place.refresh_from_db()
    assert place.state == State.DRAFT


def test_what_was_saved_is_said_in_words_of_an_office(staff: Client) -> None:
    page = staff.post(ADD, form_data(_continue="1"), follow=True).content.decode()
    assert "ist eingetragen. Sie können hier gleich weiterarbeiten." in page
    assert "erneut geändert" not in page


def test_the_chosen_traeger_stands_in_the_form(staff: Client) -> None:
    traeger = Traeger.objects.create(name="Kinderglück e. V.")
    place = create_facility("Kita Ahorn", 100, 100, traeger=traeger)
    page = staff.get(f"/admin/directory/facility/{place.pk}/change/").content.decode()
    assert f'<option value="{traeger.pk}" selected>Kinderglück e. V.</option>' in page
    assert ">Status</label>" in page


def test_a_place_that_becomes_secret_takes_its_printed_sheets_along(
    staff: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    kita = create_facility("Kita", 500, 500)
    edition = Edition.objects.create(
        code="ABC234", identity="1", sozialraum="west", scale_denominator=5000, stand=date(2026, 3, 1), snapshot={}
    )
    edition.places.create(number=1, facility_id=kita.pk, name="Kita", visibility=Visibility.PUBLIC)
    edition.path.parent.mkdir(parents=True, exist_ok=True)
    edition.path.write_bytes(b"%PDF")
    data = change_data(kita, visibility=Visibility.PHONE_ONLY, street="", house_number="", point="")
    with django_capture_on_commit_callbacks(execute=True):
        response = staff.post(reverse("admin:directory_facility_change", args=[kita.pk]), data)
    assert response.status_code == 302, errors(response)
    assert not edition.path.exists()
    assert edition.places.get().name == ""
