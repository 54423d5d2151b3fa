import re
from typing import Any

import pytest
from django.test import Client

from geo.crs import WGS84
from tests.city import create_facility, point
from tests.geo.gazetteer.houses import create_house, create_houses
from tests.wegweiser.pages.test_list import names

pytestmark = pytest.mark.django_db
PAGE = "/in-der-naehe/"


@pytest.fixture(autouse=True)
def _places(city: None) -> None:
    create_houses()
    create_house("Fernweg", 1, "", point(-60_000, 0), "45000", "Anderswo")
    create_facility("Kita Ahorn", 100, 100)
    create_facility("Kita Birke", 1500, 500)
    create_facility("Praxis Linde", 200, 100, category_id="gesundheit.kinderarzt")
    create_facility("Geheim", 20, 0, visibility="area")


def ask(client: Client, **fields: str) -> Any:
    return client.post(PAGE, fields)


def at(x: float, y: float) -> dict[str, str]:
    here = point(x, y).transform(WGS84, clone=True)
    return {"laenge": str(here.x), "breite": str(here.y)}


def test_the_form_works_without_a_program(client: Client) -> None:
    page = client.get(PAGE).content.decode()
    assert 'name="adresse"' in page
    assert '<option value="west">West</option>' in page


def test_an_address_leads_to_the_nearest_of_each_group(client: Client) -> None:
    response = ask(client, adresse="Lange Str. 3")
    page = response.content.decode()
    assert names(response) == ["Kita Ahorn", "Kita Birke", "Praxis Linde"]
    assert "Lange Straße 3, 45991 Westdorf" in page
    assert 'Ihr Sozialraum: <a href="/sozialraum/west/"><bdi>West</bdi>' in page
    assert "2 Min. zu Fuß" in page
    assert "Geheim" not in page


@pytest.mark.parametrize(
    ("typed", "note"), [("Lange Straße 7", "nächste Hausnummer"), ("Lange Straße", "Mitte der Straße")]
)
def test_the_page_says_how_sure_it_is(client: Client, typed: str, note: str) -> None:
    assert f"({note})" in ask(client, adresse=typed).content.decode()


def test_several_addresses_are_offered_as_buttons(client: Client) -> None:
    page = ask(client, adresse="Kirchweg 1").content.decode()
    offers = re.findall(r'name="gewaehlt" value="([^"]+)"', page)
    assert offers == ["Kirchweg 1, 45991 Westdorf", "Kirchweg 1, 45992 Ostdorf"]
    assert "Welche Adresse meinen Sie?" in page
    assert "Kirchweg 1, 45992 Ostdorf" in ask(client, gewaehlt=offers[1], adresse="Kirchweg 1").content.decode()


def test_a_misspelt_address_is_offered_and_not_assumed(client: Client) -> None:
    page = ask(client, adresse="Lagne Straße 3").content.decode()
    assert 'value="Lange Straße 3, 45991 Westdorf"' in page
    assert "Ihr Sozialraum:" not in page


def test_a_position_is_a_start_too(client: Client) -> None:
    response = ask(client, **at(1400, 500))
    assert names(response)[0] == "Kita Birke"
    assert 'href="/sozialraum/ost/"' in response.content.decode()


def test_a_sozialraum_has_an_address_of_its_own(client: Client) -> None:
    assert ask(client, sozialraum="ost")["Location"] == "/sozialraum/ost/"


def test_just_outside_the_city_the_nearest_places_are_shown_all_the_same(client: Client) -> None:
    response = ask(client, **at(-500, 100))
    assert "Dieser Ort liegt nicht in Zweifeld." in response.content.decode()
    assert names(response)[0] == "Kita Ahorn"


@pytest.mark.parametrize(
    "where",
    [
        {"adresse": "Fernweg 1"},
        at(-60_000, 0),
        {"laenge": "2.35", "breite": "48.85"},
        {"laenge": "-120", "breite": "37"},
    ],
)
def test_far_away_the_page_says_so_and_shows_no_places(client: Client, where: dict[str, str]) -> None:
    response = ask(client, **where)
    assert response.status_code == 200
    assert "Dieser Ort liegt nicht in Zweifeld." in response.content.decode()
    assert names(response) == []


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"adresse": "Xylophonallee 3"},
        {"adresse": "x" * 10_000},
        {"adresse": "' OR 1=1 --"},
        {"adresse": "<script>alert(1)</script>"},
        {"adresse": "\x00"},
        {"laenge": "nan", "breite": "51"},
        {"laenge": "inf", "breite": "51"},
        {"laenge": "1e400", "breite": "51"},
        {"laenge": "6.8", "breite": ""},
        {"laenge": "6.8", "breite": "<b>"},
        {"laenge": "200", "breite": "51"},
        {"sozialraum": "' OR 1=1 --"},
        {"sozialraum": "\x00" * 9999},
    ],
)
def test_nonsense_is_answered_with_a_sentence(client: Client, fields: dict[str, str]) -> None:
    response = ask(client, **fields)
    page = response.content.decode()
    assert response.status_code == 400
    assert 'role="alert"' in page
    assert "<script>alert" not in page
    assert names(response) == []


@pytest.mark.parametrize("fields", [{}, {"adresse": "Lange Straße 3"}, {"adresse": "Nirgends 3"}, at(100, 100)])
def test_no_answer_is_kept_anywhere(client: Client, fields: dict[str, str]) -> None:
    for response in (ask(client, **fields), client.post(f"{PAGE}adressen/", fields)):
        assert "no-store" in response["Cache-Control"]
        assert not response.cookies


class TestSuggestions:
    def test_they_say_how_sure_they_are(self, client: Client) -> None:
        answer = client.post(f"{PAGE}adressen/", {"adresse": "lange str 7"})
        assert answer.json() == {
            "addresses": [{"label": "Lange Straße 5, 45991 Westdorf", "note": "nächste Hausnummer"}]
        }

    @pytest.mark.parametrize("text", ["", "La", "qqqqqq", "x" * 10_000, "\x00", "'; DROP TABLE x"])
    def test_nonsense_has_none(self, client: Client, text: str) -> None:
        assert client.post(f"{PAGE}adressen/", {"adresse": text}).json() == {"addresses": []}

    def test_they_do_not_stand_in_an_address(self, client: Client) -> None:
        assert client.get(f"{PAGE}adressen/", {"adresse": "Lange"}).status_code == 405

    def test_another_site_gets_none(self, client: Client) -> None:
        headers = {"origin": "https://boese.example"}
        assert client.post(f"{PAGE}adressen/", {"adresse": "Lange"}, headers=headers).status_code == 403
