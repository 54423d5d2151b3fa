"""What the pages beside list and map do in a browser: leaving in a hurry, copying, sharing, printing."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.screens import DESKTOP, PHONE, Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["/hilfe/", "/ar/hilfe/", "/lage/streit/"])
@pytest.mark.parametrize("way", ["button", "keys"])
def test_a_page_for_people_in_danger_is_left_without_a_way_back(
    browser: Browser, server: str, path: str, way: str
) -> None:
    context = browser.new_context(base_url=server, **PHONE)  # type: ignore[arg-type]  # a dictionary of its options
    context.route(
        "https://www.dwd.de/**", lambda route: route.fulfill(body="<h1>Wetter</h1>", content_type="text/html")
    )
    page = context.new_page()
    page.goto("/impressum/")
    page.goto(path)
    if way == "button":
        page.locator(".exit a").click()
    else:
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Wetter")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(f"{server}/impressum/")
    context.close()


def test_help_is_two_taps_away_from_everywhere(visit: Visit) -> None:
    page = visit("/tr/einrichtung/1/", PHONE)
    page.locator(".help-link").click()
    expect(page.locator('a[href="tel:110"]')).to_be_visible()


def test_an_address_can_be_copied(visit: Visit) -> None:
    page = visit("/einrichtung/1/", DESKTOP, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Adresse kopieren").click()
    expect(page.get_by_role("button", name="Adresse kopiert")).to_be_visible()
    expect(page.locator("#spoken")).to_have_text("Adresse kopiert")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "Familienbüro im Haus der Familie, Heumarkt 25, 45921 Musterstadt"


def test_a_browser_that_cannot_share_copies_the_link(visit: Visit, server: str) -> None:
    page = visit("/einrichtung/1/", DESKTOP, permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("navigator.share = undefined")
    page.get_by_role("button", name="Teilen").click()
    expect(page.get_by_role("button", name="Link kopiert")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{server}/einrichtung/1/"


def test_without_a_program_no_button_is_there_that_does_nothing(visit: Visit) -> None:
    page = visit("/einrichtung/1/", PHONE, java_script_enabled=False)
    expect(page.locator(".tools")).to_be_hidden()
    expect(page.get_by_text("Heumarkt 25").first).to_be_visible()
    expect(page.get_by_role("link", name="Weg zeigen").first).to_be_visible()
    expect(page.locator(".week tr")).to_have_count(7)


def test_on_a_desktop_the_detail_tells_what_is_near_too(visit: Visit) -> None:
    page = visit("/?art=betreuung.kita&sozialraum=muhretal", DESKTOP)
    page.locator(".places a").first.click()
    expect(page.locator("#detail .near-by .card")).to_have_count(5)
    page.locator("#detail .near-by a").first.click()
    expect(page.locator("#detail .near-by .card")).to_have_count(5)


def test_a_place_prints_its_facts_and_no_buttons(visit: Visit) -> None:
    page = visit("/einrichtung/1/", DESKTOP)
    page.emulate_media(media="print")
    expect(page.locator("#place dl")).to_be_visible()
    for gone in ("#map", ".actions", ".tools", ".search", "footer", ".help-link"):
        for found in page.locator(gone).all():
            expect(found).to_be_hidden()


def test_life_situations_are_seen_on_the_first_screen_of_a_phone(visit: Visit) -> None:
    page = visit("/", PHONE)
    box = page.get_by_role("link", name="Baby kommt").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < PHONE["viewport"]["height"]  # type: ignore[index]  # a dictionary of options
    page.get_by_role("link", name="Streit zu Hause").click()
    expect(page.locator(".exit a")).to_be_visible()
