import pytest
from django.db import connection

from geo.basemap.coverage import basemap_coverage
from geo.errors import LayerMissing
from tests.geo.basemap.town import EAST, NORTH

AROUND = (EAST - 5_000, NORTH - 5_000, EAST + 6_000, NORTH + 6_000)


@pytest.mark.usefixtures("town")
def test_the_town_is_covered_and_its_surroundings_are_not() -> None:
    west, south, east, north = basemap_coverage(AROUND).bounds

    assert EAST - 300 < west <= EAST
    assert EAST + 1_000 <= east < EAST + 1_300
    assert NORTH - 300 < south <= NORTH + 100
    assert NORTH + 500 <= north < NORTH + 1_300


@pytest.mark.usefixtures("town")
def test_elsewhere_nothing_is_covered() -> None:
    assert basemap_coverage((EAST + 50_000, NORTH, EAST + 51_000, NORTH + 1_000)).is_empty


def test_without_a_base_map_it_says_so(own_database: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS basemap CASCADE")

    with pytest.raises(LayerMissing, match="import_basemap"):
        basemap_coverage(AROUND)
