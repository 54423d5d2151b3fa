"""Noto Sans for the web: the system's font files, cut into scripts and packed when static files are collected.

Fonts stay out of the repository, and a page loads only the scripts that its text uses (unicode-range in fonts.css).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage
from fontTools.subset import Options, Subsetter, load_font, save_font

from geo.cartography.fonts import FONT_DIRECTORY
from geo.errors import FontMissing

WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}


@dataclass(frozen=True)
class Script:
    name: str
    family: str
    ranges: tuple[tuple[int, int], ...]


# The same ranges stand in fonts.css.
SCRIPTS = (
    Script("latin", "NotoSans", ((0x20, 0x7E), (0xA0, 0xFF), (0x2010, 0x2027), (0x20AC, 0x20AC), (0x2212, 0x2212))),
    Script("latin-more", "NotoSans", ((0x100, 0x24F), (0x1E00, 0x1EFF))),
    Script("cyrillic", "NotoSans", ((0x400, 0x4FF),)),
    Script("arabic", "NotoSansArabic", ((0x600, 0x6FF), (0x750, 0x77F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))),
)


FILES = {
    f"pages/fonts/{script.name}-{weight}.woff2": (script, f"{script.family}-{style}.ttf")
    for script in SCRIPTS
    for weight, style in WEIGHTS.items()
}


class WebFontFinder(BaseFinder):
    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        for path in FILES:
            if not matches_patterns(path, list(ignore_patterns or ())):
                _build(path)
                yield path, FileSystemStorage(location=_assets())

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path not in FILES:
            return []
        _build(path)
        built = str(_assets() / path)
        return [built] if find_all else built

    def check(self, **kwargs: Any) -> Any:
        return []


def _assets() -> Path:
    return Path(settings.VAR_DIR) / "assets"


def _build(path: str) -> None:
    script, file_name = FILES[path]
    source, target = FONT_DIRECTORY / file_name, _assets() / path
    if not source.is_file():
        raise FontMissing(f"Die Schriftdatei {source} fehlt (Debian: fonts-noto-core, fonts-noto-extra).")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return
    options = Options(flavor="woff2", hinting=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in script.ranges for code in range(first, last + 1)])
    target.parent.mkdir(parents=True, exist_ok=True)
    with load_font(str(source), options) as font:
        subsetter.subset(font)
        save_font(font, str(target), options)
