"""The fonts of a sheet, file by file, which signs they have, and how wide a text is."""

import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from geo.cartography.fonts import FONT_DIRECTORY
from geo.errors import FontMissing
from wegweiser.printing.errors import TextNotPrintable
from wegweiser.printing.joining import JoiningFont

TEXT_WEIGHTS = ("Regular", "SemiBold", "Bold")
SCRIPTS = ("", "Arabic", "Armenian", "Devanagari", "Ethiopic", "Georgian", "Hebrew", "Tamil")
"""The first holds Latin, Greek and Cyrillic."""
FAMILIES = tuple(f"Noto Sans {script}".strip() for script in SCRIPTS)
ARABIC_FIRST = ("Noto Sans Arabic", "Noto Sans")
"""For a run of Arabic: a space from another font would cut it into pieces."""
PLATE_FONT = "NotoSansDisplay-Bold"
"""Sets plate numbers and nothing else, so that the proof can tell them from every other number."""

_UNPRINTABLE = ("Cc", "Cs", "Co", "Cn")
_TURNING = ("LRE", "RLE", "LRO", "RLO")
"""Signs that turn the text behind them round, beyond the end of the line that is meant."""
_MM_PER_POINT = 25.4 / 72


def font_files() -> list[Path]:
    names = [f"NotoSans{script}-{weight}" for script in SCRIPTS for weight in TEXT_WEIGHTS]
    files = [FONT_DIRECTORY / f"{name}.ttf" for name in [*names, PLATE_FONT]]
    for file in files:
        if not file.is_file():
            raise FontMissing(f"Die Schriftdatei {file} fehlt (Debian: fonts-noto-core, fonts-noto-extra).")
    return files


@contextmanager
def font_folder() -> Iterator[Path]:
    """A folder with these fonts alone: Typst searches folders, and would take whatever else it finds."""
    with tempfile.TemporaryDirectory() as name:
        for file in font_files():
            (Path(name) / file.name).symlink_to(file)
        yield Path(name)


def check_text(text: str, where: str) -> None:
    """Refuse what would print as an empty box or not at all; `where` names the place for the message."""
    for sign in text:
        if unicodedata.category(sign) in _UNPRINTABLE or unicodedata.bidirectional(sign) in _TURNING:
            raise TextNotPrintable(f"{where} enthält das Steuerzeichen U+{ord(sign):04X}. Bitte löschen Sie es.")
        if ord(sign) not in _printable():
            raise TextNotPrintable(
                f"{where} enthält das Zeichen „{sign}“ (U+{ord(sign):04X}), das die Druckschrift nicht hat. "
                f"Bitte ersetzen Sie es."
            )


def text_width_mm(text: str, size_pt: float, weight: str = "Regular") -> float:
    """Without kerning, which makes texts a little narrower."""
    units_per_em, widths = _widths(weight)
    foreign = "".join("\0" if sign in widths else sign for sign in text)
    width = sum(widths.get(sign, 0) for sign in text)
    if foreign.strip("\0"):
        arabic = _arabic(weight)
        width += arabic.width(foreign) + units_per_em * sum(
            sign not in arabic.glyphs for sign in foreign.replace("\0", "")
        )
    return width / units_per_em * size_pt * _MM_PER_POINT


@cache
def _printable() -> frozenset[int]:
    """Signs of the regular faces; the bolder ones of a family have the same."""
    signs: set[int] = set()
    for script in SCRIPTS:
        with TTFont(FONT_DIRECTORY / f"NotoSans{script}-Regular.ttf", lazy=True) as font:
            signs |= font.getBestCmap().keys()
    return frozenset(signs)


@cache
def _widths(weight: str) -> tuple[int, dict[str, int]]:
    """Of all scripts but Arabic, whose letters join; all these fonts share one em."""
    widths: dict[str, int] = {}
    for script in SCRIPTS:
        with TTFont(FONT_DIRECTORY / f"NotoSans{script}-{weight}.ttf", lazy=True) as font:
            if script != "Arabic":
                metrics = font["hmtx"].metrics
                widths = {chr(code): metrics[glyph][0] for code, glyph in font.getBestCmap().items()} | widths
            units_per_em = font["head"].unitsPerEm
    return units_per_em, widths


@cache
def _arabic(weight: str) -> JoiningFont:
    return JoiningFont.read(FONT_DIRECTORY / f"NotoSansArabic-{weight}.ttf")
