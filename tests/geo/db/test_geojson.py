import json

import pytest
from pytest_django import DjangoAssertNumQueries

from geo.crs import STORAGE
from geo.db.geojson import FeatureShape, write_features
from tests.city import EAST, NORTH, create_city, create_facility
from wegweiser.directory.models.facility import Facility

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_city")]
SHAPE = FeatureShape({"name": "name", "art": "category_id", "languages": "languages"}, "point", "pk", STORAGE, 1)


def test_a_row_becomes_a_feature(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    create_city()
    place = create_facility('Kita "Süd"', 100.04, 200.06, languages=["de", "tr"])
    with django_assert_num_queries(1):
        features = write_features(Facility.objects.all(), SHAPE)
    assert [json.loads(feature) for feature in features] == [
        {
            "type": "Feature",
            "id": place.pk,
            "geometry": {"type": "Point", "coordinates": [EAST + 100.0, NORTH + 200.1]},
            "properties": {"name": 'Kita "Süd"', "art": "betreuung.kita", "languages": ["de", "tr"]},
        }
    ]


def test_a_row_without_location_has_no_geometry() -> None:
    create_city()
    create_facility("Telefon")
    assert json.loads(write_features(Facility.objects.all(), SHAPE)[0])["geometry"] is None


def test_order_and_slice_of_the_queryset_hold() -> None:
    create_city()
    for name in ("a", "b", "c"):
        create_facility(name)
    found = write_features(Facility.objects.order_by("-name")[:2], SHAPE)
    assert [json.loads(feature)["properties"]["name"] for feature in found] == ["c", "b"]


def test_nothing_found_is_no_error() -> None:
    assert write_features(Facility.objects.none(), SHAPE) == []
    assert write_features(Facility.objects.filter(pk__in=[]), SHAPE) == []
