"""Spatial questions to a queryset, in any CRS: the literal is transformed, never the column, for the index's sake."""

from typing import Self, TypeVar, cast

from django.contrib.gis.db.models.functions import GeometryDistance
from django.contrib.gis.geos import GEOSGeometry, Point
from django.db.models import QuerySet

from geo.crs import STORAGE

AnyGeometry = TypeVar("AnyGeometry", bound=GEOSGeometry)


def in_crs(geometry: AnyGeometry, srid: int) -> AnyGeometry:
    return geometry if geometry.srid == srid else cast(AnyGeometry, geometry.transform(srid, clone=True))


def in_storage_crs(geometry: AnyGeometry) -> AnyGeometry:
    """The same geometry in EPSG:25832; the index of the column serves it."""
    return in_crs(geometry, STORAGE)


class SpatialQuerySet(QuerySet):  # type: ignore[type-arg]  # used under several models
    """For models whose location field is named `point`."""

    def within_box(self, box: GEOSGeometry) -> Self:
        return self.filter(point__intersects=in_storage_crs(box))

    def within_metres(self, point: Point, radius_m: float) -> Self:
        return self.filter(point__dwithin=(in_storage_crs(point), radius_m))

    def nearest_first(self, point: Point) -> Self:
        """Annotates `distance_m`; KNN order from the index, so slice it."""
        distance_m = GeometryDistance("point", in_storage_crs(point))
        # No second key for ties: before version 17, PostgreSQL would then sort every row instead of asking the index.
        return self.filter(point__isnull=False).annotate(distance_m=distance_m).order_by(distance_m)
