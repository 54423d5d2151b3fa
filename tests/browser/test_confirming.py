"""A Träger confirms nine places on a telephone; its requests are answered by the test's own process and database."""

import re
from collections.abc import Iterator
from contextvars import copy_context
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.core import mail as outbox
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, Route, expect

from tests.city import create_city, create_facility
from wegweiser.confirming.letters import ask, send_due
from wegweiser.directory.choices import VerifiedVia
from wegweiser.directory.models.facility import Facility, Traeger
from wegweiser.reports.models import Kind, Report

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, empty_city: None) -> Iterator[Page]:
    """The page behind the link of the mail, on a narrow telephone."""
    create_city()
    traeger = Traeger.objects.create(name="AWO Zweifeld", email="awo@example.org")
    for number in range(1, 10):
        create_facility(f"Kita {number}", 100 * number, 500, traeger=traeger, phone=f"030 23125-{number}")
    ask(traeger.pk, "Helga", timezone.now())
    assert send_due(timezone.now()) == 1
    link = urlsplit(re.findall(r"https?://\S+", str(outbox.outbox[0].body))[0])
    client = Client()

    def answer(route: Route) -> None:
        request, address = route.request, urlsplit(route.request.url)
        if address.path.startswith("/static/"):
            route.fulfill(path=str(finders.find(address.path.removeprefix("/static/"))))
            return
        kind = request.headers.get("content-type", "")
        found = client.generic(request.method, address.path, request.post_data_buffer or b"", content_type=kind)
        assert not found.cookies
        headers = {name: found[name] for name in ("Content-Type", "Content-Security-Policy") if name in found}
        route.fulfill(status=found.status_code, headers=headers, body=found.content)

    here = copy_context()  # the database connection of the test hangs on it
    opened = browser.new_page(viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    opened.route("**/*", lambda route: here.copy().run(answer, route))
    opened.goto(f"http://testserver{link.path}")
    yield opened
    opened.close()


def barriers(page: Page) -> dict[str, str]:
    return {rule["id"]: rule["nodes"][0]["html"] for rule in Axe().run(page).response["violations"]}


def test_nine_places_are_confirmed_with_one_click_and_the_link_is_used_up(page: Page) -> None:
    expect(page.get_by_text("9 Orte im Wegweiser")).to_be_visible()
    assert barriers(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.get_by_role("button", name="Stimmt alles").click()
    expect(page.get_by_text("9 Orte sind bestätigt.")).to_be_visible()
    assert barriers(page) == {}
    assert Facility.objects.filter(verified_on=timezone.localdate(), verified_via=VerifiedVia.LINK).count() == 9

    page.goto(page.url)
    expect(page.get_by_role("heading", name="Ihre Antwort haben wir schon")).to_be_visible()
    assert barriers(page) == {}


def test_one_place_is_changed_after_a_slip_and_eight_are_confirmed(page: Page) -> None:
    page.get_by_text("Etwas ändern bei Kita 3").click()
    phone = page.locator("section", has=page.get_by_role("heading", name="Kita 3")).get_by_label("Telefon")
    phone.fill("anrufen")
    page.get_by_role("button", name="Abschicken").click()
    expect(page.get_by_role("alert")).to_contain_text("Kita 3")
    assert barriers(page) == {}
    expect(phone).to_have_value("anrufen")
    phone.fill("030 23125-33")
    page.get_by_role("button", name="Abschicken").click()
    expect(page.get_by_text("8 Orte sind bestätigt.")).to_be_visible()
    report = Report.objects.get(kind=Kind.CHANGE)
    assert (report.subject, report.proposed) == ("Kita 3", {"phone": "030 23125-33"})
