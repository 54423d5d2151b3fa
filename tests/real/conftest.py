from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from tests.real.cities import city_folder


@pytest.fixture
def load_real_city(own_database: str, tmp_path: Path) -> Callable[[str], str]:
    """Loads a real city by name in a database of the test's own, instead of the demo city; gives the report."""

    def load(name: str) -> str:
        with connection.cursor() as cursor:
            cursor.execute(
                "TRUNCATE directory_city, directory_sozialraum, directory_facility, directory_facilityevent, "
                "directory_traeger, directory_datasource, directory_layerattribution, gazetteer_address CASCADE"
            )
            cursor.execute("DROP SCHEMA IF EXISTS basemap CASCADE")
        output = StringIO()
        call_command("load_city", str(city_folder(name, tmp_path)), stdout=output)
        return output.getvalue()

    return load
