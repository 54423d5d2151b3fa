from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.checks import CheckMessage

from geo import checks
from geo.cartography import fonts


def ids(found: list[CheckMessage]) -> list[str | None]:
    assert all(fault.hint for fault in found)
    return [fault.id for fault in found]


def test_a_sound_installation_has_no_faults() -> None:
    assert ids([*checks.check_tile_dir(), *checks.check_public_url(), *checks.check_fonts()]) == []


def test_a_tile_folder_that_cannot_be(settings: LazySettings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    settings.TILE_DIR = tmp_path / "file" / "tiles"
    assert ids([*checks.check_tile_dir()]) == ["geo.E001"]


@pytest.mark.parametrize("url", ["", "wegweiser.example", "ftp://wegweiser.example", "https://", "https://a.example/"])
def test_a_public_url_that_is_none(settings: LazySettings, url: str) -> None:
    settings.PUBLIC_URL = url
    assert ids([*checks.check_public_url()]) == ["geo.E002"]


def test_a_missing_font_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "FONT_DIRECTORY", tmp_path)
    fault = checks.check_fonts()[0]
    assert fault.id == "geo.E003"
    assert "NotoSans-Regular.ttf" in fault.msg


@pytest.mark.django_db
def test_the_server_has_postgis() -> None:
    assert ids([*checks.check_postgis(databases=["default"])]) == []
    assert ids([*checks.check_postgis(databases=None)]) == []
