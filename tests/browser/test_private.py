"""Whatever page somebody opens: nothing is asked of another site, nothing stays behind that tells of it."""

import pytest
from playwright.sync_api import Page

from tests.browser.screens import PHONE, Visit

pytestmark = pytest.mark.browser

# tests/browser/test_public.py opens the others in the same way
PAGES = (
    "/in-der-naehe/", "/naechste-schritte/", "/offline/", "/embed/", "/einbetten/", "/mein-viertel/", "/gemeldet/",
    "/w/ABCDEF", "/ort-vorschlagen/", "/barriere-melden/", "/einrichtung/1/melden/", "/einrichtung/999999/",
    "/sozialraum/muhretal/", "/lage/kita/", "/ar/", "/tr/in-der-naehe/",
)  # fmt: skip
VISITED = (
    "/tr/in-der-naehe/", "/einrichtung/1/melden/", "/ort-vorschlagen/", "/w/ABCDEF", "/mein-viertel/", "/hilfe/",
    "/lage/streit/", "/einrichtung/1/", "/auswahl/?art=schutz", "/karte/?art=schutz",
)  # fmt: skip
KEPT_FOR_ALL = ("/offline/", "/tr/offline/", "/static/", "/symbole.svg", "/farbe/", "/zeichen")
LEFT_BEHIND = """async () => ({
    stored: localStorage.length + sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    cookies: document.cookie,
    kept: (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys())
        .map((request) => new URL(request.url).pathname + new URL(request.url).search)))).flat(),
})"""


@pytest.mark.parametrize("path", PAGES)
def test_no_page_asks_anything_of_another_site(visit: Visit, path: str) -> None:
    assert visit(path, PHONE).title()


def saved(page: Page) -> None:
    page.wait_for_selector("html[data-kept]", state="attached", timeout=60_000)


def test_nothing_tells_where_somebody_was_or_what_somebody_looked_for(visit: Visit) -> None:
    here = {"geolocation": {"latitude": 51.46, "longitude": 6.88}, "permissions": ["geolocation"]}
    page = visit("/?art=betreuung.kita", PHONE, **here)
    saved(page)
    page.get_by_role("button", name="In meiner Nähe").click()
    page.wait_for_selector(".me")
    page.get_by_label("Was suchen Sie?").fill("Schuldnerberatung")
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    for path in VISITED:
        page.goto(path, wait_until="networkidle")
        saved(page)
    left = page.evaluate(LEFT_BEHIND)
    assert (left["stored"], left["databases"], left["cookies"]) == (0, 0, "")
    assert left["kept"]
    assert [path for path in left["kept"] if not path.startswith(KEPT_FOR_ALL)] == []
    assert not [path for path in left["kept"] if "exit" in path]
