"""A day of the families: what each of them comes for, walked on phone and desktop, in three languages, with and
without scripts."""

import itertools
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import translation
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.screens import DESKTOP, PHONE, Visit

pytestmark = pytest.mark.browser

# Every language on both screens and both ways, every screen both ways.
WALKS = {
    "de-phone": ("de", PHONE, True),
    "de-desktop-plain": ("de", DESKTOP, False),
    "tr-phone-plain": ("tr", PHONE, False),
    "tr-desktop": ("tr", DESKTOP, True),
    "ar-phone": ("ar", PHONE, True),
    "ar-desktop-plain": ("ar", DESKTOP, False),
}
IN_ARABIC_AND_TURKISH = pytest.mark.parametrize("walk", ["tr-phone-plain", "ar-phone"], indirect=True)

VIEWER = "chrome-extension:"  # shows a PDF


@dataclass(frozen=True)
class Walk:
    """A family on its way: its page, its language."""

    page: Page
    language: str
    has_scripts: bool

    def go(self, path: str) -> None:
        self.page.goto(path if self.language == "de" else f"/{self.language}{path}")

    def says(self, german: str, **values: str) -> str:
        with translation.override(self.language):
            return translation.gettext(german) % values

    def follow(self, german: str) -> None:
        self.page.get_by_role("link", name=self.says(german), exact=True).first.click()

    def press(self, german: str) -> None:
        self.page.get_by_role("button", name=self.says(german)).first.click()

    def cards(self) -> Locator:
        return self.page.locator("main .places .card")

    def no_barrier(self) -> None:
        if self.has_scripts:  # axe is one
            found = Axe().run(self.page).response["violations"]
            assert {rule["id"]: rule["nodes"][0]["html"] for rule in found} == {}

    def nothing_in_the_address(self, *words: str) -> None:
        assert [word for word in words if word in self.page.url] == []


@pytest.fixture(params=WALKS)
def walk(request: pytest.FixtureRequest, browser: Browser, server: str) -> Iterator[Walk]:
    language, screen, has_scripts = WALKS[request.param]
    context = browser.new_context(
        base_url=server, reduced_motion="reduce", java_script_enabled=has_scripts, service_workers="block", **screen
    )
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    context.on(
        "request", lambda asked: None if asked.url.startswith((server, "data:", VIEWER)) else faults.append(asked.url)
    )
    yield Walk(page, language, has_scripts)
    cookies = context.cookies()
    context.close()
    assert (faults, cookies) == ([], [])


@pytest.fixture(scope="module")
def printed_code(browser: Browser, server: str) -> str:
    """What the QR code of a sheet just printed leads to, read from its back."""
    context = browser.new_context()
    sheet = context.request.get(f"{server}/sozialraum/muhretal/wegweiser-a3.pdf", timeout=120_000).body()
    context.close()
    text = subprocess.run(["pdftotext", "-", "-"], input=sheet, stdout=subprocess.PIPE, check=True).stdout
    found = re.search(r"/w/([0-9A-Z]{6})", text.decode())
    assert found, "no code on the sheet"
    return found[1]


def test_from_the_number_on_the_paper_to_the_place(walk: Walk, printed_code: str) -> None:
    walk.go(f"/w/{printed_code}")
    name = walk.page.locator("[id='12'] .sheet-name").inner_text()
    walk.page.get_by_label(walk.says("Welche Nummer steht auf Ihrem Plan?")).fill("12")
    walk.press("Ort zeigen")
    expect(walk.page.locator("#ort .sheet-name")).to_have_text(name)
    walk.follow("Alles über diesen Ort")
    expect(walk.page.get_by_role("heading", level=1)).to_have_text(name)
    expect(walk.page.locator(".actions a[href^='tel:']").first).to_be_visible()


def test_what_is_near_an_address(walk: Walk) -> None:
    walk.go("/")
    walk.follow("Was ist in Ihrer Nähe?")
    field = walk.page.get_by_label(walk.says("Ihre Straße und Hausnummer"))
    if walk.has_scripts:
        field.press_sequentially("heumarkt 25")
        walk.page.locator("#adressen li").first.click()
    else:
        field.fill("heumarkt 25")
        walk.press("Zeigen")
    expect(walk.page.locator(".start strong")).to_have_text(re.compile("Heumarkt 25"))
    minutes = re.escape(walk.says("%(minutes)s Min. zu Fuß", minutes="0")).replace("0", r"\d+")
    expect(walk.cards().first.locator(".meta")).to_have_text(re.compile(minutes))
    assert walk.page.locator("h2.group").count() >= 8
    walk.nothing_in_the_address("eumarkt", "25", "?")
    walk.no_barrier()
    walk.page.locator(".start a").click()
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("Innenstadt")


@IN_ARABIC_AND_TURKISH
def test_a_sheet_of_the_surroundings_for_the_fridge(walk: Walk) -> None:
    walk.go("/mein-viertel/")
    walk.page.get_by_label(walk.says("Straße und Hausnummer")).fill("Heumarkt 25")
    with walk.page.expect_response("**/mein-viertel/") as answer:
        walk.press("Blatt erstellen (PDF, A4)")
    assert answer.value.headers["content-type"] == "application/pdf"
    walk.nothing_in_the_address("eumarkt", "?")


def test_help_in_two_taps_with_the_way_out_in_sight(walk: Walk) -> None:
    walk.go("/")
    walk.page.locator(".help-link").click()
    expect(walk.page.locator('main a[href="tel:110"]')).to_be_in_viewport()
    expect(walk.page.locator(".exit a")).to_be_in_viewport()
    house = walk.cards().filter(has_text="Frauenhaus Musterstadt")
    expect(house.locator("a[href^='tel:']")).to_be_visible()
    expect(house.locator(".way, [data-coordinates]")).to_have_count(0)
    walk.no_barrier()
    walk.page.mouse.wheel(0, 3000)
    expect(walk.page.locator(".exit a")).to_be_in_viewport()


def test_a_situation_in_plain_words_leads_to_places(walk: Walk) -> None:
    walk.go("/")
    way_in = walk.page.locator(".situations a[href$='/lage/baby/']")
    name = way_in.inner_text()
    way_in.click()
    expect(walk.page.get_by_role("heading", level=1)).to_have_text(name)
    assert walk.page.locator("h2.kind").count() >= 2
    place = walk.cards().first.get_by_role("heading").inner_text()
    walk.cards().first.get_by_role("link", name=place, exact=True).click()
    expect(walk.page.get_by_role("heading", level=1)).to_have_text(place)


def test_wishes_are_combined_and_taken_back(walk: Walk) -> None:
    walk.go("/")
    walk.page.locator(".chips .more a").click()
    form = walk.page.locator("#filter")
    form.locator("input[value=wickeltisch]").check()
    form.locator("select[name=alter]").select_option("3")
    form.locator(".submit button").click()
    expect(walk.page.locator(".asked li")).to_have_count(3)  # two wishes, and all of them at once
    assert "mit=wickeltisch" in walk.page.url
    expect(walk.cards().first).to_be_visible()

    walk.go("/?art=gemeinschaft.kirche&mit=wickeltisch")
    expect(walk.cards()).to_have_count(0)
    walk.no_barrier()
    walk.page.locator(".ways-out a").first.click()
    expect(walk.cards().first).to_be_visible()


def test_words_of_the_family_find_kitas(walk: Walk) -> None:
    walk.go("/")
    word = {"de": "Kindergarten", "tr": "anaokulu", "ar": "روضة"}[walk.language]
    walk.page.get_by_label(walk.says("Was suchen Sie?")).fill(word)
    walk.page.keyboard.press("Enter")
    expect(walk.page.locator(".asked")).to_contain_text(word)
    expect(walk.cards().first.locator("use")).to_have_attribute("href", re.compile(r"#betreuung\."))
    walk.nothing_in_the_address("wort", "?")
    walk.no_barrier()


@IN_ARABIC_AND_TURKISH
def test_an_error_is_told(walk: Walk) -> None:
    walk.go("/einrichtung/1/")
    walk.page.locator(".report-link a").click()
    walk.press("Abschicken")
    expect(walk.page.locator(".problems li").first).to_be_visible()
    walk.page.locator(".report input[type=checkbox]").first.check()
    sent_until_believed(walk)


@IN_ARABIC_AND_TURKISH
def test_a_place_is_suggested(walk: Walk) -> None:
    walk.go("/")
    walk.follow("Ort vorschlagen")
    walk.press("Abschicken")
    expect(walk.page.locator(".problems li").first).to_be_visible()
    walk.page.get_by_label(walk.says("Wie heißt der Ort?")).fill("Eltern-Café Sonnenschein")
    walk.page.get_by_label(walk.says("Adresse"), exact=True).fill("Heumarkt 25")
    sent_until_believed(walk)


def sent_until_believed(walk: Walk) -> None:
    """Sent sooner than a person could, a form comes back as it was."""
    for _ in range(500):
        with walk.page.expect_navigation():
            walk.press("Abschicken")
        if walk.page.url.endswith("/gemeldet/"):
            break
    expect(walk.page.get_by_role("heading", level=1)).to_have_text(walk.says("Danke! Ihre Meldung ist angekommen."))


@pytest.mark.parametrize("language", ["", "/tr", "/ar"])
def test_the_map_stands_in_a_frame(visit: Visit, language: str) -> None:
    page = visit(f"{language}/einbetten/?art=betreuung", DESKTOP)
    page.locator("iframe").scroll_into_view_if_needed()
    inside = page.frame_locator("iframe")
    expect(inside.locator(".marker").first).to_be_visible()
    with page.expect_popup() as opened:
        inside.locator("#results > p .button").click()
    expect(opened.value.locator(".asked li")).to_have_count(1)


def test_after_one_visit_help_is_there_without_a_net(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, **PHONE)  # type: ignore[arg-type]  # a dictionary of its options
    page = context.new_page()
    page.goto("/ar/")
    page.wait_for_selector("html[data-kept=directory]", state="attached", timeout=60_000)
    context.set_offline(True)
    page.goto("/ar/hilfe/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator('a[href="tel:112"]')).to_be_visible()
    context.close()


HEARD = ("/", "/in-der-naehe/", "/sozialraum/innenstadt/", "/einrichtung/1/", "/hilfe/", "/lage/baby/", "/auswahl/")


@pytest.mark.parametrize("path", HEARD)
@pytest.mark.parametrize("language", ["", "/ar"])
def test_headings_lead_through_the_page_as_it_is_heard(visit: Visit, language: str, path: str) -> None:
    levels = (
        visit(language + path, DESKTOP, java_script_enabled=False)
        .locator("h1, h2, h3, h4")
        .evaluate_all("(all) => all.filter((one) => one.checkVisibility()).map((one) => Number(one.tagName[1]))")
    )
    assert levels.count(1) == 1
    assert [(a, b) for a, b in itertools.pairwise(levels) if b > a + 1] == []


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", ["/tr/", "/ar/einrichtung/1/", "/ar/lage/streit/", "/in-der-naehe/"])
def test_the_keyboard_is_seen_wherever_it_is(visit: Visit, path: str, screen: dict[str, object]) -> None:
    page = visit(path, screen)
    hidden = []
    for _ in range(30):
        page.keyboard.press("Tab")
        seen = page.evaluate(SEEN)
        if seen is not True:
            hidden.append(seen)
    assert hidden == []


# Ringed, and nothing lies over the whole of it (WCAG 2.4.7, 2.4.11).
SEEN = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const rings = [at, at.parentElement, at.closest('.card'), at.closest('.search'), at.closest('.field')];
  const ringed = rings.some((one) => one && getComputedStyle(one).outlineStyle !== 'none');
  const points = [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]];
  const over = points.map(([x, y]) => document.elementFromPoint(box.x + box.width * x, box.y + box.height * y));
  const open = over.some((one) => one && (at.contains(one) || one.closest('.card')?.contains(at)));
  return at === document.body || (ringed && open) || at.outerHTML.slice(0, 120);
}"""


@pytest.mark.parametrize("path", [*HEARD, "/ar/", "/ru/einrichtung/1/", "/bg/hilfe/"])
def test_four_times_as_large_nothing_is_cut_and_little_is_covered(visit: Visit, path: str) -> None:
    page = visit(path, {"viewport": {"width": 320, "height": 256}})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.mouse.wheel(0, 1500)
    covered = page.evaluate("""() => [...document.querySelectorAll('body *')]
        .filter((one) => ['fixed', 'sticky'].includes(getComputedStyle(one).position) && one.checkVisibility())
        .reduce((sum, one) => sum + one.getBoundingClientRect().height, 0)""")
    assert covered <= 256 / 2
