"""The scripts, run as a person runs them, in a checkout of their own."""

import fcntl
import json
import os
import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import psycopg
import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = sorted(path for path in (ROOT / "script").iterdir() if path.is_file())


CITY = """
slug = "zweifeld"
name = "Zweifeld"
languages = ["de"]
bounds = [6.80, 51.40, 6.95, 51.50]
holidays = "NW"
office = { name = "Stadt Zweifeld", phone = "030 23125-000", email = "familie@zweifeld.example" }
imprint = { publisher = "Stadt Zweifeld" }
attribution.sozialraeume = { text = "Stadt Zweifeld", licence = "dl-de/zero-2-0" }
sozialraeume = { file = "sozialraeume.geojson", name = "name" }
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Path]:
    """script/ alone, in a folder that the server's user cannot enter when root runs the tests."""
    root = tmp_path / "check out"
    shutil.copytree(ROOT / "script", root / "script")
    yield root
    _run(root, "database", "stop")
    if (root / "var" / "database").is_symlink():
        shutil.rmtree((root / "var" / "database").resolve())


@pytest.fixture
def whole_checkout(checkout: Path) -> Path:
    """With the program, a small city, and the packages that are installed here."""
    for name in ("manage.py", "requirements.lock"):
        shutil.copy(ROOT / name, checkout)
    for name in ("geo", "wegweiser"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    (checkout / "var").mkdir()
    (checkout / "var" / "venv").symlink_to(ROOT / "var" / "venv")
    city = checkout / "fixtures" / "zweifeld"
    city.mkdir(parents=True)
    for common in (ROOT / "fixtures").glob("*.toml"):
        shutil.copy(common, city.parent)
    (city / "city.toml").write_text(CITY)
    west, east = ([[x, 51.44], [x + 0.02, 51.44], [x + 0.02, 51.46], [x, 51.46], [x, 51.44]] for x in (6.85, 6.87))
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for name, ring in (("West", west), ("Ost", east))
    ]
    (city / "sozialraeume.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return checkout


def _run(root: Path, script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "MEDIA_ROOT"}}
    return subprocess.run(
        [root / "script" / script, *arguments],
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=120,
    )


def _server_address(url: str) -> str:
    return psycopg.conninfo.conninfo_to_dict(url)["host"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_bash_can_read_it(script: Path) -> None:
    if script.read_text().startswith("#!/usr/bin/env bash") or script.suffix == ".sh":
        assert subprocess.run(["bash", "-n", script], check=False).returncode == 0


@pytest.mark.parametrize("script", [path for path in SCRIPTS if not path.suffix], ids=lambda path: path.name)
def test_it_can_be_started_and_says_how(script: Path) -> None:
    assert os.access(script, os.X_OK)
    if script.read_text().startswith("#!/usr/bin/env bash"):
        assert f"Usage: script/{script.name}" in _run(ROOT, script.name, "--help").stdout


def test_a_private_server_starts_stops_and_starts_again(checkout: Path) -> None:
    assert _run(checkout, "database", "status").returncode != 0
    assert _run(checkout, "database", "start", "zweifeld").returncode == 0
    url = _run(checkout, "database", "url", "zweifeld").stdout.strip()
    with psycopg.connect(url) as connection:
        extensions = {name for (name,) in connection.execute("SELECT extname FROM pg_extension")}
        address = connection.execute("SELECT current_setting('listen_addresses')").fetchone()
        connection.execute("CREATE TABLE kept ()")
    assert extensions >= {"postgis", "pg_trgm", "btree_gist", "unaccent"}
    assert address == ("",)
    assert len(f"{_server_address(url)}/.s.PGSQL.5432") <= 107
    assert _run(checkout, "database", "stop").returncode == 0
    assert _run(checkout, "database", "status").returncode != 0
    assert _run(checkout, "database", "start", "zweifeld").returncode == 0
    with psycopg.connect(url) as connection:
        connection.execute("SELECT FROM kept")


def test_a_server_in_use_is_not_stopped_when_idle_is_asked(checkout: Path) -> None:
    _run(checkout, "database", "start", "zweifeld", "--until-idle")
    with psycopg.connect(_run(checkout, "database", "url", "zweifeld").stdout.strip()):
        _run(checkout, "database", "stop", "--if-idle")
        assert _run(checkout, "database", "status").returncode == 0
    _run(checkout, "database", "stop", "--if-idle")
    assert _run(checkout, "database", "status").returncode != 0


def test_the_last_script_that_uses_the_server_stops_it(checkout: Path) -> None:
    _run(checkout, "database", "start", "zweifeld", "--until-idle")
    with (checkout / "var" / "database.users").open("w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        _run(checkout, "database", "stop", "--if-idle")
        assert _run(checkout, "database", "status").returncode == 0
    _run(checkout, "database", "stop", "--if-idle")
    assert _run(checkout, "database", "status").returncode != 0


def test_a_server_started_by_hand_runs_until_it_is_stopped(checkout: Path) -> None:
    _run(checkout, "database", "start", "zweifeld")
    _run(checkout, "database", "start", "zweifeld", "--until-idle")
    _run(checkout, "database", "stop", "--if-idle")
    assert _run(checkout, "database", "status").returncode == 0
    _run(checkout, "database", "stop")
    _run(checkout, "database", "start", "zweifeld", "--until-idle")
    _run(checkout, "database", "stop", "--if-idle")
    assert _run(checkout, "database", "status").returncode != 0


def test_removing_var_removes_the_data_though_the_server_runs(checkout: Path) -> None:
    _run(checkout, "database", "start")
    url = _run(checkout, "database", "url").stdout.strip()
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE gone ()")
    data = (checkout / "var" / "database").resolve()
    shutil.rmtree(checkout / "var")
    shutil.rmtree(data, ignore_errors=True)
    assert _run(checkout, "database", "start").returncode == 0
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT to_regclass('gone')").fetchone() == (None,)


def test_a_database_url_replaces_the_private_server(checkout: Path) -> None:
    url = "postgresql://somebody@elsewhere/city"
    assert _run(checkout, "database", "start", DATABASE_URL=url).returncode == 0
    assert _run(checkout, "database", "url", DATABASE_URL=url).stdout.strip() == url
    assert not (checkout / "var").exists()


@pytest.mark.parametrize("name", ["drop table", "Ärger", "x;y", "1city", "n" * 60])
def test_a_name_that_is_none_is_refused(checkout: Path, name: str) -> None:
    refused = _run(checkout, "database", "start", name)
    assert refused.returncode == 1
    assert "is no name for a database" in refused.stderr
    assert not (checkout / "var").exists()


@pytest.mark.parametrize(
    ("script", "arguments", "sentence"),
    [
        ("server", ["--city", "nowhere"], "There is no folder 'nowhere'"),
        ("server", ["--city", "."], "has no city.toml"),
        ("server", ["--port", "eighty"], "'eighty' is no port"),
        ("server", ["--port"], "--port needs a value"),
        ("server", ["--speed", "9"], "Unknown option --speed"),
        ("bootstrap", ["--everything"], "Unknown option --everything"),
        ("database", ["restart"], "Unknown command restart"),
        ("manage", ["check"], "Run script/bootstrap"),
    ],
)
def test_a_wrong_call_ends_with_a_sentence(checkout: Path, script: str, arguments: list[str], sentence: str) -> None:
    refused = _run(checkout, script, *arguments)
    assert refused.returncode == 1
    assert sentence in refused.stderr
    assert not (checkout / "var").exists()


def test_a_taken_port_is_said_before_anything_is_done(checkout: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = _run(checkout, "server", "--city", "my city", "--port", port)
        suggested = re.search(r"script/server --city my\\ city --port (\d+)$", refused.stderr.strip())
        assert suggested, refused.stderr
        socket.create_server(("127.0.0.1", int(suggested[1]))).close()
    assert refused.returncode == 1
    assert f"Port {port} is taken" in refused.stderr
    assert not (checkout / "var").exists()


def test_without_rights_the_packages_are_named_and_the_other_way(checkout: Path, tmp_path: Path) -> None:
    """A user without sudo on a machine without anything: only the programs that every Debian has."""
    essential = tmp_path / "bin"
    essential.mkdir()
    for name in ("apt-get", "bash", "cat", "dirname", "find", "ls", "sed", "sort"):
        if found := shutil.which(name):
            (essential / name).symlink_to(found)
    (essential / "id").write_text("#!/bin/sh\necho 1000\n")
    (essential / "id").chmod(0o755)
    refused = _run(checkout, "bootstrap", PATH=str(essential))
    assert refused.returncode == 1
    assert "python3-venv" in refused.stderr
    assert "docker compose up" in refused.stderr
    assert not (checkout / "var").exists()


@contextmanager
def _serving(root: Path, *arguments: str) -> Iterator[str]:
    """What script/server said until it was ready; ended as by Ctrl-C, which a process in the background ignores."""
    environment = {
        key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    }
    with subprocess.Popen(
        [root / "script" / "server", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as server:
        assert server.stdout
        said = ""
        while "Ready" not in said:
            line = server.stdout.readline()
            assert line, said
            said += line
        try:
            yield said
        finally:
            server.send_signal(signal.SIGINT)
            said += server.stdout.read()
            assert server.wait(timeout=60) == 0, said


def _processes_in(root: Path) -> list[str]:
    """Everything that runs a program of this checkout or on its data."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            folder = str((process / "cwd").readlink())
        except OSError:  # it has ended meanwhile
            continue
        if str(root) in command or folder.startswith(str(root)):
            found.append(command)
    return found


def test_the_server_serves_a_city_and_ends_with_all_that_it_started(whole_checkout: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    arguments = ["--city", str(whole_checkout / "fixtures" / "zweifeld"), "--port", port]
    with _serving(whole_checkout, *arguments) as said:
        assert f"http://127.0.0.1:{port}/" in said
        with urlopen(f"http://127.0.0.1:{port}/") as page:
            assert "Zweifeld" in page.read().decode()
        assert len(_processes_in(whole_checkout)) >= 4
        read = "from django.conf import settings; print(settings.PUBLIC_URL)"
        told = _run(whole_checkout, "manage", *arguments[:2], "shell", "--command", read)
        assert told.stdout.splitlines()[-1:] == [f"http://127.0.0.1:{port}"], told.stderr
    assert _processes_in(whole_checkout) == []
    assert _run(whole_checkout, "database", "status").returncode != 0

    with _serving(whole_checkout, *arguments) as said:
        assert "Collecting static files" not in said
        assert "Zweifeld ist auf dem Stand des Ordners." in said
    assert _processes_in(whole_checkout) == []
