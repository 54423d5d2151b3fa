"""PostGIS functions that Django lacks."""

from django.contrib.gis.db.models import BooleanField, FloatField
from django.contrib.gis.db.models.functions import GeoFunc


class IsValid(GeoFunc):
    function = "ST_IsValid"
    output_field = BooleanField()


class Area(GeoFunc):
    """Square metres in the storage CRS, as a plain number."""

    function = "ST_Area"
    output_field = FloatField()
