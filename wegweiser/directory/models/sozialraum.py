from django.contrib.gis.db import models
from django.db.models.lookups import GreaterThan

from geo.crs import STORAGE
from geo.db.functions import Area, IsValid
from geo.db.querysets import SpatialQuerySet


class Sozialraum(models.Model):
    """A district of the city; every located place belongs to the first one, by code, that covers it."""

    code = models.SlugField("Kürzel", primary_key=True, max_length=60)
    name = models.CharField("Name", max_length=120, unique=True)
    boundary = models.MultiPolygonField("Grenze", srid=STORAGE)

    objects = SpatialQuerySet.as_manager()

    class Meta:
        verbose_name = "Sozialraum"
        verbose_name_plural = "Sozialräume"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=IsValid("boundary"), name="sozialraum_boundary_valid"),
            models.CheckConstraint(condition=GreaterThan(Area("boundary"), 0.0), name="sozialraum_boundary_has_area"),
        ]

    def __str__(self) -> str:
        return self.name
