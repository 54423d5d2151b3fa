"""Search engines find each public page, in each language, and nothing else."""

import re

import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.city import create_facility
from wegweiser.directory.models.city import City

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


@pytest.fixture(autouse=True)
def _site(city: None, settings: LazySettings) -> None:
    settings.PUBLIC_URL = "https://wegweiser.example"
    row = City.objects.get()
    row.profile |= {"languages": ["de", "tr"]}
    row.save()


def locations(client: Client, path: str) -> set[str]:
    response = client.get(path)
    assert response.status_code == 200
    return set(re.findall(r"<loc>https?://[^/<]+([^<]*)</loc>", response.content.decode()))


def test_the_sitemap_lists_places_in_the_languages_of_the_city(client: Client) -> None:
    place = create_facility("Kita Ahorn", 100, 100)

    assert locations(client, "/sitemap.xml") == {
        "/sitemap-seiten.xml",
        "/sitemap-lebenslagen.xml",
        "/sitemap-sozialraeume.xml",
        "/sitemap-orte.xml",
    }
    assert locations(client, "/sitemap-orte.xml") == {
        f"/einrichtung/{place.pk}/",
        f"/tr/einrichtung/{place.pk}/",
    }
    assert {"/", "/tr/", "/hilfe/", "/tr/hilfe/"} <= locations(client, "/sitemap-seiten.xml")
    assert "/tr/sozialraum/west/" in locations(client, "/sitemap-sozialraeume.xml")


def test_each_page_of_the_sitemap_is_there(client: Client) -> None:
    create_facility("Kita Ahorn", 100, 100)
    for part in locations(client, "/sitemap.xml"):
        for page in locations(client, part):
            assert client.get(page).status_code == 200, page


def test_many_places_cost_the_sitemap_no_more_questions(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        create_facility(f"Kita {number}", 100 + number, 100)
    with django_assert_max_num_queries(8):
        assert len(locations(client, "/sitemap-orte.xml")) == 60


@pytest.mark.parametrize("changes", [{"visibility": "phone_only"}, {"visibility": "internal"}, {"state": "draft"}])
def test_what_is_protected_is_in_no_sitemap(client: Client, changes: dict[str, str]) -> None:
    where = {"street": "", "house_number": "", "postcode": "", "city": ""}
    place = create_facility("Frauenhaus", None, None, **where, **changes)

    assert all(str(place.pk) not in location for location in locations(client, "/sitemap-orte.xml"))


def test_robots_are_told_where_the_sitemap_is_and_what_is_none_of_theirs(client: Client) -> None:
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /admin/" in lines
    assert "Disallow: /w/" in lines
    assert "Sitemap: https://wegweiser.example/sitemap.xml" in lines


def test_a_page_names_its_own_address_without_what_was_asked(client: Client) -> None:
    text = client.get("/tr/?art=betreuung").content.decode()
    assert '<link rel="canonical" href="https://wegweiser.example/tr/">' in text
    assert '<link rel="alternate" hreflang="de" href="https://wegweiser.example/">' in text
    assert '<link rel="alternate" hreflang="x-default" href="https://wegweiser.example/">' in text
    assert 'hreflang="ar"' not in text.split("<body")[0]
    assert '<meta property="og:image" content="https://wegweiser.example/tr/vorschau.png">' in text


def test_a_link_to_a_sozialraum_shows_that_sozialraum(client: Client) -> None:
    text = client.get("/sozialraum/west/").content.decode()
    assert '<meta property="og:image" content="https://wegweiser.example/sozialraum/west/vorschau.png">' in text
    assert re.search(r'<meta property="og:title" content="West – ', text)


def test_a_page_that_is_not_there_claims_no_address(client: Client) -> None:
    text = client.get("/nirgends/").content.decode()
    assert "canonical" not in text
