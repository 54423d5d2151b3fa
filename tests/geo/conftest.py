"""The town of tests/geo/basemap/town.py in a database, for the modules that draw it."""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from geo.basemap.importer import import_basemap
from tests import databases
from tests.geo.basemap.town import write_town


@pytest.fixture(scope="module")
def town_database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    name = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        template = databases.ensure_template(name.removeprefix("test_").rpartition("_")[0])
        with databases.clone(template, f"{name}_town") as clone:
            with databases.using(clone):
                import_basemap(write_town(tmp_path_factory.mktemp("town") / "ort.osm.pbf"), lambda stage: None)
            yield clone


@pytest.fixture
def town(town_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Shared by the tests of a module: drawn, not changed."""
    with django_db_blocker.unblock(), databases.using(town_database):
        yield
