import re

import pytest
from django.test import Client

from tests.city import create_facility
from wegweiser.directory.models.city import City

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("city")
def test_its_places_come_by_group_and_the_citywide_ones_once_at_the_end(client: Client) -> None:
    create_facility("Kita Ahorn", 100, 100)
    create_facility("Kita Birke", 1500, 500)
    create_facility("Jugendamt", 1500, 600, category_id="amt.jugendamt", citywide=True)
    create_facility("Familienbüro", 200, 200, category_id="familie.familienbuero", citywide=True)
    page = client.get("/sozialraum/west/").content.decode()
    own, _, citywide = page.partition("Für die ganze Stadt")
    assert "Kita Ahorn" in own
    assert "Kita Birke" not in page
    assert "Jugendamt" in citywide
    assert page.count(">Familienbüro</a>") == 1
    assert "2 Orte für Familien" in own


@pytest.mark.usefixtures("city")
def test_a_place_outside_that_serves_it_is_listed(client: Client) -> None:
    outside = create_facility("Hebammenpraxis Fern", 5000, 5000, category_id="gesundheit.hebamme")
    outside.serves.add("west")
    assert "Hebammenpraxis Fern" in client.get("/sozialraum/west/").content.decode()
    west = client.get("/sozialraum/").content.decode().partition('href="/sozialraum/west/"')[2]
    assert re.search(r"(\d+) Orte?", west).group(1) == "1"  # type: ignore[union-attr]


@pytest.mark.usefixtures("city")
def test_all_sozialraeume_are_listed_with_their_sheet(client: Client) -> None:
    page = client.get("/sozialraum/").content.decode()
    assert 'href="/sozialraum/west/"' in page
    assert page.count("PDF, A3") >= 2


@pytest.mark.parametrize("slug", ["nord", "West-", "x" * 300])
@pytest.mark.usefixtures("city")
def test_an_unknown_one_is_not_found(client: Client, slug: str) -> None:
    assert client.get(f"/sozialraum/{slug}/").status_code == 404


@pytest.mark.usefixtures("city")
def test_a_sketched_border_says_so(client: Client) -> None:
    assert "Skizze" not in client.get("/sozialraum/west/").content.decode()
    city = City.objects.get()
    city.profile["sozialraeume"]["sketch"] = True
    city.save()
    for address in ("/", "/sozialraum/", "/sozialraum/west/", "/hilfe/"):
        assert "Skizze" in client.get(address).content.decode()
