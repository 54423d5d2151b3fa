"""The two collections: the places, and the Sozialräume."""

from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from geo.rest.collections import Collection, Credit, JsonSchema, Property
from geo.rest.filters import BboxFilter
from wegweiser.api.filters import (
    AgeFilter,
    CategoryFilter,
    LanguageFilter,
    OpenFilter,
    SozialraumFilter,
    TraitFilter,
)
from wegweiser.directory.choices import (
    ChangingTable,
    Cost,
    InSchoolHolidays,
    PlaygroundClass,
    PramAccess,
    Visibility,
    Wheelchair,
)
from wegweiser.directory.city import CityProfile
from wegweiser.directory.models.city import City, LayerAttribution
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.models.sozialraum import Sozialraum

_MADE_FROM = (Path(__file__).parent, Path(__file__).parents[2] / "geo" / "rest")

TEXT: JsonSchema = {"type": "string"}
TEXTS: JsonSchema = {"type": "array", "items": TEXT}
TEXT_OR_NULL: JsonSchema = {"type": "string", "nullable": True}
DAY_OR_NULL: JsonSchema = {"type": "string", "format": "date", "nullable": True}
NUMBER_OR_NULL: JsonSchema = {"type": "integer", "nullable": True}


def _one_of(*values: str) -> JsonSchema:
    return {"type": "string", "enum": list(values)}


def _geometry(kind: str, nullable: bool = False) -> JsonSchema:
    """`kind` is a GeoJSON geometry type."""
    return {
        "type": "object",
        "required": ["type", "coordinates"],
        "properties": {"type": _one_of(kind), "coordinates": {"type": "array", "items": {}}},
        "nullable": nullable,
    }


def _facilities() -> QuerySet[Any]:
    return PublicFacility.objects.order_by("pk")


def _sozialraeume() -> QuerySet[Any]:
    return Sozialraum.objects.order_by("code")


def _bounds() -> tuple[float, ...] | None:
    try:
        return CityProfile.current().bounds
    except City.DoesNotExist:
        return None


def _credit(layer: str) -> Credit | None:
    found = LayerAttribution.objects.filter(layer=layer).first()
    return Credit(found.text, found.licence, found.url) if found else None


FACILITIES = Collection(
    id="facilities",
    title="Einrichtungen für Familien",
    description="Published places. A place that protects people has no geometry, and its Sozialraum may be withheld.",
    revision="facilities",
    rows=_facilities,
    properties=(
        Property("name", "name", TEXT),
        Property("name_addition", "name_addition", TEXT),
        Property("category", "category_id", TEXT),
        Property("group", "group_code", TEXT),
        Property("secondary_categories", "secondary_category_codes", TEXTS),
        Property("symbol", "category__pictogram", TEXT),
        Property("flags", "flags", TEXTS),
        Property("traeger", "traeger", TEXT),
        Property("description", "description", TEXT),
        Property("street", "street", TEXT),
        Property("house_number", "house_number", TEXT),
        Property("postcode", "postcode", TEXT),
        Property("city", "city", TEXT),
        Property("sozialraum", "sozialraum_id", TEXT_OR_NULL),
        Property("serves", "serves", TEXTS),
        Property("citywide", "citywide", {"type": "boolean"}),
        Property("phone", "phone", TEXT),
        Property("email", "email", TEXT),
        Property("website", "website", TEXT),
        Property("opening_hours", "opening_hours", TEXT),
        Property("hours_note", "hours_note", TEXT),
        Property("hours_exceptions", "hours_exceptions", TEXT),
        Property("in_school_holidays", "in_school_holidays", _one_of(*InSchoolHolidays.values)),
        Property("closed_from", "closed_from", DAY_OR_NULL),
        Property("closed_to", "closed_to", DAY_OR_NULL),
        Property("closed_notice", "closed_notice", TEXT),
        Property("age_from_months", "age_from_months", NUMBER_OR_NULL),
        Property("age_to_months", "age_to_months", NUMBER_OR_NULL),
        Property("languages", "languages", TEXTS),
        Property("wheelchair", "wheelchair", _one_of(*Wheelchair.values)),
        Property("pram", "pram", _one_of(*PramAccess.values)),
        Property("changing_table", "changing_table", _one_of(*ChangingTable.values)),
        Property("cost", "cost", _one_of(*Cost.values)),
        Property("card_offer", "card_offer", TEXT),
        Property("card_from", "card_from", DAY_OR_NULL),
        Property("card_to", "card_to", DAY_OR_NULL),
        Property("playground_class", "playground_class", _one_of(*PlaygroundClass.values)),
        Property("playground_ages", "playground_ages", TEXT),
        Property("visibility", "visibility", _one_of(Visibility.PUBLIC, Visibility.AREA, Visibility.PHONE_ONLY)),
        Property("verified_on", "verified_on", DAY_OR_NULL),
        Property("source", "source_name", TEXT),
        Property("licence", "licence", TEXT),
    ),
    geometry="point",
    geometry_schema=_geometry("Point", nullable=True),
    id_schema={"type": "integer"},
    filters=(
        BboxFilter("point"),
        SozialraumFilter(),
        CategoryFilter(),
        AgeFilter(),
        LanguageFilter(),
        TraitFilter(),
        OpenFilter(),
    ),
    extent=_bounds,
    credit=lambda: _credit("facilities"),
    made_from=_MADE_FROM,
)

SOZIALRAEUME = Collection(
    id="sozialraeume",
    title="Sozialräume",
    description="The districts of the city.",
    revision="sozialraeume",
    rows=_sozialraeume,
    properties=(Property("code", "code", TEXT), Property("name", "name", TEXT)),
    geometry="boundary",
    geometry_schema=_geometry("MultiPolygon"),
    id_schema=TEXT,
    filters=(BboxFilter("boundary"),),
    extent=_bounds,
    credit=lambda: _credit("sozialraeume"),
    made_from=_MADE_FROM,
)

COLLECTIONS = (FACILITIES, SOZIALRAEUME)
