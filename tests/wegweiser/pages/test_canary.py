"""A street that nobody may learn stands in no public byte, whatever became of the place."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.conf import LazySettings
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from geo.crs import WGS84
from tests.city import create_facility, point
from wegweiser.directory.choices import State, Visibility
from wegweiser.directory.models.facility import Facility
from wegweiser.printing import export
from wegweiser.printing.definition import Definition

pytestmark = pytest.mark.django_db

CANARY = "Kanarienvogelgasse"
SECRET = point(517, 523).transform(WGS84, clone=True)
SIGNS = (CANARY, "350517", "5700523", f"{SECRET.x:.4f}", f"{SECRET.y:.4f}")
NEARBY = point(900, 900).transform(WGS84, clone=True)
POSITION = {"lon": NEARBY.x, "lat": NEARBY.y}
TILE = "16/34014/21813"
"""Holds the secret point."""
ASKED: Sequence[str] = (
    "/", "/karte/", "/auswahl/", "/sozialraum/", "/sozialraum/west/", "/hilfe/", "/lage/kita/", "/lage/streit/",
    "/familienkarte/", "/herunterladen/", "/leichte-sprache/", "/barrierefreiheit/", "/impressum/", "/datenschutz/",
    "/lizenzen/", "/naechste-schritte/", "/in-der-naehe/", "/mein-viertel/", "/ort-vorschlagen/", "/barriere-melden/",
    "/gemeldet/", "/offline/", "/embed/", "/einbetten/", "/orte.csv", "/orte.json", f"/orte/{TILE}.json",
    "/wegweiser.webmanifest", "/sw.js", "/robots.txt", "/sitemap.xml", "/sitemap-orte.xml", "/sitemap-seiten.xml",
    "/symbole.svg", "/farbe/00505C.css", "/zeichen.svg", "/zeichen-192.png", "/vorschau.png",
    "/sozialraum/west/vorschau.png", "/sozialraum/west/wegweiser-a3.pdf", "/sozialraum/west/wegweiser-a4.pdf",
    "/sozialraum/west/flyer-betreuung.pdf", "/flyer-betreuung.pdf", "/sozialraum/west/ausmalplan.pdf",
    "/api/", "/api/openapi.json", "/api/collections", "/api/collections/facilities",
    "/api/collections/facilities/items", "/api/collections/facilities/items?limit=10000",
    "/api/collections/sozialraeume/items", "/api/collections/sozialraeume/items/west", "/api/collections/x/items",
    "/bestaetigen/erfunden/", "/api/nichts", "/tiles/", "/tiles/nichts", "/tiles/facilities/mvt.json",
    f"/tiles/facilities/{TILE}.mvt",
)  # fmt: skip
OF_A_PLACE = (
    "/einrichtung/{}/", "/einrichtung/{}/melden/", "/einrichtung/{}/aushang.pdf",
    "/api/collections/facilities/items/{}",
)  # fmt: skip
SENT: Sequence[tuple[str, dict[str, Any]]] = (
    ("/", {"wort": "Mond"}),
    ("/karte/", {"wort": "", "laenge": NEARBY.x, "breite": NEARBY.y}),
    ("/in-der-naehe/", {"laenge": NEARBY.x, "breite": NEARBY.y}),
    ("/in-der-naehe/adressen/", {"adresse": CANARY[:8]}),
    ("/mein-viertel/", {"adresse": "Mond"}),
)
QUESTIONS: Sequence[tuple[str, dict[str, Any]]] = (
    ("/api/nearest", POSITION),
    ("/api/sozialraum", POSITION),
    ("/api/addresses", {"text": CANARY[:8]}),
)
PICTURES = (
    "/vorschau.png", "/sozialraum/west/vorschau.png", f"/tiles/facilities/{TILE}.png", f"/tiles/facilities/{TILE}.mvt",
    "/tiles/facilities/14/8503/5453.png",
)  # fmt: skip
HIDDEN = {"street": CANARY, "house_number": "7", "card_offer": "halber Preis"}


@pytest.fixture
def hidden(city: None) -> list[int]:
    """Places that keep their street to themselves: published, closed, deleted, internal and protected ones."""
    area = create_facility("Mond", 517, 523, visibility=Visibility.AREA, **HIDDEN)
    closed = create_facility("Stern", 517, 523, visibility=Visibility.AREA, state=State.CLOSED, **HIDDEN)
    internal = create_facility("Nebel", 517, 523, visibility=Visibility.INTERNAL, **HIDDEN)
    deleted = create_facility("Komet", 517, 523, visibility=Visibility.AREA, **HIDDEN)
    protected = create_facility("Zuflucht", 517, 523, **HIDDEN)
    protect(protected)
    numbers = [area.pk, closed.pk, internal.pk, deleted.pk, protected.pk]
    deleted.delete()
    return numbers


def protect(place: Facility) -> None:
    nothing = dict.fromkeys(("street", "house_number", "postcode", "city", "geometry_source"), "")
    Facility.objects.filter(pk=place.pk).update(point=None, visibility=Visibility.PHONE_ONLY, **nothing)


def content(response: HttpResponseBase) -> str:
    """What a page, file or picture says; of a PDF its text too."""
    streams = isinstance(response, StreamingHttpResponse)
    body = b"".join(response) if streams else response.content  # type: ignore[attr-defined,call-overload]
    text = body.decode(errors="replace")
    if response["Content-Type"] == "application/pdf":
        pages = pypdfium2.PdfDocument(body)
        return text + "".join(page.get_textpage().get_text_range() for page in pages)
    return str(text)


def told(response: HttpResponseBase) -> list[str]:
    text = content(response)
    assert response.status_code < 500
    return [sign for sign in SIGNS if sign in text]


def routes(patterns: Sequence[URLPattern | URLResolver], start: str = "") -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, start + str(each.pattern))
        else:
            yield start + str(each.pattern)


def test_every_public_address_is_asked() -> None:
    """Who adds one adds it here: to ASKED, or where its kind belongs."""
    paths = [*ASKED, *(path for path, _ in (*SENT, *QUESTIONS)), *(path.format(1) for path in OF_A_PLACE), *PICTURES]
    paths += ["/w/K4N4RI", "/w/K4N4RI.pdf", f"/tiles/facilities/token/{TILE}.mvt"]
    asked = {resolve(path.partition("?")[0]).route for path in paths}
    public = {route for route in routes(get_resolver().url_patterns) if not route.startswith("admin/")}
    assert public - asked == set()


@pytest.mark.parametrize("path", ASKED)
@pytest.mark.usefixtures("hidden")
def test_no_page_tells_the_street(client: Client, path: str) -> None:
    create_facility("Kita Ahorn", 300, 300, street="Ahornweg", house_number="3")
    assert told(client.get(path)) == []
    if path.endswith("/"):
        assert told(client.get(f"/en{path}")) == []


@pytest.mark.parametrize("path", OF_A_PLACE)
def test_nor_does_the_page_or_the_old_link_of_the_place(client: Client, hidden: list[int], path: str) -> None:
    create_facility("Bücherei", 527, 523, category_id="lernen.bibliothek")
    for number in hidden:
        response = client.get(path.format(number))
        assert told(response) == []
        assert "Bücherei" not in content(client.get(path.format(number)))


@pytest.mark.usefixtures("hidden")
@pytest.mark.parametrize(("path", "sent"), SENT)
def test_nor_does_what_answers_a_form(client: Client, path: str, sent: dict[str, Any]) -> None:
    assert told(client.post(path, sent)) == []


@pytest.mark.usefixtures("hidden")
@pytest.mark.parametrize(("path", "question"), QUESTIONS)
def test_nor_does_what_answers_a_program(client: Client, path: str, question: dict[str, Any]) -> None:
    assert told(client.post(path, question, content_type="application/json")) == []


def test_the_search_for_the_street_finds_nothing(client: Client, hidden: list[int]) -> None:
    text = client.post("/", {"wort": CANARY}).content.decode()
    assert all(f"/einrichtung/{number}/" not in text for number in hidden)


@pytest.mark.parametrize("path", PICTURES)
def test_no_picture_or_tile_shows_where_it_is(
    client: Client, hidden: list[int], settings: LazySettings, tmp_path: Path, path: str
) -> None:
    def drawn(name: str) -> str:
        settings.TILE_DIR = tmp_path / name  # nothing from before
        return content(client.get(path))

    with_them = drawn("with")
    Facility.objects.filter(pk__in=hidden).delete()
    assert drawn("without") == with_them
    create_facility("Kita Ahorn", 517, 523)
    assert (drawn("other") == with_them) is ("vorschau" in path)


@pytest.mark.usefixtures("city")
def test_a_sheet_from_before_is_gone_at_once(client: Client) -> None:
    place = create_facility("Zuflucht", 517, 523, **HIDDEN)
    create_facility("Kita Ahorn", 300, 300, street="Ahornweg", house_number="3")
    edition = export.release_sheet(Definition.of("west", "a4"), "E. Muster")
    addresses = [f"/w/{edition.code}", f"/w/{edition.code}.pdf", f"/en/w/{edition.code}?nr=1"]
    assert CANARY in content(client.get(addresses[1]))

    protect(place)

    assert [told(client.get(path)) for path in addresses] == [[], [], []]
