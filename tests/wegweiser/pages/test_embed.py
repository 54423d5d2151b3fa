"""The map in other people's pages."""

import html
import re

import pytest
from django.test import Client

from tests.city import create_facility

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def test_other_sites_may_frame_this_page_and_no_other(client: Client) -> None:
    embedded, ordinary = client.get("/embed/"), client.get("/")
    assert "frame-ancestors *" in embedded["Content-Security-Policy"]
    assert "default-src 'self'" in embedded["Content-Security-Policy"]
    assert "X-Frame-Options" not in embedded
    assert "frame-ancestors 'none'" in ordinary["Content-Security-Policy"]
    assert ordinary["X-Frame-Options"] == "DENY"
    assert not embedded.cookies


def test_it_shows_what_its_address_asks_for_without_the_frame_of_the_site(client: Client) -> None:
    create_facility("Kita Ahorn", 100, 100)
    create_facility("Spielplatz Birke", 100, 100, category_id="freizeit.spielplatz")
    text = client.get("/embed/?art=betreuung").content.decode()
    assert "Kita Ahorn" in text
    assert "Spielplatz Birke" not in text
    assert '<header class="top">' not in text
    assert '<base target="_blank">' in text
    assert 'href="/?art=betreuung"' in text


def test_the_code_to_copy_leads_to_the_map_that_was_chosen(client: Client) -> None:
    text = client.get("/einbetten/?art=betreuung&sozialraum=west").content.decode()
    shown = re.search(r"<code[^>]*>(.*?)</code>", text, re.DOTALL)
    assert shown
    code = html.unescape(shown[1])
    address = re.search(r'src="https?://[^/"]+([^"]*)"', code)
    assert address
    assert html.unescape(address[1]) == "/embed/?art=betreuung&sozialraum=west"
    assert 'title="Wegweiser für Familien Zweifeld"' in code


@pytest.mark.parametrize("query", ["?art=nichts", "?sozialraum=<script>"])
@pytest.mark.parametrize("page", ["/embed/", "/einbetten/"])
def test_what_does_not_exist_is_not_embedded(client: Client, page: str, query: str) -> None:
    assert client.get(page + query).status_code == 404
