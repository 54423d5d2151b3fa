"""Pages as a phone and a desktop show them, served by this project's own program."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from illustrations.canvas import beside, framed, save

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}
PHONE_PX = 480
"""Width of a phone in the picture."""
DESKTOP = {"viewport": {"width": 1200, "height": 900}}
KITAS = "/?art=betreuung.kita&sozialraum=muhretal"
PRINTING = "/admin/exports/exportorder/"
EDITOR = "/admin/printing/edition/blatt/?area=muhretal&paper=a3&folding=gefaltet&variant=farbe&language=de"
NUMBER = "18"


def draw_screens(code: str, session: str, target: Path) -> None:
    """`code` of a released edition; `session` of somebody who may use the staff side."""
    with served() as base_url, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        _draw_phone(chromium, base_url, target / "phone.png")
        _draw_edition(chromium, base_url, code, target / "nummer.png")
        _draw_staff(chromium, base_url, session, target)
        chromium.close()


def _draw_phone(chromium: Browser, base_url: str, target: Path) -> None:
    page = chromium.new_context(base_url=base_url, reduced_motion="reduce", **PHONE).new_page()
    page.goto("/", wait_until="networkidle")
    pictures = [_shot(page)]
    page.goto(KITAS, wait_until="networkidle")
    page.locator(".marker:not(:has(.more, .many))").first.dispatch_event("click")
    page.locator("#detail .button").first.wait_for()
    page.wait_for_load_state("networkidle")
    pictures.append(_shot(page))
    save(beside([_as_phone(picture) for picture in pictures]), target)


def _draw_edition(chromium: Browser, base_url: str, code: str, target: Path) -> None:
    page = chromium.new_context(base_url=base_url, reduced_motion="reduce", **PHONE).new_page()
    pictures = []
    for address in (f"/w/{code}", f"/w/{code}?nr={NUMBER}"):
        page.goto(address, wait_until="networkidle")
        pictures.append(_as_phone(_shot(page)))
    save(beside(pictures), target)


def _draw_staff(chromium: Browser, base_url: str, session: str, target: Path) -> None:
    context = chromium.new_context(base_url=base_url, reduced_motion="reduce", **DESKTOP)
    context.add_cookies([{"name": "sessionid", "value": session, "url": base_url}])
    page = context.new_page()
    for name, address in (("drucken", PRINTING), ("ausgabe", EDITOR)):
        page.goto(address, wait_until="networkidle")
        save(framed(_shot(page)), target / f"{name}.png")


def _shot(page: Page) -> Image.Image:
    return Image.open(BytesIO(page.screenshot())).convert("RGB")


def _as_phone(picture: Image.Image) -> Image.Image:
    height = round(picture.height * PHONE_PX / picture.width)
    return framed(picture.resize((PHONE_PX, height), Image.Resampling.LANCZOS))


@contextmanager
def served() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        base_url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        program = [sys.executable, "-m", "gunicorn", "wegweiser.wsgi", "--bind", f"fd://{listener.fileno()}"]
        environment = {**os.environ, "PUBLIC_URL": base_url}
        process = subprocess.Popen([*program, "--threads", "4"], env=environment, pass_fds=[listener.fileno()])  # noqa: S603 -- this project's own program
        try:
            yield base_url
        finally:
            process.terminate()
            process.wait(timeout=20)
