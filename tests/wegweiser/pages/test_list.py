import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from geo.crs import WGS84
from tests.city import create_facility, point

pytestmark = pytest.mark.django_db


def names(response: Any) -> list[str]:
    return re.findall(r'<h3 lang="de"><a href="[^"]+">([^<]+)</a>', response.content.decode())


@pytest.fixture
def places(city: None) -> None:
    create_facility("Kita Ahorn", 100, 100, street="Ahornstraße", house_number="3", phone="030 23125-001")
    create_facility("Kita Birke", 1500, 500)
    create_facility("Praxis Linde", 200, 100, category_id="gesundheit.kinderarzt")
    create_facility("Spielplatz Am Teich", 1600, 500, category_id="freizeit.spielplatz")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Kita Ahorn", "Kita Birke", "Praxis Linde", "Spielplatz Am Teich"]),
        ("?art=betreuung.kita", ["Kita Ahorn", "Kita Birke"]),
        ("?art=betreuung", ["Kita Ahorn", "Kita Birke"]),
        ("?sozialraum=ost", ["Kita Birke", "Spielplatz Am Teich"]),
        ("?art=betreuung.kita&sozialraum=ost", ["Kita Birke"]),
        ("?art=schule.grundschule", []),
        ("?art=&sozialraum=&seite=99", ["Kita Ahorn", "Kita Birke", "Praxis Linde", "Spielplatz Am Teich"]),
    ],
)
@pytest.mark.usefixtures("places")
def test_the_address_filters_the_list(client: Client, query: str, expected: list[str]) -> None:
    assert names(client.get(f"/{query}")) == expected
    assert names(client.get(f"/karte/{query}")) == expected


@pytest.mark.usefixtures("places")
def test_chips_are_links_that_keep_the_sozialraum(client: Client) -> None:
    page = client.get("/?sozialraum=ost").content.decode()
    assert 'href="/?art=gesundheit.kinderarzt&amp;sozialraum=ost"' in page
    assert 'href="/auswahl/?sozialraum=ost"' in page
    chosen = client.get("/?art=betreuung.kita&sozialraum=ost").content.decode()
    assert 'href="/?sozialraum=ost" aria-current="true">Kita' in chosen


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ahorn", ["Kita Ahorn"]),
        ("ahornstr. 3", ["Kita Ahorn"]),
        ("Kindergarten", ["Kita Ahorn", "Kita Birke"]),  # a synonym of the category
        ("anaokulu", ["Kita Ahorn", "Kita Birke"]),
        ("kita ost", ["Kita Birke"]),
        ("Spielplaz Teich", ["Spielplatz Am Teich"]),  # mistyped
        ("Zahnrad", []),
        ("", ["Kita Ahorn", "Kita Birke", "Praxis Linde", "Spielplatz Am Teich"]),
        ("\x00\x07", ["Kita Ahorn", "Kita Birke", "Praxis Linde", "Spielplatz Am Teich"]),
        ("x" * 5000, []),
        ("%' OR 1=1 --", []),
    ],
)
@pytest.mark.usefixtures("places")
def test_search_finds_by_name_kind_address_and_sozialraum(client: Client, text: str, expected: list[str]) -> None:
    response = client.post("/", {"wort": text})
    assert response.status_code == 200
    assert names(response) == expected


@pytest.mark.usefixtures("places")
def test_search_stays_within_the_selection(client: Client) -> None:
    assert names(client.post("/?sozialraum=ost", {"wort": "kita"})) == ["Kita Birke"]


@pytest.mark.usefixtures("places")
def test_search_shows_what_was_typed_as_text_only(client: Client) -> None:
    page = client.post("/", {"wort": '<script>alert("x")</script>'}).content.decode()
    assert "&lt;script&gt;alert" in page
    assert "<script>alert" not in page


@pytest.mark.usefixtures("places")
def test_near_a_point_the_nearest_comes_first_with_minutes_on_foot(client: Client) -> None:
    here = point(1500, 400).transform(WGS84, clone=True)
    response = client.post("/", {"laenge": str(here.x), "breite": str(here.y)})
    assert names(response) == ["Kita Birke", "Spielplatz Am Teich", "Praxis Linde", "Kita Ahorn"]
    assert "2 Min. zu Fuß" in response.content.decode()


@pytest.mark.parametrize(
    ("lon", "lat"), [("51.45", "6.84"), ("nan", "51.45"), ("inf", "51.45"), ("", ""), ("6.84", "Rathaus"), ("0", "0")]
)
@pytest.mark.usefixtures("places")
def test_a_position_outside_the_city_is_refused(client: Client, lon: str, lat: str) -> None:
    response = client.post("/", {"laenge": lon, "breite": lat})
    assert response.status_code == 400
    assert "nicht in der Stadt" in response.content.decode()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "http://testserver"}, 200),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, 200),
        ({"origin": "https://boese.example"}, 403),
        ({"origin": "ftp://testserver"}, 403),
        ({"origin": "http://["}, 403),
        ({"origin": "null", "sec-fetch-site": "cross-site"}, 403),
    ],
)
@pytest.mark.usefixtures("city")
def test_a_form_of_another_site_is_refused(client: Client, headers: dict[str, str], status: int) -> None:
    assert client.post("/", {"wort": "kita"}, headers=headers).status_code == status


@pytest.mark.parametrize("method", ["put", "delete", "patch", "trace"])
@pytest.mark.usefixtures("city")
def test_what_a_list_cannot_do_is_refused(client: Client, method: str) -> None:
    assert getattr(client, method)("/").status_code == 405


@pytest.mark.usefixtures("city")
def test_long_lists_have_pages(client: Client) -> None:
    for number in range(61):
        create_facility(f"Kita {number:03}", 100, number)
    first, second = client.get("/?art=betreuung"), client.get("/?art=betreuung&seite=2")
    assert names(first) == [f"Kita {number:03}" for number in range(60)]
    assert 'href="?art=betreuung&amp;seite=2"' in first.content.decode()
    assert names(second) == ["Kita 060"]


@pytest.mark.parametrize("address", ["/", "/sozialraum/west/"])
@pytest.mark.usefixtures("city")
def test_more_places_ask_no_more_of_the_database(client: Client, address: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    create_facility("Kita Ahorn", 100, 100)
    before = queries()
    for number in range(20):
        create_facility(f"Praxis {number}", 100, number, category_id="gesundheit.kinderarzt")
    assert queries() == before <= 20


@pytest.mark.usefixtures("city")
def test_names_are_text_and_never_markup(client: Client) -> None:
    create_facility('Kita 🙂 <script>alert("x")</script>', 100, 100)
    page = client.get("/").content.decode()
    assert "<script>alert" not in page
    assert "Kita 🙂 &lt;script&gt;" in page


@pytest.mark.parametrize(
    ("values", "button"),
    [
        ({"email": "kita@zweifeld.example"}, 'href="mailto:kita@zweifeld.example"'),
        ({"website": "https://kita.example"}, 'href="https://kita.example"'),
        ({"website": "javascript:alert(1)"}, ">Alle Angaben</a>"),
        ({}, ">Alle Angaben</a>"),
        ({"email": "kita@zweifeld.example", "phone": "030 23125-1"}, 'href="tel:'),
    ],
)
@pytest.mark.usefixtures("city")
def test_every_entry_has_a_button(client: Client, values: dict[str, str], button: str) -> None:
    create_facility("Kita Ahorn", citywide=True, **values)
    buttons = re.findall(r'<a class="button".*?</a>', client.get("/").content.decode())
    assert len(buttons) == 1
    assert button in buttons[0]
