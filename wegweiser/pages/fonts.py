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

from geo.cartography.fonts import FONT_DIRECTORY
from geo.errors import FontMissing

WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}


@dataclass(frozen=True)
class Script:
    name: str
    family: str
    unicode_range: str
    """As in fonts.css, where the same ranges stand."""
    weights: tuple[int, ...] = tuple(WEIGHTS)

    def letters(self) -> Iterator[int]:
        for span in self.unicode_range.split(", "):
            first, _, last = span.removeprefix("U+").partition("-")
            yield from range(int(first, 16), int(last or first, 16) + 1)


# Letters and digits of Arabic, Persian, Urdu, Kurdish and Pashto, in one file: letters of two files do not join.
ARABIC = (
    "U+60C, U+61B, U+61F, U+621-669, U+670, U+679, U+67C, U+67E, U+681, U+685-686, U+688-689, U+691, "
    "U+693, U+695-696, U+698, U+69A, U+6A4, U+6A9, U+6AB, U+6AF, U+6B5, U+6BA, U+6BC, U+6BE, U+6C1-6C3, "
    "U+6C6, U+6CC-6CE, U+6D0, U+6D2-6D5, U+6F0-6F9"
)
# Arabic is heavy, so its bold serves for semi-bold.
SCRIPTS = (
    Script("latin", "NotoSans", "U+20-7E, U+A0-FF, U+2010-2027, U+20AC, U+2212"),
    Script("latin-more", "NotoSans", "U+100-24F, U+1E00-1EFF"),
    Script("cyrillic", "NotoSans", "U+400-4FF"),
    Script("arabic", "NotoSansArabic", ARABIC, (400, 700)),
)
FILES = {
    f"pages/fonts/{script.name}-{weight}.woff2": (script, f"{script.family}-{WEIGHTS[weight]}.ttf")
    for script in SCRIPTS
    for weight in script.weights
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
    made_from = (source, Path(__file__))
    if target.exists() and target.stat().st_mtime >= max(path.stat().st_mtime for path in made_from):
        return
    # 0.16 s to load, and every command loads the finder for its checks
    from fontTools.subset import Options, Subsetter, load_font, save_font

    options = Options(flavor="woff2", hinting=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=script.letters())
    target.parent.mkdir(parents=True, exist_ok=True)
    with load_font(str(source), options) as font:
        subsetter.subset(font)
        save_font(font, str(target), options)
