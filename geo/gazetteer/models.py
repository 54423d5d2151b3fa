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
        indexes = [models.Index(fields=["street_key", "postcode", "place", "number"], name="address_house")]
        constraints = [models.CheckConstraint(condition=~models.Q(street_key=""), name="address_has_street")]

    def __str__(self) -> str:
        return f"{self.street} {self.number}{self.suffix}"


class Street(models.Model):
    """The houses of one street, postcode and place as one row, kept by triggers; what is typed meets these."""

    name = models.CharField(max_length=120)
    key = models.CharField(max_length=140)
    stem = models.CharField(max_length=140)
    """The key without "strasse", "weg" and their like, which all streets share (normalise.street_stem)."""
    postcode = models.CharField(max_length=10)
    place = models.CharField(max_length=80)
    houses = models.PositiveIntegerField()
    middle = models.PointField(srid=STORAGE, spatial_index=False)
    """The house nearest to the centre of all: a point on the street also where it bends."""

    class Meta:
        verbose_name = "Straße"
        verbose_name_plural = "Straßen"
        indexes = [
            models.Index(fields=["key"], name="street_key_begins", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["stem"], name="street_stem_begins", opclasses=["varchar_pattern_ops"]),
            GinIndex(fields=["key"], opclasses=["gin_trgm_ops"], name="street_key_trigram"),
            GinIndex(fields=["stem"], opclasses=["gin_trgm_ops"], name="street_stem_trigram"),
        ]
        constraints = [models.UniqueConstraint(fields=["key", "postcode", "place"], name="street_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def locality(self) -> str:
        return f"{self.postcode} {self.place}".strip()
