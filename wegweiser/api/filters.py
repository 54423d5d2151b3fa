"""What one may ask the directory for, beside a box on the map."""

from dataclasses import dataclass
from typing import Any, cast

from django.db.models import QuerySet

from geo.errors import UnknownValue
from geo.rest.collections import JsonSchema
from wegweiser.directory.models.public import PublicFacilityQuerySet
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.models.taxonomy import Category, CategoryGroup


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
        groups = list(CategoryGroup.objects.values_list("code", flat=True))
        group = text.partition(".")[0]
        if group not in groups:
            raise UnknownValue(name=self.name, value=text, known=groups)
        if text != group:
            categories = list(Category.objects.filter(group_id=group).values_list("code", flat=True))
            if text not in categories:
                raise UnknownValue(name=self.name, value=text, known=[group, *categories])
        return cast(PublicFacilityQuerySet, rows).of_category(text)

    def describe(self) -> JsonSchema:
        return {
            "name": self.name,
            "in": "query",
            "description": "Code of a group (“betreuung”) or of a category (“betreuung.kita”), also as a second one.",
            "schema": {"type": "string"},
        }
