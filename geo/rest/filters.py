"""Query parameters that every collection with a geometry can have."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from geo.params import Bbox
from geo.rest.collections import JsonSchema


@dataclass(frozen=True)
class BboxFilter:
    """What touches a box; features without a geometry do not."""

    field: str
    name: str = "bbox"

    def narrow(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        # Django lets the database transform this literal, not the column, so that the index is used
        outline = Bbox.parse(text, self.name).outline()
        return rows.filter(**{f"{self.field}__intersects": outline}) if outline else rows.none()

    def describe(self) -> JsonSchema:
        return {
            "name": self.name,
            "in": "query",
            "description": "Only features that touch this box: west,south,east,north in degrees (CRS84).",
            "schema": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
            "style": "form",
            "explode": False,
            "example": [6.8, 51.4, 6.95, 51.5],
        }
