import pytest
from django.contrib.gis.geos import Polygon
from django.db import connection

from geo.basemap.quarters import quarters_in
from geo.crs import STORAGE

pytestmark = pytest.mark.django_db


def test_names_of_the_demo_town_come_once_and_in_order() -> None:
    everywhere = Polygon.from_bbox((300_000, 5_600_000, 400_000, 5_800_000))
    everywhere.srid = STORAGE
    names = quarters_in(everywhere)
    assert {"Altstadt", "Hafen", "Innenstadt"} <= set(names)
    assert len(names) == len(set(names))
    assert "Musterstadt" not in names


def test_nothing_lies_in_an_empty_field() -> None:
    field = Polygon.from_bbox((0, 0, 1, 1))
    field.srid = STORAGE
    assert quarters_in(field) == []


def test_without_a_base_map_there_are_none() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER SCHEMA basemap RENAME TO basemap_away")
    field = Polygon.from_bbox((0, 0, 1, 1))
    field.srid = STORAGE
    assert quarters_in(field) == []
