from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GinIndex

from geo.crs import STORAGE


class Address(models.Model):
    """A house of the register; `street_key` is the street as normalise.street_key spells it."""

    street = models.CharField(max_length=120)
    street_key = models.CharField(max_length=140)
    number = models.PositiveSmallIntegerField()
    suffix = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    place = models.CharField(max_length=80, blank=True)
    point = models.PointField(srid=STORAGE)

    class Meta:
        verbose_name = "Adresse"
        verbose_name_plural = "Adressen"
        indexes = [
            models.Index(fields=["street_key", "number"], name="address_street_number"),
            GinIndex(fields=["street_key"], opclasses=["gin_trgm_ops"], name="address_street_trigram"),
        ]
        constraints = [models.CheckConstraint(condition=~models.Q(street_key=""), name="address_has_street")]

    def __str__(self) -> str:
        return f"{self.street} {self.number}{self.suffix}"
