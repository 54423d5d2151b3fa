"""Logos of a city folder: kept as they are, or refused by name before anything is written."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from PIL import Image

from tests.wegweiser.directory.imports.folders import run, write_city
from wegweiser.directory.city import CityProfile
from wegweiser.directory.models.city import City, CityLogo

pytestmark = pytest.mark.usefixtures("empty_city")

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {size}>{content}</svg>'
CIRCLE = SVG.format(size='viewBox="0 0 20 10"', content='<circle id="a" cx="5" cy="5" r="4"/>')


def _png(width: int = 600, height: int = 200) -> bytes:
    file = BytesIO()
    Image.new("RGBA", (width, height), "#00505C").save(file, "PNG")
    return file.getvalue()


def _svg(content: str, size: str = 'width="20mm" height="10mm"') -> bytes:
    return SVG.format(size=size, content=content).encode()


def _folder(path: Path, file: str, content: bytes) -> Path:
    folder = write_city(path)
    toml = (folder / "city.toml").read_text()
    funders = '[[funders]]\nname = "Stiftung"\nlogo = "{0}"\n[[funders]]\nname = "Verein"\nnote = "Mit"\n[office]'
    toml = toml.replace("[office]", funders.format(file))
    (folder / "city.toml").write_text(f'logo = "{file}"\n{toml}')
    (folder / file).write_bytes(content)
    return folder


@pytest.mark.parametrize(
    ("file", "content", "media_type"),
    [
        ("logo.svg", CIRCLE.encode(), "image/svg+xml"),
        ("logo.svg", _svg('<use href="#a"/><path fill="url( #b )" d="M0 0"/>'), "image/svg+xml"),
        ("Logo.PNG", _png(), "image/png"),
    ],
)
def test_a_logo_is_kept_without_its_folder(tmp_path: Path, file: str, content: bytes, media_type: str) -> None:
    folder = _folder(tmp_path, file, content)
    run("load_city", folder)
    (folder / file).unlink()
    profile = CityProfile.current()
    assert [funder.name for funder in profile.funders] == ["Stiftung", "Verein"]
    assert profile.logo == profile.funders[0].logo
    logo = CityLogo.objects.get(pk=profile.logo)
    assert (bytes(logo.content), logo.media_type) == (content, media_type)


def test_another_logo_replaces_the_first_and_none_removes_it(tmp_path: Path) -> None:
    run("load_city", _folder(tmp_path, "a.svg", CIRCLE.encode()))
    run("load_city", _folder(tmp_path, "b.png", _png()))
    assert [logo.file for logo in CityLogo.objects.all()] == ["b.png"]
    run("load_city", write_city(tmp_path))
    assert not CityLogo.objects.exists()


def test_a_changed_logo_is_noticed(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "a.png", _png())
    run("load_city", folder)
    (folder / "a.png").write_bytes(_png(601))
    assert "ist geladen" in run("load_city", folder, if_changed=True)


@pytest.mark.parametrize(
    ("file", "content", "reason"),
    [
        ("logo.svg", _svg("<script>alert(1)</script>"), "enthält ein Skript"),
        ("logo.svg", _svg('<g onload="alert(1)"/>'), "enthält ein Skript (onload)"),
        ("logo.svg", _svg('<image href="data:image/png;base64,AA"/>'), "enthält ein eingebettetes Bild"),
        ("logo.svg", _svg('<use href="https://example.org/a.svg#a"/>'), "verweist nach außen (href)"),
        ("logo.svg", _svg("<style>@import 'a.css'</style>"), "verweist nach außen (url)"),
        ("logo.svg", _svg('<path style="fill: url( \'http://a/#b\')" d="M0 0"/>'), "verweist nach außen (url)"),
        ("logo.svg", b'<?xml-stylesheet href="a.css"?>' + CIRCLE.encode(), "verweist nach außen (xml-stylesheet)"),
        ("logo.svg", _svg("<foreignObject/>"), "fremde Inhalte"),
        ("logo.svg", _svg("<text>Stadt</text>"), "bitte in Pfade umwandeln"),
        ("logo.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]>' + CIRCLE.encode(), "Dokumenttyp-Angabe"),
        ("logo.svg", _svg("<g>", ""), "nicht als SVG lesen"),
        ("logo.svg", _svg("<g/>", ""), "kein SVG mit Größe"),
        ("logo.svg", _svg("<g/>", 'viewBox="0 0 0 10"'), "kein SVG mit Größe"),
        ("logo.svg", _svg("<g/>", 'viewBox="a b"'), "kein SVG mit Größe"),
        ("logo.svg", b"<html/>", "kein SVG mit Größe"),
        ("logo.svg", b"\x00\xff", "nicht als SVG lesen"),
        ("logo.png", _png(299), "Das Bild ist 299 × 200 Pixel groß"),
        ("logo.png", _png(300, 4001), "Das Bild ist 300 × 4001 Pixel groß"),
        ("logo.png", _png()[:-40], "nicht als PNG lesen"),
        ("logo.png", CIRCLE.encode(), "nicht als PNG lesen"),
        ("logo.png", bytes(1_000_001), "größer als 1 MB"),
        ("logo.jpg", _png(), "Die Endung „.jpg“"),
    ],
)
def test_an_unfit_logo_is_refused_by_name(tmp_path: Path, file: str, content: bytes, reason: str) -> None:
    with pytest.raises(CommandError) as caught:
        run("load_city", _folder(tmp_path, file, content))
    assert f"Logo „{file}“: " in str(caught.value)
    assert reason in str(caught.value)
    assert "Erlaubt sind SVG und PNG" in str(caught.value)
    assert not City.objects.exists()


def test_a_missing_logo_is_named(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "logo.svg", CIRCLE.encode())
    (folder / "logo.svg").unlink()
    with pytest.raises(CommandError, match=r"nennt „logo\.svg“, aber diese Datei fehlt"):
        run("load_city", folder)


def test_the_demo_city_has_its_logo_and_two_funders() -> None:
    folder = Path(__file__).parents[4] / "fixtures" / "musterstadt"
    profile = CityProfile.read(folder)
    assert len(profile.logo_files()) == 3
    assert all("erfunden" in funder.name for funder in profile.funders)
