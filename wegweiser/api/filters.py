"""What one may ask the directory for, beside a box on the map."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import QuerySet
from django.utils import timezone

from geo.errors import OutOfRange, UnknownValue
from geo.params import whole_number
from geo.rest.collections import JsonSchema
from wegweiser.directory.city import CityProfile
from wegweiser.directory.models.public import TRAITS, PublicFacility, PublicFacilityQuerySet
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.models.taxonomy import Category, CategoryGroup
from wegweiser.directory.open_places import open_now, open_on_saturday
from wegweiser.directory.opening import Clock

OLDEST = 27
_LIST: JsonSchema = {"schema": {"type": "array", "items": {"type": "string"}}, "style": "form", "explode": False}
OPEN = {"now": open_now, "saturday": open_on_saturday}


@dataclass(frozen=True)
class SozialraumFilter:
    name: str = "sozialraum"

    def narrow(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        known = list(Sozialraum.objects.order_by("code").values_list("code", flat=True))
        if text not in known:
            raise UnknownValue(name=self.name, value=text, known=known)
        return cast(PublicFacilityQuerySet, rows).in_sozialraum(text)

    def describe(self) -> JsonSchema:
        return {
            "name": self.name,
            "in": "query",
            "description": "Code of a Sozialraum: places that lie in it or are there for it.",
            "schema": {"type": "string"},
        }


@dataclass(frozen=True)
class CategoryFilter:
    name: str = "category"

    def narrow(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        codes = text.split(",")
        for code in codes:
            self._check(code)
        return cast(PublicFacilityQuerySet, rows).of_categories(codes)

    def _check(self, text: str) -> None:
        groups = list(CategoryGroup.objects.values_list("code", flat=True))
        group = text.partition(".")[0]
        if group not in groups:
            raise UnknownValue(name=self.name, value=text, known=groups)
        if text != group:
            categories = list(Category.objects.filter(group_id=group).values_list("code", flat=True))
            if text not in categories:
                raise UnknownValue(name=self.name, value=text, known=[group, *categories])

    def describe(self) -> JsonSchema:
        return {
            "name": self.name,
            "in": "query",
            "description": "Codes of groups (“betreuung”) and of categories (“betreuung.kita”), also as a second one; "
            "places of any of them.",
            **_LIST,
        }


@dataclass(frozen=True)
class AgeFilter:
    name: str = "age"

    def narrow(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        years = whole_number(self.name, text)
        if years > OLDEST:
            raise OutOfRange(name=self.name, value=years, minimum=0, maximum=OLDEST)
        return cast(PublicFacilityQuerySet, rows).for_age(years)

    def describe(self) -> JsonSchema:
        return {
            "name": self.name,
            "in": "query",
            "description": "Age of a child in years: places open to it. Places that name no age are among them.",
            "schema": {"type": "integer", "minimum": 0, "maximum": OLDEST},
        }


@dataclass(frozen=True)
class LanguageFilter:
    name: str = "language"

    def narrow(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        spoken = PublicFacility.objects.order_by().values_list("languages", flat=True).distinct()
        known = sorted({code for codes in spoken for code in codes})
        return cast(PublicFacilityQuerySet, rows).speaking(_known_values(self.name, text, known))

    def describe(self) -> JsonSchema:
        return {
            "name": self.name,
            "in": "query",
            "description": "Language codes (“tr”); places where any of them is spoken.",
            **_LIST,
        }


@dataclass(frozen=True)
class TraitFilter:
    name: str = "with"

    def narrow(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        places, today = cast(PublicFacilityQuerySet, rows), timezone.localdate()
        for trait in _known_values(self.name, text, list(TRAITS)):
            places = places.with_trait(trait, today)
        return places

    def describe(self) -> JsonSchema:
        return {
            "name": self.name,
            "in": "query",
            "description": "All of these: wheelchair and pram (also in part), changing_table, free of charge, "
            "familienkarte (an offer that is valid today).",
            "schema": {"type": "array", "items": {"type": "string", "enum": list(TRAITS)}},
            "style": "form",
            "explode": False,
        }


@dataclass(frozen=True)
class OpenFilter:
    name: str = "open"

    def narrow(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        places, clock = cast(PublicFacilityQuerySet, rows), Clock.now(CityProfile.current().holidays)
        for word in _known_values(self.name, text, list(OPEN)):
            places = OPEN[word](places, clock)
        return places

    def describe(self) -> JsonSchema:
        return {
            "name": self.name,
            "in": "query",
            "description": "Places known to be open now, or at some time of the coming Saturday; both with a comma.",
            "schema": {"type": "array", "items": {"type": "string", "enum": list(OPEN)}},
            "style": "form",
            "explode": False,
        }


def _known_values(name: str, text: str, known: Sequence[str]) -> list[str]:
    values = text.split(",")
    for value in values:
        if value not in known:
            raise UnknownValue(name=name, value=value, known=known)
    return values
