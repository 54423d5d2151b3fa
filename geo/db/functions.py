"""PostGIS functions that Django lacks."""

from typing import Any

from django.contrib.gis.db.models import BooleanField, DateField, FloatField, GeometryField, JSONField, TextField
from django.contrib.gis.db.models.functions import GeoFunc
from django.db.models import Func


class IsValid(GeoFunc):
    function = "ST_IsValid"
    output_field = BooleanField()


class Area(GeoFunc):
    """Square metres in the storage CRS, as a plain number."""

    function = "ST_Area"
    output_field = FloatField()


class SnapToGrid(GeoFunc):
    """Coordinates rounded to a multiple of the last argument; shared borders stay shared."""

    function = "ST_SnapToGrid"
    geom_param_pos = (0,)

    @property
    def output_field(self) -> "GeometryField[Any, Any]":
        return GeometryField(srid=self.geo_field.srid)


class AsMVTGeom(GeoFunc):
    """Coordinates of a vector tile: geometry, bounds of the tile, units per side, units kept beyond the edge."""

    function = "ST_AsMVTGeom"
    geom_param_pos = (0, 1)
    output_field = GeometryField(srid=0)


class AsGeoJSON(GeoFunc):
    """A GeoJSON geometry as JSON (Django's gives text); last argument: decimals of a coordinate."""

    function = "ST_AsGeoJSON"
    template = "%(function)s(%(expressions)s)::json"
    output_field = JSONField()


class Folded(Func):
    """The text as db.folding compares it."""

    function = "geo_folded"
    output_field = TextField()


class Spellings(Func):
    """The same in both spellings of umlauts."""

    function = "geo_spellings"
    output_field = TextField()


class AddMonths(Func):
    """A day, so many months later; where that month is too short, its last day."""

    arg_joiner = " + "
    template = "(%(expressions)s * interval '1 month')::date"
    output_field = DateField()
