"""A visit to the public pages that tolerates no fault."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser.screens import DESKTOP, Visit


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Visit]:
    """Opens a page of the city; nothing may be asked of another site, nothing may fail, no cookie may be set."""
    contexts, foreign, faults = [], [], []

    def ask(request: Request) -> None:
        if not request.url.startswith((server, "data:")):
            foreign.append(request.url)

    def open_page(path: str, screen: dict[str, object] = DESKTOP, **options: object) -> Page:
        context = browser.new_context(base_url=server, reduced_motion="reduce", **{**screen, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("request", ask)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
        page.goto(path, wait_until="networkidle")
        return page

    yield open_page
    cookies = [cookie for context in contexts for cookie in context.cookies()]
    for context in contexts:
        context.close()
    assert (foreign, faults, cookies) == ([], [], [])
