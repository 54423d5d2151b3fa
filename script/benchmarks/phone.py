"""What a family waits for on a slow phone: the first page and a filter, in a city of 600 places and of 20,000."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from benchmarks import crowd
from benchmarks.measure import Figure
from benchmarks.site import served

_CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
_SCREEN: ViewportSize = {"width": 390, "height": 844}
_SLOWER = 4
_NET = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
_FREE_NET = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
_VISITS = 3
_KINDS = 2
"""Chips that are tapped, one after the other."""
_READS_MS = 4000
_BESIDE = "this machine, no net between"
_WATCH = """
window.seen = { largest: 0, shift: 0 };
new PerformanceObserver((list) => { window.seen.largest = list.getEntries().at(-1).startTime; })
  .observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.seen.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
_SIZES = """() => Object.fromEntries(
  [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .map((entry) => [entry.name, [entry.encodedBodySize, entry.decodedBodySize]]))"""
# From the tap until the new list is painted.
_TAP = """(index) => new Promise((done) => {
  const chip = document.querySelectorAll(".chips > a")[index];
  let tapped = 0;
  new MutationObserver((_, watcher) => {
    watcher.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - tapped)));
  }).observe(document.getElementById("results"), { childList: true });
  tapped = performance.now();
  chip.click();
})"""


@dataclass(frozen=True)
class Visit:
    weight_kb: float
    unpacked_kb: float
    files: int
    largest_ms: float
    shift: float
    filter_ms: float


def measure() -> Iterator[Figure]:
    with crowd.own_database():
        for count, filter_limit in ((600, 200), (20_000, 1000)):
            crowd.fill_city(count)
            with served(workers=2) as address, sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
                yield from _city(browser, address, count, filter_limit)
                browser.close()


def _city(browser: Browser, address: str, count: int, filter_limit: float) -> Iterator[Figure]:
    _visit(browser, address, _FREE_NET, 1)  # draws the tiles and warms the database
    slow = [_visit(browser, address, _NET, _SLOWER) for _ in range(_VISITS)]
    free = [_visit(browser, address, _FREE_NET, 1) for _ in range(_VISITS)]
    where = f"slow phone, {count:,} places"
    largest_limit = 1500 if count == 600 else None
    files = f"{where}: first page with its map, {slow[0].files} files, compressed"
    yield Figure(files, _of(slow, "weight_kb"), "kB", "uncompressed", _of(slow, "unpacked_kb"), 200)
    name = f"{where}: largest paint"
    yield Figure(name, _of(slow, "largest_ms"), "ms", _BESIDE, _of(free, "largest_ms"), largest_limit)
    poor = "what Core Web Vitals call poor"
    yield Figure(f"{where}: layout shift", _of(slow, "shift"), "CLS", poor, 0.25, 0.05)
    name = f"{where}: a filter, until the list is painted"
    yield Figure(name, _of(slow, "filter_ms"), "ms", _BESIDE, _of(free, "filter_ms"), filter_limit)


def _of(visits: list[Visit], what: str) -> float:
    return median(getattr(visit, what) for visit in visits)


def _visit(browser: Browser, address: str, net: dict[str, Any], slower: int) -> Visit:
    # A service worker's own requests are not slowed down; without one all requests are.
    context = browser.new_context(
        viewport=_SCREEN, device_scale_factor=2, is_mobile=True, has_touch=True, service_workers="block"
    )
    page = context.new_page()
    page.add_init_script(_WATCH)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", net)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(f"{address}/", wait_until="networkidle")
    sizes, seen = page.evaluate(_SIZES), page.evaluate("window.seen")
    changed = _filters(page)
    context.close()
    weight, unpacked = (sum(size[index] for size in sizes.values()) / 1000 for index in (0, 1))
    return Visit(weight, unpacked, len(sizes), seen["largest"], seen["shift"], changed)


def _filters(page: Page) -> float:
    """The median of the chips, each tapped when somebody has read for a moment."""
    times = []
    for index in range(_KINDS):
        page.wait_for_timeout(_READS_MS)
        times.append(page.evaluate(_TAP, index))
    return median(times)
