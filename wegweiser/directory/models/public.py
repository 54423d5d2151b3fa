"""What the public may see: unmanaged models on the views of public.sql, read with the public database role."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Self

from django.contrib.gis.db import models
from django.contrib.gis.geos import Point
from django.contrib.postgres.fields import ArrayField
from django.db.models import Q

from geo.crs import STORAGE
from geo.db.querysets import SpatialQuerySet
from wegweiser.directory.choices import ChangingTable, Cost, PramAccess, Wheelchair
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.models.taxonomy import Category


def _of_category(code: str) -> Q:
    if "." in code:
        return Q(category_id=code) | Q(secondary_category_codes__contains=[code])
    return Q(group_code=code)


def _card_valid(day: date) -> Q:
    begun = Q(card_from=None) | Q(card_from__lte=day)
    return ~Q(card_offer="") & begun & (Q(card_to=None) | Q(card_to__gte=day))


TRAITS: Mapping[str, Callable[[date], Q]] = {
    "wheelchair": lambda day: Q(wheelchair__in=[Wheelchair.YES, Wheelchair.LIMITED]),
    "pram": lambda day: Q(pram__in=[PramAccess.YES, PramAccess.LIMITED]),
    "changing_table": lambda day: Q(changing_table=ChangingTable.YES),
    "free": lambda day: Q(cost=Cost.FREE),
    "familienkarte": _card_valid,
}
"""What a family may need of a place; only what is known counts."""


class PublicFacilityQuerySet(SpatialQuerySet):
    def in_sozialraum(self, code: str) -> Self:
        """Places that lie in it or say that they are there for it."""
        return self.filter(Q(sozialraum_id=code) | Q(serves__contains=[code]))

    def of_category(self, code: str) -> Self:
        """Places of a group ("betreuung") or of a category ("betreuung.kita"), also as their second one."""
        return self.filter(_of_category(code))

    def of_categories(self, codes: Sequence[str]) -> Self:
        """Places of any of these groups and categories; all without any."""
        wanted = Q()
        for code in codes:
            wanted |= _of_category(code)
        return self.filter(wanted)

    def for_age(self, years: int) -> Self:
        """Open to a child at some time of this year of its life; who names no age is open to all."""
        first, last = years * 12, years * 12 + 11
        from_age = Q(age_from_months=None) | Q(age_from_months__lte=last)
        return self.filter(from_age & (Q(age_to_months=None) | Q(age_to_months__gte=first)))

    def speaking(self, codes: Sequence[str]) -> Self:
        """Any of these languages."""
        return self.filter(languages__overlap=list(codes))

    def with_trait(self, trait: str, day: date) -> Self:
        """One of TRAITS, on that day."""
        return self.filter(TRAITS[trait](day))

    def not_closed_on(self, day: date) -> Self:
        return self.exclude(Q(closed_from__lte=day) & (Q(closed_to=None) | Q(closed_to__gte=day)))

    def with_category(self) -> Self:
        return self.select_related("category__group", "sozialraum")


class PublicFacility(models.Model):
    """A published place without what protects its people: no location unless public, no area for a secret one."""

    name = models.CharField(max_length=200)
    name_addition = models.CharField(max_length=200)
    category = models.ForeignKey(Category, on_delete=models.DO_NOTHING, related_name="+")
    group_code = models.CharField(max_length=40)
    secondary_category_codes = ArrayField(models.CharField(max_length=80))
    flags = ArrayField(models.CharField(max_length=40))
    traeger = models.CharField(max_length=200)
    description = models.TextField()
    street = models.CharField(max_length=120)
    house_number = models.CharField(max_length=20)
    postcode = models.CharField(max_length=10)
    city = models.CharField(max_length=80)
    point = models.PointField(srid=STORAGE, null=True)
    sozialraum = models.ForeignKey(Sozialraum, on_delete=models.DO_NOTHING, null=True, related_name="+")
    serves = ArrayField(models.CharField(max_length=60))
    citywide = models.BooleanField()
    phone = models.CharField(max_length=60)
    email = models.EmailField()
    website = models.URLField()
    opening_hours = models.CharField(max_length=500)
    hours_note = models.CharField(max_length=300)
    hours_exceptions = models.CharField(max_length=300)
    in_school_holidays = models.CharField(max_length=10)
    hours_rules = models.TextField()
    """Opening hours, school holidays and exceptions as one text of the grammar."""
    closed_from = models.DateField(null=True)
    closed_to = models.DateField(null=True)
    closed_notice = models.CharField(max_length=200)
    age_from_months = models.PositiveSmallIntegerField(null=True)
    age_to_months = models.PositiveSmallIntegerField(null=True)
    languages = ArrayField(models.CharField(max_length=12))
    wheelchair = models.CharField(max_length=10)
    pram = models.CharField(max_length=10)
    changing_table = models.CharField(max_length=10)
    cost = models.CharField(max_length=10)
    card_offer = models.CharField(max_length=300)
    card_from = models.DateField(null=True)
    card_to = models.DateField(null=True)
    playground_class = models.CharField(max_length=20)
    playground_ages = models.CharField(max_length=60)
    visibility = models.CharField(max_length=12)
    verified_on = models.DateField(null=True)
    source_name = models.CharField(max_length=200)
    licence = models.CharField(max_length=100)
    updated_at = models.DateTimeField()

    distance_m: float
    """Where SpatialQuerySet.nearest_first has measured it."""
    position: Point
    """In EPSG:4326, where a query has asked for it."""

    objects = PublicFacilityQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "public_facility"
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Street and house number in one; empty where the place keeps them to itself."""
        return f"{self.street} {self.house_number}".strip()


class WithheldFacility(models.Model):
    """Ids of places whose location must not be passed on, so that what was stored earlier can be withdrawn."""

    class Meta:
        managed = False
        db_table = "withheld_facility"

    def __str__(self) -> str:
        return str(self.pk)


class FormerFacility(models.Model):
    """A place that was public once and is closed or deleted: its old links deserve an answer.

    It keeps its kind and, where everybody knew it, its location; its name and all else are gone.
    """

    category = models.ForeignKey(Category, on_delete=models.DO_NOTHING, related_name="+")
    point = models.PointField(srid=STORAGE, null=True)

    objects = SpatialQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "former_facility"

    def __str__(self) -> str:
        return str(self.pk)
