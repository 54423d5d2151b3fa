"""Filters with scripts: list, map, address and panel change together, without a new page."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.screens import DESKTOP, PHONE, Visit

pytestmark = pytest.mark.browser


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def shown(page: Page) -> int:
    return int(re.match(r"\d+", page.locator(".count").inner_text())[0])  # type: ignore[index]  # it begins with it


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_chips_change_list_map_and_address_in_place(visit: Visit, screen: dict[str, object]) -> None:
    page = visit("/", screen)
    page.evaluate("window.stayed = true")
    everything = shown(page)
    page.locator(".chips").get_by_text("Kita", exact=True).click()
    expect(page.locator(".chips [aria-current]")).to_have_text("Kita")
    assert asked(page) == {"art": ["betreuung.kita"]}
    kitas = shown(page)
    assert 0 < kitas < everything
    expect(page.locator("#spoken")).to_have_text(page.locator(".count").inner_text())
    page.locator(".chips").get_by_text("Kinderarzt", exact=True).click()
    expect(page.locator(".chips [aria-current]")).to_have_count(2)
    assert shown(page) > kitas
    page.go_back()
    expect(page.locator(".chips [aria-current]")).to_have_count(1)
    page.locator(".asked a").first.click()
    expect(page.locator(".count")).to_have_text(re.compile(f"^{everything} "))
    assert page.evaluate("window.stayed")


@pytest.mark.parametrize("language", ["", "/tr", "/ar"])
def test_the_panel_counts_while_one_chooses(visit: Visit, language: str) -> None:
    page = visit(f"{language}/", PHONE)
    page.locator(".chips .more a").click()
    panel = page.get_by_role("dialog")
    expect(panel).to_be_visible()
    assert {rule["id"] for rule in Axe().run(page).response["violations"]} == set()
    panel.locator("input[value=wickeltisch]").check()
    panel.locator("select[name=alter]").select_option("3")
    expect(page.locator(".asked li")).to_have_count(3)  # two wishes, and all of them at once
    assert asked(page) == {"alter": ["3"], "mit": ["wickeltisch"]}
    expect(panel.locator("[data-total]")).to_have_text(f"({page.locator('.count').inner_text()})")
    count = shown(page)
    panel.locator(".submit button").click()
    expect(panel).to_be_hidden()
    assert shown(page) == count > 0


def test_an_empty_list_leads_on(visit: Visit) -> None:
    page = visit("/?art=gemeinschaft.kirche&mit=wickeltisch", PHONE)
    expect(page.locator(".count")).to_have_text("0 Orte")
    page.get_by_role("link", name="ohne „Wickeltisch“").click()
    expect(page.locator(".places .card").first).to_be_visible()
    assert asked(page) == {"art": ["gemeinschaft.kirche"]}


def test_places_at_one_address_are_all_in_the_panel_of_the_map(visit: Visit) -> None:
    page = visit("/?art=familie", DESKTOP)
    many = page.locator(".marker:has(.many), .marker:has(.more)")
    for _ in range(12):
        if page.get_by_role("heading", name="Mehrere Angebote an diesem Ort").is_visible():
            break
        many.first.click()
        page.wait_for_load_state("networkidle")
    expect(page.get_by_role("heading", name="Mehrere Angebote an diesem Ort")).to_be_visible()
    assert page.locator("#detail .places a").count() > 1
