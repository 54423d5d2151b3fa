"""Plates moved in Chromium; its requests are answered by the test's own process and database."""

from collections.abc import Iterator
from contextvars import copy_context
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Route, expect

from tests.city import create_city, create_facility
from wegweiser.printing.models import Adjustment

SHEET = "http://testserver/admin/printing/edition/blatt/?area=west&paper=a4&folding=flach&variant=farbe&language=de"


@pytest.fixture
def page(browser: Browser, admin_client: Client, empty_city: None) -> Iterator[Page]:
    create_city()
    create_facility("Kita Ahorn", 300, 500)
    create_facility("Kita Birke", 600, 500)

    def answer(route: Route) -> None:
        request, address = route.request, urlsplit(route.request.url)
        if address.path.startswith("/static/"):
            route.fulfill(path=str(finders.find(address.path.removeprefix("/static/"))))
            return
        found = admin_client.generic(
            request.method,
            f"{address.path}?{address.query}",
            request.post_data_buffer or b"",
            content_type=request.headers.get("content-type", ""),
            headers={"accept": request.headers.get("accept", "")},
        )
        headers = {name: found[name] for name in ("Content-Type", "Content-Security-Policy") if name in found}
        route.fulfill(status=found.status_code, headers=headers, body=found.content)

    here = copy_context()  # the database connection of the test hangs on it
    opened = browser.new_page(viewport={"width": 1400, "height": 1000})
    opened.route("**/*", lambda route: here.copy().run(answer, route))
    opened.goto(SHEET)
    yield opened
    opened.close()


def plate(page: Page, name: str) -> tuple[float, float]:
    box = page.get_by_role("button", name=name).bounding_box()
    assert box
    return box["x"], box["y"]


def test_a_plate_is_dragged_pinned_and_put_back(page: Page) -> None:
    x, y = plate(page, "2 Kita Birke")

    page.mouse.move(x + 6, y + 6)
    page.mouse.down()
    page.mouse.move(x + 66, y - 44, steps=4)
    page.mouse.up()
    expect(page.locator("#plan-state")).to_have_text("Übernommen.")
    assert plate(page, "2 Kita Birke, verschoben") == pytest.approx((x + 60, y - 50), abs=2)

    page.get_by_role("button", name="Festsetzen").click()
    expect(page.get_by_role("button", name="2 Kita Birke, festgesetzt")).to_be_focused()
    assert Adjustment.objects.get().kind == Adjustment.Kind.PINNED

    page.locator("#plan-chosen").get_by_role("button", name="Zurücksetzen").click()
    expect(page.get_by_role("button", name="2 Kita Birke", exact=True)).to_be_visible()
    assert plate(page, "2 Kita Birke") == pytest.approx((x, y), abs=2)
    assert not Adjustment.objects.exists()


def test_arrow_keys_move_a_plate_and_escape_leaves_it(page: Page) -> None:
    before = plate(page, "1 Kita Ahorn")
    page.get_by_role("button", name="1 Kita Ahorn").focus()
    page.keyboard.press("Shift+ArrowDown")
    assert plate(page, "1 Kita Ahorn")[1] > before[1] + 5
    page.keyboard.press("Escape")
    assert plate(page, "1 Kita Ahorn") == pytest.approx(before, abs=2)

    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#plan-state")).to_have_text("Übernommen.")
    expect(page.locator("#plan-panel")).to_contain_text("verschoben")
    assert Adjustment.objects.get().kind == Adjustment.Kind.NUDGED


def test_a_plate_that_cannot_stand_there_goes_back_with_the_reason(page: Page) -> None:
    before = plate(page, "2 Kita Birke")
    page.get_by_role("button", name="2 Kita Birke").focus()
    for _ in range(40):
        page.keyboard.press("Shift+ArrowLeft")
    page.locator("[data-plan=pin]").dispatch_event("mousedown")
    page.evaluate("document.querySelector('[data-plan=pin]').click()")

    expect(page.locator("#plan-state")).to_contain_text("kann dort nicht stehen")
    assert plate(page, "2 Kita Birke") == pytest.approx(before, abs=2)
    assert not Adjustment.objects.exists()
