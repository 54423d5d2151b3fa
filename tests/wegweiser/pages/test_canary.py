"""A street that nobody may learn stands in no public byte, whatever became of the place."""

import pytest
from django.http import StreamingHttpResponse
from django.test import Client

from tests.city import create_facility
from wegweiser.directory.choices import State, Visibility

pytestmark = pytest.mark.django_db

CANARY = "Kanarienvogelgasse"
EASTING = "350500"
PAGES = (
    "/", "/karte/", "/auswahl/", "/sozialraum/", "/sozialraum/west/", "/hilfe/", "/lage/kita/", "/lage/streit/",
    "/familienkarte/", "/herunterladen/", "/leichte-sprache/", "/barrierefreiheit/", "/impressum/", "/datenschutz/",
    "/lizenzen/", "/orte.csv", "/offline/", "/embed/", "/sitemap-orte.xml",
)  # fmt: skip


@pytest.fixture
def hidden(city: None) -> list[int]:
    """Places that keep their street to themselves: published, closed, deleted and internal ones."""
    where = {"street": CANARY, "house_number": "7", "card_offer": "halber Preis"}
    area = create_facility("Mond", 500, 500, visibility=Visibility.AREA, **where)
    closed = create_facility("Stern", 500, 500, visibility=Visibility.AREA, state=State.CLOSED, **where)
    internal = create_facility("Nebel", 500, 500, visibility=Visibility.INTERNAL, **where)
    deleted = create_facility("Komet", 500, 500, visibility=Visibility.AREA, **where)
    numbers = [area.pk, closed.pk, internal.pk, deleted.pk]
    deleted.delete()
    return numbers


def content(client: Client, address: str) -> str:
    response = client.get(address)
    return (response.getvalue() if isinstance(response, StreamingHttpResponse) else response.content).decode()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("hidden")
def test_no_page_tells_the_street(client: Client, page: str) -> None:
    text = content(client, page)
    assert text
    assert CANARY not in text
    assert EASTING not in text


def test_nor_does_the_page_or_the_old_link_of_the_place(client: Client, hidden: list[int]) -> None:
    create_facility("Bücherei", 510, 500, category_id="lernen.bibliothek")
    for number in hidden:
        text = content(client, f"/einrichtung/{number}/")
        assert [word for word in (CANARY, EASTING, "Bücherei") if word in text] == []


def test_the_search_for_the_street_finds_nothing(client: Client, hidden: list[int]) -> None:
    text = client.post("/", {"wort": CANARY}).content.decode()
    assert all(f"/einrichtung/{number}/" not in text for number in hidden)
