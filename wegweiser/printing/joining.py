"""How wide Arabic is, whose letters take another form beside others."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from fontTools.ttLib import TTFont

_INITIAL, _MEDIAL, _FINAL = "init", "medi", "fina"


@dataclass(frozen=True)
class JoiningFont:
    """Glyphs by sign, their widths in units of the font, and their forms by OpenType's names of features."""

    glyphs: Mapping[str, str]
    widths: Mapping[str, int]
    forms: Mapping[str, Mapping[str, str]]

    @classmethod
    def read(cls, file: Path) -> Self:
        with TTFont(file, lazy=True) as font:
            glyphs = {chr(code): name for code, name in font.getBestCmap().items()}
            widths = {name: width for name, (width, _) in font["hmtx"].metrics.items()}
            return cls(glyphs, widths, {tag: dict(_single(font, tag)) for tag in (_INITIAL, _MEDIAL, _FINAL)})

    def width(self, text: str) -> int:
        """Without signs that the font lacks; ligatures and kerning make it a little narrower."""
        letters = [self.glyphs.get(sign, "") for sign in text if not unicodedata.combining(sign)]
        around = zip(["", *letters[:-1]], letters, [*letters[1:], ""], strict=True)
        return sum(self.widths.get(self._form(*three), 0) for three in around)

    def _form(self, before: str, letter: str, after: str) -> str:
        joins_before = before in self.forms[_INITIAL] and letter in self.forms[_FINAL]
        joins_after = letter in self.forms[_INITIAL] and after in self.forms[_FINAL]
        tag = {(True, True): _MEDIAL, (True, False): _FINAL, (False, True): _INITIAL}.get((joins_before, joins_after))
        return self.forms[tag].get(letter, letter) if tag else letter


def _single(font: TTFont, tag: str) -> Iterator[tuple[str, str]]:
    """All substitutions of one glyph by another that a feature makes."""
    table: Any = font["GSUB"].table
    wanted = {
        n
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == tag
        for n in record.Feature.LookupListIndex
    }
    for index in sorted(wanted):
        for subtable in table.LookupList.Lookup[index].SubTable:
            yield from getattr(getattr(subtable, "ExtSubTable", subtable), "mapping", {}).items()
