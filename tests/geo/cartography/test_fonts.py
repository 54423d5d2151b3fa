from pathlib import Path

import pytest

from geo.cartography import fonts
from geo.errors import FontMissing


def test_every_font_is_installed() -> None:
    assert [path.name for path in fonts.font_paths()] == list(fonts.FONT_FILES)


def test_a_missing_font_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "FONT_DIRECTORY", tmp_path)

    with pytest.raises(FontMissing, match=r"NotoSans-Regular\.ttf fehlt"):
        fonts.font_paths()
