"""The public pages as a family sees them, in a real browser against the real program."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.screens import DESKTOP, NARROW, PHONE, Visit

pytestmark = pytest.mark.browser
LOADED = """() => Object.fromEntries(
  [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .map((entry) => [entry.name, entry.encodedBodySize]))"""

GONE = "/einrichtung/375/"  # a Kita of the demo city that was closed
EMPTY = "/?art=gemeinschaft.kirche&mit=wickeltisch"
PAGES = (
    "/", "/karte/", "/auswahl/", "/sozialraum/", "/sozialraum/innenstadt/", "/einrichtung/1/", "/hilfe/",
    "/lage/streit/", "/familienkarte/", "/herunterladen/", "/leichte-sprache/", "/barrierefreiheit/", "/impressum/",
    "/datenschutz/", "/lizenzen/", "/nirgends/", "/in-der-naehe/", "/mein-viertel/", "/offline/",
    "/embed/", "/einbetten/", "/naechste-schritte/", GONE, EMPTY,
)  # fmt: skip
KITAS = "/?art=betreuung.kita&sozialraum=muhretal"


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_barrier(visit: Visit, path: str, screen: dict[str, object]) -> None:
    found = Axe().run(visit(path, screen)).response["violations"]
    assert {rule["id"]: rule["nodes"][0]["html"] for rule in found} == {}


@pytest.mark.parametrize("path", ["/ru/einrichtung/1/", "/tr/familienkarte/", *(f"/ar{path}" for path in PAGES)])
def test_axe_finds_none_in_other_languages(visit: Visit, path: str) -> None:
    found = Axe().run(visit(path, PHONE)).response["violations"]
    assert {rule["id"] for rule in found} == set()


@pytest.mark.parametrize("path", [*PAGES, "/uk/", "/ar/karte/", "/tr/hilfe/"])
def test_nothing_runs_out_of_a_narrow_screen(visit: Visit, path: str) -> None:
    assert visit(path, NARROW).evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("path", ["/", KITAS, "/sozialraum/innenstadt/", "/hilfe/"])
def test_targets_are_large_enough_for_a_finger(visit: Visit, path: str) -> None:
    page = visit(path, PHONE)
    small = page.evaluate("""() => [...document.querySelectorAll('a, button, summary, input')]
        .filter((element) => element.checkVisibility() && !element.closest('.leaflet-control, p, .skip, h3'))
        .filter((element) => { const box = element.getBoundingClientRect(); return box.height < 36 || box.width < 36 })
        .map((element) => element.outerHTML.slice(0, 80))""")
    assert small == []


def test_without_scripts_the_list_is_complete_and_can_be_filtered(visit: Visit) -> None:
    page = visit("/", PHONE, java_script_enabled=False)
    page.get_by_role("link", name="Kita", exact=True).click()
    assert page.url.endswith("/?art=betreuung.kita")
    page.get_by_role("link", name="Mehr").click()
    page.get_by_label("Sozialraum").select_option("muhretal")
    page.get_by_role("button", name="Anzeigen").click()
    assert page.url.endswith("/?art=betreuung.kita&alter=&sozialraum=muhretal")
    expect(page.locator(".count")).to_have_text(re.compile(r"^\d+ Orte$"))
    page.get_by_label("Was suchen Sie?").fill("AWO")
    page.get_by_role("button", name="Suchen").click()
    page.locator(".places a").first.click()
    expect(page.get_by_role("link", name="Anrufen")).to_be_visible()
    expect(page.get_by_role("link", name="Weg zeigen")).to_be_visible()


def test_on_a_phone_a_tapped_symbol_opens_its_card_as_a_sheet(visit: Visit) -> None:
    page = visit(KITAS, PHONE)
    single = page.locator(".marker:not(:has(.more, .many))").first
    single.dispatch_event("click")
    sheet = page.locator("#detail")
    expect(sheet.get_by_role("link", name="Anrufen")).to_be_visible()
    name = sheet.get_by_role("heading").inner_text()
    chosen = page.locator(".marker.is-chosen")
    expect(chosen.locator(".name")).to_have_text(name)
    assert chosen.locator(".symbol").bounding_box()["width"] == 44  # type: ignore[index]  # it is visible
    box = sheet.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] == 844
    expect(sheet.get_by_role("heading")).to_be_focused()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(page.locator(".marker.is-chosen")).to_have_count(0)


def test_on_a_desktop_the_detail_takes_the_place_of_the_list(visit: Visit) -> None:
    page = visit(KITAS)
    link = page.locator(".places a").first
    name = link.inner_text()
    link.click()
    detail = page.locator("#detail")
    expect(detail.get_by_role("heading", name=name)).to_be_focused()
    expect(link).to_be_hidden()
    box = detail.bounding_box()
    assert box is not None
    assert box["width"] == 400
    page.get_by_role("button", name="Zurück zur Liste").click()
    expect(link).to_be_focused()


def test_the_pointer_lights_list_and_map_together(visit: Visit) -> None:
    page = visit(KITAS)
    page.locator(".places .card").first.hover()
    expect(page.locator(".marker.is-lit")).to_have_count(1)
    page.mouse.move(900, 10)
    expect(page.locator(".marker.is-lit")).to_have_count(0)
    page.locator(".marker:not(:has(.more, .many))").first.hover(force=True)
    expect(page.locator(".card.is-lit")).to_have_count(1)


def test_every_place_at_one_address_can_be_reached_from_the_map(visit: Visit) -> None:
    page = visit("/karte/", PHONE)
    for _ in range(10):
        if page.locator("#detail").is_visible():
            break
        largest = "(all) => all.sort((a, b) => b.textContent - a.textContent)[0].closest('.marker').click()"
        page.locator(".marker .many").evaluate_all(largest)
        page.wait_for_load_state("networkidle")
    expect(page.locator("#detail .card")).to_have_count(12)
    page.locator("#detail .card a").last.click()
    expect(page.locator("#detail").get_by_role("link", name="Alle Angaben")).to_be_visible()


def test_the_toggle_changes_the_view_in_place(visit: Visit) -> None:
    page = visit("/?art=familie", PHONE)
    page.get_by_role("link", name="Karte", exact=True).click()
    expect(page.locator(".places").first).to_be_hidden()
    assert page.url.endswith("/karte/?art=familie")
    box = page.locator("#map").bounding_box()
    assert box is not None
    assert box["height"] > 400
    page.get_by_role("link", name="Liste", exact=True).click()
    expect(page.locator(".places").first).to_be_visible()
    box = page.locator("#map").bounding_box()
    assert box is not None
    assert box["height"] == 260


def test_search_says_how_many_it_found_and_leaves_no_trace_in_the_address(visit: Visit) -> None:
    page = visit("/")
    page.get_by_label("Was suchen Sie?").fill("Hebamme")
    page.keyboard.press("Enter")
    expect(page.locator("#spoken")).to_have_text(re.compile(r"^\d+ Orte$"))
    assert page.url.endswith("/")
    found = page.locator(".places .card").count()
    expect(page.locator("#spoken")).to_have_text(f"{found} Orte")
    assert 0 < found < 60


def test_near_me_sorts_by_the_way_on_foot(visit: Visit) -> None:
    here = {"geolocation": {"latitude": 51.46, "longitude": 6.88}, "permissions": ["geolocation"]}
    page = visit("/?art=betreuung.kita", PHONE, **here)
    page.get_by_role("button", name="In meiner Nähe").click()
    expect(page.locator(".places .meta").first).to_contain_text("Min. zu Fuß")
    expect(page.locator(".me")).to_be_visible()


@pytest.mark.parametrize(
    ("agent", "start"),
    [
        ("Mozilla/5.0 (Linux; Android 14; Pixel 8)", "geo:51."),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)", "https://maps.apple.com/?daddr=51."),
        ("Mozilla/5.0 (X11; Linux x86_64)", "https://www.openstreetmap.org/directions?"),
    ],
)
def test_the_way_opens_in_the_program_of_the_device(visit: Visit, agent: str, start: str) -> None:
    page = visit("/einrichtung/1/", PHONE, user_agent=agent)
    address = page.get_by_role("link", name="Weg zeigen").get_attribute("href")
    assert address is not None
    assert address.startswith(start)


def test_the_keyboard_reaches_content_first_and_never_the_symbols(visit: Visit) -> None:
    page = visit(KITAS)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    assert page.locator(".marker[tabindex]").count() == 0


def test_the_list_comes_before_the_map_in_the_document(visit: Visit) -> None:
    order = "document.querySelector('.places').compareDocumentPosition(document.querySelector('#map'))"
    assert visit("/", PHONE).evaluate(order) == 4  # DOCUMENT_POSITION_FOLLOWING


def test_arabic_runs_from_right_to_left(visit: Visit) -> None:
    page = visit("/ar/", DESKTOP)
    form, chart = page.locator(".search").bounding_box(), page.locator("#map").bounding_box()
    assert form is not None
    assert chart is not None
    assert form["x"] > chart["x"] + chart["width"]
    assert page.evaluate("document.fonts.check('16px \"Noto Sans\"', 'عائلة')")


def test_the_first_page_is_light_and_the_rest_waits_until_it_stands(browser: Browser, server: str) -> None:
    context = browser.new_context(**PHONE)  # type: ignore[arg-type]  # a dictionary of its options
    page = context.new_page()
    page.goto(server, wait_until="networkidle")
    sizes = page.evaluate(LOADED)
    assert not [address for address in sizes if "?art=" in address or address.endswith("/offline/")]
    assert any("/tiles/base/" in address for address in sizes)
    assert sum(sizes.values()) <= 200_000, sizes
    page.wait_for_function("() => performance.getEntriesByType('resource').some((entry) => /art=/.test(entry.name))")
    context.close()


def test_scripts_are_named_by_their_content_and_are_fetched_at_once(browser: Browser, server: str) -> None:
    context = browser.new_context(**PHONE)  # type: ignore[arg-type]  # a dictionary of its options
    page = context.new_page()
    page.goto(server, wait_until="networkidle")
    scripts = [address for address in page.evaluate(LOADED) if "/static/pages/" in address and address.endswith(".js")]
    named = page.eval_on_selector_all(
        "[rel=modulepreload], script[src]", "all => all.map(each => each.href ?? each.src)"
    )
    context.close()
    assert scripts
    assert set(scripts) <= set(named)
    assert all(re.search(r"\.[0-9a-f]{12}\.js$", address) for address in scripts)
