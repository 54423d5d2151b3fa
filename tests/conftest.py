import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.utils import translation
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from tests import databases

# Playwright keeps an event loop in the test's thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The worker's database: a clone of the template that holds the demo city."""
    with django_db_blocker.unblock():
        base = connection.settings_dict["NAME"]
        template = databases.ensure_template(base)
        with databases.clone(template, databases.worker_name(base)) as name, databases.using(name):
            yield


@pytest.fixture(autouse=True)
def _folders(settings: LazySettings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.TILE_DIR = tmp_path / "tiles"


@pytest.fixture(autouse=True)
def _language(settings: LazySettings) -> Iterator[None]:
    """What a visitor of the test before has left behind."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database of the test's own, demo city included: for what commits, or reads what others commit."""
    name = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        template = databases.ensure_template(name.removeprefix("test_").rpartition("_")[0])
        with databases.clone(template, f"{name}_own") as own, databases.using(own):
            yield own


@pytest.fixture
def empty_city(db: None) -> None:
    """No city, no places, no addresses within this test; the category tree stays."""
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE directory_city, directory_sozialraum, directory_facility, directory_facilityevent, "
            "directory_traeger, directory_datasource, directory_layerattribution, directory_schoolholidays CASCADE"
        )


@pytest.fixture(scope="session")
def server(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The base URL of the real program on a clone of the demo city, with the public role."""
    folder = tmp_path_factory.mktemp("server")
    name = connection.settings_dict["NAME"]
    listener = socket.create_server(("127.0.0.1", 0))
    base_url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with django_db_blocker.unblock():
        template = databases.ensure_template(name.removeprefix("test_").rpartition("_")[0])
        clone = databases.clone(template, f"{name}_server")
        database = clone.__enter__()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "wegweiser.settings.local",
        "DATABASE_URL": databases.url(database),
        "VAR_DIR": str(folder),
        "PUBLIC_URL": base_url,
    }
    manage = [sys.executable, str(databases.ROOT / "manage.py")]
    subprocess.run([*manage, "collectstatic", "--no-input", "-v0"], env=environment, check=True)
    command = ["-m", "gunicorn", "wegweiser.wsgi", "--bind", f"fd://{listener.fileno()}", "--threads", "4"]
    process = subprocess.Popen(
        [sys.executable, *command], env=environment, cwd=databases.ROOT, pass_fds=[listener.fileno()]
    )
    try:
        yield base_url  # the kernel queues connections until the program accepts them
    finally:
        process.terminate()
        process.wait(timeout=20)
        listener.close()
        with django_db_blocker.unblock():
            clone.__exit__(None, None, None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=20_000)  # the server draws tiles on the same two cores
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        yield chromium
        chromium.close()
