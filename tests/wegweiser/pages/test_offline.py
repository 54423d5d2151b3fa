"""What a browser keeps for the time without a net."""

import json
import re

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.city import create_facility
from wegweiser.directory.models.city import City
from wegweiser.pages import offline

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
SECRET = "Verborgene Gasse"


def test_the_directory_holds_every_place_with_what_helps_without_a_map(client: Client) -> None:
    create_facility("Kita Ahorn", 100, 100, phone="0208 1234", street="Ahornweg", house_number="3",
                    opening_hours="Mo-Fr 07:15-16:15")  # fmt: skip
    text = client.get("/offline/").content.decode()
    assert "Kita Ahorn" in text
    assert "Ahornweg 3" in text
    assert 'href="tel:+492081234"' in text
    assert "Mo–Fr 7:15–16:15" in text
    assert "geöffnet" not in text, "a saved page does not know the hour"
    assert '<meta name="robots" content="noindex">' in text


def test_the_directory_asks_the_database_a_fixed_number_of_times(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        create_facility(f"Kita {number}", 100 + number, 100)
    with django_assert_max_num_queries(8):
        client.get("/offline/")


def test_a_large_city_saves_places_by_sozialraum(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offline, "MOST_SAVED", 1)
    create_facility("Kita Ahorn", 100, 100)
    create_facility("Kita Birke", 120, 100)
    text = client.get("/offline/").content.decode()
    assert "Kita Ahorn" not in text
    assert "Seite Ihres Sozialraums" in text


def test_what_is_protected_is_not_saved(client: Client) -> None:
    create_facility("Frauenhaus", None, None, visibility="phone_only", phone="0208 99", street="", house_number="",
                    postcode="", city="", description=SECRET)  # fmt: skip
    create_facility("Kita im Entwurf", 100, 100, state="draft", street=SECRET)
    create_facility("Tagespflege", 100, 100, visibility="area", street=SECRET)
    text = client.get("/offline/").content.decode()
    assert SECRET not in text
    assert "Kita im Entwurf" not in text


def test_the_worker_answers_for_the_whole_site_and_never_for_staff(client: Client) -> None:
    response = client.get("/sw.js")
    source = response.content.decode()
    assert response["Content-Type"] == "text/javascript"
    assert "no-cache" in response["Cache-Control"]
    known = json.loads(re.search(r"const LANGUAGES = (\[.*?\]);", source)[1])  # type: ignore[index]  # it is there
    assert known == [code for code, _ in settings.LANGUAGES]
    assert 'startsWith("/admin/")' in source


def test_the_site_can_be_installed_in_each_language(client: Client) -> None:
    row = City.objects.get()
    row.profile |= {"languages": ["de", "ar"], "accent": "#123456"}
    row.save()
    german, arabic = (client.get(f"{prefix}/wegweiser.webmanifest").json() for prefix in ("", "/ar"))
    assert (german["lang"], german["dir"], german["start_url"]) == ("de", "ltr", "/")
    assert (arabic["lang"], arabic["dir"], arabic["start_url"]) == ("ar", "rtl", "/ar/")
    assert german["theme_color"] == "#123456"
    for icon in german["icons"]:
        assert client.get(icon["src"])["Content-Type"] == "image/png"
