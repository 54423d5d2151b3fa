"""The forms of reports in a real browser: no barrier, no script needed, no cookie."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
NARROW: dict[str, Any] = {**PHONE, "viewport": {"width": 320, "height": 640}}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1366, "height": 768}}
FORMS = ("/einrichtung/1/melden/", "/ort-vorschlagen/", "/barriere-melden/")


def opened(browser: Browser, address: str, screen: dict[str, Any], **options: Any) -> Page:
    page = browser.new_context(reduced_motion="reduce", **{**screen, **options}).new_page()
    page.goto(address, wait_until="networkidle")
    return page


def send_until_it_is_believed(page: Page) -> None:
    """Sent sooner than a person could, a form comes back as it was."""
    for _ in range(500):
        with page.expect_navigation():
            page.get_by_role("button", name="Abschicken").click()
        if page.url.endswith("/gemeldet/"):
            return
        expect(page.locator(".problems")).to_contain_text("Das ging sehr schnell.")


def barriers(page: Page) -> dict[str, str]:
    return {rule["id"]: rule["nodes"][0]["html"] for rule in Axe().run(page).response["violations"]}


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("prefix", ["", "/tr", "/ar"])
@pytest.mark.parametrize("form", FORMS)
def test_forms_and_their_faults_have_no_barrier(
    browser: Browser, server: str, form: str, prefix: str, screen: dict[str, Any]
) -> None:
    page = opened(browser, f"{server}{prefix}{form}", screen)
    assert barriers(page) == {}
    page.locator(".report button[type=submit]").click()
    expect(page.locator(".problems li").first).to_be_visible()
    assert barriers(page) == {}
    assert page.context.cookies() == []
    page.context.close()


@pytest.mark.parametrize("prefix", ["", "/uk", "/ar"])
@pytest.mark.parametrize("form", [*FORMS, "/gemeldet/"])
def test_forms_fit_a_narrow_screen_and_a_finger(browser: Browser, server: str, form: str, prefix: str) -> None:
    page = opened(browser, f"{server}{prefix}{form}", NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    small = page.evaluate("""() => [...document.querySelectorAll('.report :is(.tick, button, select, .field input)')]
        .filter((element) => element.getBoundingClientRect().height < 44)
        .map((element) => element.outerHTML.slice(0, 80))""")
    assert small == []
    page.context.close()


def test_an_error_is_reported_without_script_and_with_the_keyboard(browser: Browser, server: str) -> None:
    page = opened(browser, f"{server}/einrichtung/1/", PHONE, java_script_enabled=False)
    page.get_by_role("link", name="Stimmt etwas nicht?").click()
    page.get_by_role("button", name="Abschicken").click()
    page.get_by_role("link", name=re.compile("Was stimmt nicht")).click()
    page.keyboard.press("Space")
    expect(page.get_by_label("Die Telefonnummer stimmt nicht.")).to_be_checked()
    page.get_by_label("Wie ist es richtig?").fill("Die letzte Ziffer ist eine 7.")
    send_until_it_is_believed(page)
    expect(page.get_by_role("heading", name="Danke! Ihre Meldung ist angekommen.")).to_be_visible()
    assert page.context.cookies() == []
    page.context.close()
