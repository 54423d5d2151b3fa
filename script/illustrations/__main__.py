"""sheet.png: both sides of a printed sheet; phone.png: the first page, and a Kita's card, on a phone."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SHEET_WIDTH_PX = 1600
GAP_PX = 24
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}
KITAS = "/?art=betreuung.kita&sozialraum=muhretal"


def draw_sheet(pdf: Path, target: Path) -> None:
    document = pypdfium2.PdfDocument(pdf)
    sides = []
    for page in list(document)[:2]:
        scale = SHEET_WIDTH_PX / page.get_width()
        sides.append(page.render(scale=scale).to_pil())
    document.close()
    beside(sides, target)


def draw_phone(base_url: str, target: Path) -> None:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        page = chromium.new_context(base_url=base_url, reduced_motion="reduce", **PHONE).new_page()
        pictures = [shot(page, "/", target.with_suffix(".list.png")), card_shot(page, target.with_suffix(".card.png"))]
        chromium.close()
    beside([Image.open(path) for path in pictures], target)
    for path in pictures:
        path.unlink()


def shot(page: Page, address: str, target: Path) -> Path:
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=target)
    return target


def card_shot(page: Page, target: Path) -> Path:
    page.goto(KITAS, wait_until="networkidle")
    page.locator(".marker:not(:has(.more, .many))").first.dispatch_event("click")
    page.locator("#detail .button").first.wait_for()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=target)
    return target


def beside(pictures: list[Image.Image], target: Path) -> None:
    width = sum(picture.width for picture in pictures) + GAP_PX * (len(pictures) - 1)
    joined = Image.new("RGB", (width, max(picture.height for picture in pictures)), "#FFFFFF")
    left = 0
    for picture in pictures:
        joined.paste(picture, (left, 0))
        left += picture.width + GAP_PX
    joined.quantize(256).save(target, optimize=True)


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


if __name__ == "__main__":
    sheet, folder = Path(sys.argv[1]), Path(sys.argv[2])
    draw_sheet(sheet, folder / "sheet.png")
    with served() as address:
        draw_phone(address, folder / "phone.png")
