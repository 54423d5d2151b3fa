"""Without a net, in a real browser: what was saved is there, says that it is saved, and can be deleted."""

from collections.abc import Iterator

import pytest
from django.urls import resolve
from playwright.sync_api import Browser, Page, expect

from tests.wegweiser.pages.test_canary import ASKED

pytestmark = pytest.mark.browser
PATHS = "caches.open('wegweiser').then((c) => c.keys()).then((k) => k.map((r) => new URL(r.url).pathname))"


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    context = browser.new_context(base_url=server, viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def saved(page: Page, what: str) -> list[str]:
    page.wait_for_selector(f"html[data-kept={what}]", state="attached", timeout=60_000)
    found: list[str] = page.evaluate(PATHS)
    return found


def test_after_one_visit_the_directory_is_there_in_the_language_of_the_page(page: Page) -> None:
    page.goto("/tr/")
    saved(page, "directory")
    page.context.set_offline(True)

    page.goto("/tr/karte/")

    expect(page.locator("html")).to_have_attribute("lang", "tr")
    expect(page.locator(".saved-note")).to_be_visible()
    expect(page.locator('a[href="tel:112"]')).to_be_visible()
    assert page.locator(".offline-places li").count() > 400
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Noto Sans"')


def test_a_sozialraum_is_there_with_its_map_and_can_be_deleted(page: Page) -> None:
    page.goto("/sozialraum/muhretal/")
    tiles = [path for path in saved(page, "sozialraum") if path.startswith("/tiles/base/")]
    assert tiles
    page.context.set_offline(True)
    page.goto("/sozialraum/muhretal/")
    page.wait_for_function("() => document.querySelectorAll('.leaflet-tile-loaded').length > 0")
    assert page.locator(".places .card").count() > 40
    assert page.locator(".leaflet-marker-icon").count() > 5
    expect(page.locator(".meta .open").first).to_be_hidden()

    page.context.set_offline(False)
    page.goto("/sozialraum/muhretal/")
    saved(page, "sozialraum")
    page.get_by_role("button", name="Vom Gerät löschen").click()

    expect(page.get_by_role("button", name="Für unterwegs speichern")).to_be_visible()
    assert not [path for path in page.evaluate(PATHS) if path.startswith(("/tiles/", "/sozialraum/"))]


def test_what_is_kept_is_public_and_the_same_for_all_of_a_sozialraum(page: Page) -> None:
    page.goto("/sozialraum/muhretal/")
    kept = saved(page, "sozialraum")
    public = {resolve(path.partition("?")[0]).route for path in ASKED} | {
        "tiles/<layer_name>/<token>/<tile_place:place>"
    }
    assert {resolve(path).route for path in kept if not path.startswith("/static/")} <= public
    assert not [path for path in kept if path.startswith("/tiles/facilities/")]
    assert {"/orte.json", "/api/collections/sozialraeume/items/muhretal"} <= set(kept)


def test_a_telephone_does_not_tell_which_place_was_looked_at(page: Page) -> None:
    page.goto("/einrichtung/1/")
    assert not [path for path in saved(page, "directory") if "einrichtung" in path]
    page.goto("/hilfe/")
    assert not [path for path in saved(page, "directory") if "hilfe" in path]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
