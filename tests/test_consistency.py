"""Promises between files: what is documented exists, what exists is documented."""

import re
from argparse import Action
from dataclasses import fields
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import find_commands, load_command_class
from django.core.management.base import BaseCommand

from wegweiser.directory.city import CityProfile
from wegweiser.directory.city_sections import (
    Accessibility,
    AddressFile,
    Attribution,
    BasemapFile,
    BoundaryFile,
    EmergencyNumber,
    FacilityFile,
    Funder,
    Imprint,
    Office,
    Privacy,
    Step,
)
from wegweiser.directory.imports.places import OUR_FIELDS

ROOT = Path(__file__).parents[1]
PACKAGES = ("geo", "wegweiser")
COMMANDS = {
    command: app.name
    for app in apps.get_app_configs()
    if app.name.split(".")[0] in PACKAGES
    for command in find_commands(str(Path(app.path) / "management"))
}
ENVIRONMENT = re.compile(r"""environ(?:\.get\(|\.setdefault\(|\[)\s*["'](\w+)["']""")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def _text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def _sources(*folders: str, suffix: str = ".py") -> list[Path]:
    paths = [path for folder in folders for path in (ROOT / folder).rglob(f"*{suffix}")]
    return [path for path in paths if "var" not in path.relative_to(ROOT).parts]


def _section(command: str) -> str:
    found = re.search(rf"^## {command}$(.*?)(?=^## |\Z)", _text("docs/commands.md"), re.MULTILINE | re.DOTALL)
    assert found, f"docs/commands.md has no section {command}"
    return found.group(1)


def _own_options(command: str) -> set[str]:
    def options(instance: BaseCommand) -> set[str]:
        actions: list[Action] = instance.create_parser("manage.py", command)._actions
        return {max(action.option_strings, key=len) for action in actions if action.option_strings}

    return options(load_command_class(COMMANDS[command], command)) - options(BaseCommand())


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_described_with_its_options(command: str) -> None:
    section = _section(command)
    assert {option for option in _own_options(command) if f"`{option}" not in section} == set()


def test_no_command_is_described_that_is_gone() -> None:
    assert set(re.findall(r"^## (\w+)$", _text("docs/commands.md"), re.MULTILINE)) == set(COMMANDS)


def test_every_variable_of_the_environment_is_described_and_read() -> None:
    read = {name for path in _sources(*PACKAGES) for name in ENVIRONMENT.findall(path.read_text(encoding="utf-8"))}
    read |= set(re.findall(r"\$\{(\w+):", _text("docker-compose.yml")))
    described = set(re.findall(r"^\| `([A-Z_]+)` \|", _text("docs/settings.md"), re.MULTILINE))
    assert described == read | {"CHROMIUM"}


def test_the_environment_is_read_in_the_settings_only() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for path in _sources(*PACKAGES)
        if ENVIRONMENT.search(path.read_text(encoding="utf-8"))
    }
    assert {path for path in readers if not path.startswith("wegweiser/settings/")} == {"wegweiser/wsgi.py"}


def test_numbers_of_coordinate_systems_stand_in_one_file() -> None:
    numbers = re.compile(r"(?<!EPSG:)\b(?:25832|4326|3857|4647)\b")
    elsewhere = {
        f"{path.relative_to(ROOT)}:{number}"
        for path in _sources(*PACKAGES)
        if path != ROOT / "geo" / "crs.py" and "migrations" not in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if numbers.search(line)
    }
    assert elsewhere == set()


@pytest.mark.parametrize(
    "path", sorted({*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("fixtures/**/*.md")})
)
def test_every_link_leads_somewhere(path: Path) -> None:
    links = LINK.findall(path.read_text(encoding="utf-8"))
    assert {link for link in links if not (path.parent / link).exists()} == set()


def test_every_script_is_described() -> None:
    described = "".join(
        _text(name) for name in ("README.md", "CONTRIBUTING.md", "docs/operations.md", "docs/settings.md")
    )
    scripts = {path.name for path in (ROOT / "script").iterdir() if not path.suffix and path.is_file()}
    assert {name for name in scripts if f"script/{name}" not in described} == set()


def test_every_key_of_the_city_folder_is_described() -> None:
    described = set(re.findall(r"`\[*(\w+)", _text("docs/city-folder.md")))
    sections = (CityProfile, Office, Imprint, Attribution, EmergencyNumber, Funder, Accessibility, Privacy, Step)
    files = (BoundaryFile, BasemapFile, AddressFile, FacilityFile)
    assert {field.name for section in (*sections, *files) for field in fields(section)} <= described
    assert described >= OUR_FIELDS


def test_every_picture_is_shown_and_small() -> None:
    pictures = list((ROOT / "docs" / "pictures").iterdir())
    shown = LINK.findall(_text("docs/gallery.md"))
    assert {path.name for path in pictures} == {Path(link).name for link in shown if link.startswith("pictures/")}
    assert max(path.stat().st_size for path in pictures) < 250_000
    assert sum(path.stat().st_size for path in pictures) < 3_000_000
