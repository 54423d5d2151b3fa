"""All places as GeoJSON: size, and time beside the usual serializer."""

import gzip
from collections.abc import Iterator

from rest_framework_gis.serializers import GeoFeatureModelSerializer

from benchmarks.measure import Figure, median_seconds
from benchmarks.place import get
from geo.db.geojson import write_features
from wegweiser.api.collections import FACILITIES
from wegweiser.directory.models.public import PublicFacility

_ADDRESS = "/api/collections/facilities/items?limit=10000"
_KB = 1000


class UsualSerializer(GeoFeatureModelSerializer):
    class Meta:
        model = PublicFacility
        geo_field = "point"
        fields = "__all__"


def measure() -> Iterator[Figure]:
    body = get(_ADDRESS)
    yield Figure(
        "GeoJSON of all places, compressed", len(gzip.compress(body)) / _KB, "kB", "uncompressed", len(body) / _KB, 150
    )
    yield Figure(
        "GeoJSON of all places, written by the database",
        median_seconds(lambda: write_features(FACILITIES.rows(), FACILITIES.shape)) * 1000,
        "ms",
        "serializer of djangorestframework-gis",
        median_seconds(lambda: UsualSerializer(PublicFacility.objects.all(), many=True).data) * 1000,
    )
