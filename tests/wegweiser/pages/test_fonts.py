import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

from geo.errors import FontMissing
from wegweiser.pages import fonts

STYLES = Path(fonts.__file__).parent / "static/pages/fonts.css"


def test_the_style_sheet_names_the_same_files_and_ranges() -> None:
    faces = re.findall(r'url\("(fonts/[^"]+)"\).*?unicode-range: ([^;]+);', STYLES.read_text(), re.DOTALL)
    assert {f"pages/{path}" for path, _ in faces} == set(fonts.FILES)
    assert all(fonts.FILES[f"pages/{path}"][0].unicode_range == written for path, written in faces)


@pytest.mark.parametrize(("name", "letters"), [("latin-600", "Ä–„"), ("cyrillic-400", "Її"), ("arabic-700", "عشپڵ")])
def test_a_font_holds_the_letters_of_its_script(name: str, letters: str) -> None:
    path = finders.find(f"pages/fonts/{name}.woff2")
    assert path is not None
    with TTFont(path) as font:
        assert {ord(letter) for letter in letters} <= set(font.getBestCmap())
        assert font.flavor == "woff2"


def test_a_missing_font_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "FONT_DIRECTORY", tmp_path)
    with pytest.raises(FontMissing, match=r"NotoSans-Regular\.ttf"):
        list(fonts.WebFontFinder().list(None))
