"""A hundred families at once on the map page, each reading ten seconds before it asks for the next one."""

import gzip
import random
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.error import URLError
from urllib.request import Request, urlopen

from benchmarks.measure import Figure
from benchmarks.place import tile_of_centre
from benchmarks.site import served

_USERS = 100
_THINK_S = 10.0
_LAST_S = 40.0
_PAGES = (
    "/karte/",
    "/karte/?art=betreuung.kita",
    "/karte/?art=gesundheit.kinderarzt&offen=jetzt",
    "/karte/?mit=kinderwagen&mit=wickeltisch",
    "/tr/karte/?sprache=tr",
    "/ar/karte/?art=familie",
)
_TEMPLATE = re.compile(r"/tiles/[a-z]+/[0-9a-z-]+/{z}/{x}/{y}@2x\.png")
_TILE_ZOOM = 13


@dataclass
class Times:
    pages: list[float] = field(default_factory=list)
    rest: list[float] = field(default_factory=list)
    """What comes with a page: places for the map, the next filters, tiles."""


def measure() -> Iterator[Figure]:
    tiles = _around_centre()
    with served(workers=2) as address:
        for page in _PAGES:
            _look(address, page, tiles, Times())
        with ThreadPoolExecutor(_USERS) as users:
            visits = [users.submit(_visit, address, number, tiles) for number in range(_USERS)]
            seen = [visit.result() for visit in visits]
        alone = sorted(_timed(address + page)[0] for page in _PAGES * 5)
    times = sorted(seconds for each in seen for seconds in each.pages)
    everything = times + [seconds for each in seen for seconds in each.rest]
    name = f"map page, {_USERS} users who read for {_THINK_S:.0f} s, 95 of 100 answers within"
    yield Figure(name, _of(times, 0.95) * 1000, "ms", "one user", _of(alone, 0.95) * 1000, 300)
    failed = everything.count(float("inf"))
    name = "the same, with places, tiles and what is fetched ahead: answers that failed"
    yield Figure(name, failed, "answers", "all", len(everything), 0)


def _visit(address: str, seed: int, tiles: list[str]) -> Times:
    chosen, times = random.Random(seed), Times()
    time.sleep(chosen.uniform(0, _THINK_S))
    ends = time.monotonic() + _LAST_S
    while time.monotonic() < ends:
        _look(address, chosen.choice(_PAGES), tiles, times)
        tiles = []  # the browser keeps them
        time.sleep(chosen.uniform(0.5, 1.5) * _THINK_S)
    return times


def _look(address: str, page: str, tiles: list[str], times: Times) -> None:
    """As a browser does: the page, then its places and tiles, then the pages behind its chips."""
    seconds, html = _timed(address + page)
    times.pages.append(seconds)
    query = page.partition("?")[2]
    chips = re.findall(r'<a href="([^"]+)"', html.partition('class="chips"')[2].partition('class="more"')[0])
    further = [f"/orte.json?{query}", *(chip.replace("&amp;", "&") for chip in chips)]
    further += [template.format(**place) for template in _TEMPLATE.findall(html) for place in tiles]
    times.rest += [_timed(address + path)[0] for path in further]


def _around_centre() -> list[dict[str, int]]:
    """Six tiles, a phone's screen."""
    middle = tile_of_centre(_TILE_ZOOM)
    return [{"z": _TILE_ZOOM, "x": middle.x + dx, "y": middle.y + dy} for dx in (-1, 0, 1) for dy in (0, 1)]


def _timed(address: str) -> tuple[float, str]:
    """Infinite where there was no answer."""
    begun = time.perf_counter()
    try:
        with urlopen(Request(address, headers={"Accept-Encoding": "gzip"}), timeout=30) as answer:
            body = answer.read()
    except (URLError, OSError):
        return float("inf"), ""
    seconds = time.perf_counter() - begun
    return seconds, _text(body) if answer.headers.get_content_type() == "text/html" else ""


def _text(body: bytes) -> str:
    return (gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body).decode()


def _of(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]
