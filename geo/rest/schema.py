"""The OpenAPI document, written from the same collections that answer."""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from drf_spectacular.openapi import AutoSchema

from geo.http import PROBLEM_TYPE
from geo.rest.collections import Collection, JsonSchema
from geo.rest.paging import PARAMETERS
from geo.rest.renderers import GEOJSON, JSON

_TEXT = {"type": "string"}


def _reference(component: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{component}"}


def object_schema(optional: Mapping[str, Any] | None = None, /, **required: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": {**required, **(optional or {})}}


_LINKS = {"type": "array", "items": _reference("Link")}
COMPONENTS = {
    "Link": object_schema({"type": _TEXT, "title": _TEXT}, href={"type": "string", "format": "uri"}, rel=_TEXT),
    "Problem": object_schema(
        {"parameter": _TEXT},
        type=_TEXT,
        title=_TEXT,
        status={"type": "integer"},
        detail={"type": "string", "description": "Parameter, value and limit; German or English."},
    ),
    "Collection": object_schema(
        {"attribution": _TEXT, "license": _TEXT, "extent": {"type": "object"}},
        id=_TEXT,
        title=_TEXT,
        description=_TEXT,
        itemType={"type": "string", "enum": ["feature"]},
        crs={"type": "array", "items": _TEXT},
        links=_LINKS,
    ),
    "Collections": object_schema(links=_LINKS, collections={"type": "array", "items": _reference("Collection")}),
    "LandingPage": object_schema(title=_TEXT, description=_TEXT, links=_LINKS),
}


class OpenDataSchema(AutoSchema, ABC):
    """Describes what `answers` says, instead of guessing from serializers."""

    @abstractmethod
    def answers(self) -> dict[tuple[str, str], Any]: ...

    def get_request_serializer(self) -> None:
        return None

    def get_response_serializers(self) -> Any:
        problem = _reference("Problem")
        return {**self.answers(), ("400", PROBLEM_TYPE): problem, ("404", PROBLEM_TYPE): problem}

    def get_tags(self) -> list[str]:
        return ["open data"]

    def get_description(self) -> str:  # type: ignore[override]  # drf-spectacular narrows DRF's signature
        return ""

    def query_parameters(self) -> Sequence[JsonSchema]:
        return ()

    def _get_parameters(self) -> list[dict[str, Any]]:
        in_path: list[JsonSchema] = [
            {"name": name, "in": "path", "required": True, "schema": _TEXT}
            for name in re.findall(r"{(\w+)}", self.path)
        ]
        return [dict(each) for each in (*in_path, *self.query_parameters())]


class LandingSchema(OpenDataSchema):
    def get_operation_id(self) -> str:
        return "getLandingPage"

    def answers(self) -> dict[tuple[str, str], Any]:
        return {("200", JSON): _reference("LandingPage")}


class CollectionSchema(OpenDataSchema):
    def get_operation_id(self) -> str:
        return "getCollection" if self._one() else "getCollections"

    def answers(self) -> dict[tuple[str, str], Any]:
        return {("200", JSON): _reference("Collection" if self._one() else "Collections")}

    def _one(self) -> bool:
        return "{" in self.path


class _FeatureSchema(OpenDataSchema):
    @property
    def collection(self) -> Collection:
        found: Collection = getattr(self.view, "collection")  # noqa: B009 -- only feature views have one
        return found

    def feature(self) -> dict[str, Any]:
        properties = object_schema(**{each.name: each.schema for each in self.collection.properties})
        return object_schema(
            {"links": _LINKS},
            type={"type": "string", "enum": ["Feature"]},
            id=self.collection.id_schema,
            geometry=self.collection.geometry_schema,
            properties={**properties, "additionalProperties": False},
        )


class ItemsSchema(_FeatureSchema):
    def get_operation_id(self) -> str:
        return f"get{self.collection.id.capitalize()}"

    def get_description(self) -> str:  # type: ignore[override]  # drf-spectacular narrows DRF's signature
        return self.collection.description

    def answers(self) -> dict[tuple[str, str], Any]:
        whole = object_schema(
            type={"type": "string", "enum": ["FeatureCollection"]},
            numberMatched={"type": "integer"},
            numberReturned={"type": "integer"},
            timeStamp={"type": "string", "format": "date-time"},
            links=_LINKS,
            features={"type": "array", "items": self.feature()},
        )
        return {("200", GEOJSON): whole}

    def query_parameters(self) -> Sequence[JsonSchema]:
        return [*(each.describe() for each in self.collection.filters), *PARAMETERS]


class ItemSchema(_FeatureSchema):
    def get_operation_id(self) -> str:
        return f"get{self.collection.id.capitalize()}Item"

    def answers(self) -> dict[tuple[str, str], Any]:
        return {("200", GEOJSON): self.feature()}
