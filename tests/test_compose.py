"""docker-compose.yml, Dockerfile, .env.example and the nginx configuration, read as what they are."""

import itertools
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands
from django.urls import reverse
from procrastinate.contrib.django import app

from geo.conf import tile_dir
from geo.tiles.cache import TileKey
from geo.tiles.grid import Tile
from geo.tiles.layers import registry
from geo.tiles.tokens import current_token

ROOT = Path(__file__).parents[1]
COMPOSE = (ROOT / "docker-compose.yml").read_text()
VARIABLE = re.compile(r"\$\{(\w+)(:?[-?])?")


def _services() -> dict[str, Any]:
    services: dict[str, Any] = yaml.safe_load(COMPOSE)["services"]
    return services


def _documented(name: str) -> set[str]:
    return set(re.findall(r"^#?([A-Z_]+)=", (ROOT / name).read_text(), re.MULTILINE))


def _words(value: object) -> list[str]:
    return value.split() if isinstance(value, str) else [word for part in value for word in str(part).split()]  # type: ignore[attr-defined]


def test_the_services_of_a_city_are_there() -> None:
    assert set(_services()) == {"database", "migrate", "web", "worker", "printer", "nginx"}


def test_every_variable_stands_in_the_example() -> None:
    assert {name for name, _ in VARIABLE.findall(COMPOSE)} == _documented(".env.example")


def test_a_variable_without_default_is_demanded_with_a_sentence() -> None:
    assert {operator for _, operator in VARIABLE.findall(COMPOSE)} == {":-", ":?"}
    for name, sentence in re.findall(r"\$\{(\w+):\?([^}]*)\}", COMPOSE):
        assert sentence == f"Set {name} in .env"


def test_every_variable_of_a_container_is_a_setting() -> None:
    documented = (ROOT / "docs" / "settings.md").read_text()
    for service in ("migrate", "web", "worker", "printer"):
        for name in _services()[service]["environment"]:
            assert f"`{name}`" in documented


def test_ports_are_open_on_this_machine_only() -> None:
    ports = [port for service in _services().values() for port in service.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_what_runs_on_reports_its_health() -> None:
    for name, service in _services().items():
        assert name == "migrate" or service["healthcheck"]["test"], name


def test_nobody_starts_before_what_it_needs() -> None:
    conditions = {
        name: {needed: what["condition"] for needed, what in service.get("depends_on", {}).items()}
        for name, service in _services().items()
    }
    assert conditions == {
        "database": {},
        "migrate": {"database": "service_healthy"},
        "web": {"migrate": "service_completed_successfully"},
        "worker": {"migrate": "service_completed_successfully"},
        "printer": {"migrate": "service_completed_successfully"},
        "nginx": {"web": "service_healthy"},
    }


def test_images_are_named_with_a_version_or_built_here() -> None:
    for service in _services().values():
        assert service.get("build") == "." or re.search(r":\d", service["image"])


def test_every_volume_is_declared_or_lies_here() -> None:
    declared = set(yaml.safe_load(COMPOSE)["volumes"])
    sources = {volume.rsplit(":/", 1)[0] for service in _services().values() for volume in service["volumes"]}
    folders = {re.sub(r"\$\{\w+:-(.*)\}", r"\1", source) for source in sources - declared}
    assert declared <= sources
    assert {folder for folder in folders if not (ROOT / folder).exists()} <= {"./var/backup"}


def test_every_command_exists() -> None:
    commands = get_commands()
    for service in _services().values():
        words = [*_words(service.get("command", "")), *_words(service.get("healthcheck", {}).get("test", ""))]
        for before, command in itertools.pairwise(words):
            assert before != "manage.py" or command in commands


def test_every_queue_has_a_worker() -> None:
    ours = {task.queue for task in app.tasks.values() if task.queue != "builtin"}
    commands = " ".join(str(service.get("command", "")) for service in _services().values())
    assert ours == {"default", "sheets"} == set(re.findall(r"--queues=(\w+)", commands))
    assert ours == set(re.findall(r"--queues=(\w+)", (ROOT / "script" / "server").read_text()))


def test_the_image_is_built_by_the_script_of_a_bare_machine() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert "FROM debian:12-slim" in dockerfile
    assert "RUN script/bootstrap --no-database" in dockerfile
    for source in re.findall(r"^COPY (.+) \S+$", dockerfile, re.MULTILINE):
        assert all((ROOT / path).exists() for path in source.split())


def test_secrets_and_data_stay_out_of_the_image() -> None:
    assert {".env", ".git", "var"} <= set((ROOT / ".dockerignore").read_text().split())


def test_nginx_takes_its_configuration() -> None:
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if nginx is None:
        pytest.skip("nginx is not installed")
    configuration = ROOT / "deploy" / "nginx.conf"
    tried = subprocess.run([nginx, "-t", "-c", configuration], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr


@pytest.mark.parametrize(
    ("request_line", "logged"),
    [
        ("/karte/?", True),
        ("/tiles/facilities/abc/12/2130/1360.mvt?", False),
        ("/api/collections/facilities/items?bbox=6.8,51.4,6.9,51.5", False),
        ("/api/collections/facilities/items?limit=10&bbox=6.8,51.4,6.9,51.5", False),
        ("/api/collections/facilities/items?limit=10", True),
        ("/orte/14/8514/5466.json?art=familie", False),
        ("/in-der-naehe/?", False),
        ("/de-simple/in-der-naehe/adressen/?", False),
        ("/ar/mein-viertel/?", False),
        ("/api/nearest?", False),
        ("/api/sozialraum?", False),
        ("/api/addresses?", False),
        ("/sozialraum/innenstadt/?", True),
        ("/einrichtung/1/?", True),
    ],
)
def test_the_log_does_not_know_where_somebody_looks(request_line: str, logged: bool) -> None:
    block = re.search(r"\$logged \{(.*?)\n    \}", (ROOT / "deploy" / "nginx.conf").read_text(), re.DOTALL)
    assert block
    patterns = re.findall(r'^\s+"?~(.*?)"? 0;$', block.group(1), re.MULTILINE)
    assert patterns
    assert any(re.search(pattern, request_line) for pattern in patterns) is not logged


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["report", "suggest", "barrier"])
def test_only_forms_of_reports_learn_where_they_come_from(name: str) -> None:
    block = re.search(r"\$reporter \{(.*?)\n    \}", (ROOT / "deploy" / "nginx.conf").read_text(), re.DOTALL)
    assert block
    pattern = re.search(r'"~(\S+ .*?)" \$remote_addr;', block.group(1))
    assert pattern
    path = reverse(f"reports:{name}", args=[7] if name == "report" else [])
    assert re.search(pattern[1], f"POST {path}")
    assert re.search(pattern[1], f"POST /tr{path}")
    for other in (f"GET {path}", "POST /", "POST /karte/", "POST /admin/login/"):
        assert not re.search(pattern[1], other)


@pytest.mark.django_db
def test_nginx_finds_stored_tiles_where_they_are_filed() -> None:
    found = re.search(r'location ~ "?(\^/tiles/\S+?)"? \{', (ROOT / "deploy" / "nginx.conf").read_text())
    assert found
    tile = Tile(12, 2130, 1360)
    for name in registry.names():
        for extension in registry[name].formats:
            key = TileKey(registry[name], current_token(registry[name]), tile, extension)
            assert re.search(found.group(1), f"/tiles/{key.path.relative_to(tile_dir())}")
