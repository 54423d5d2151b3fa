"""What a collection of features is: which rows, which properties, what may be asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from django.db.models import QuerySet

from geo.db.geojson import FeatureShape

JsonSchema = Mapping[str, Any]


class ParameterFilter(Protocol):
    """One query parameter: checks its text, narrows the rows, and describes itself for the OpenAPI document."""

    @property
    def name(self) -> str: ...

    def narrow(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]: ...

    def describe(self) -> JsonSchema: ...


@dataclass(frozen=True)
class Property:
    """A property of every feature; `lookup` finds it in the queryset."""

    name: str
    lookup: str
    schema: JsonSchema


@dataclass(frozen=True)
class Credit:
    """Who made the data, and under which licence."""

    text: str
    licence: str
    url: str = ""


@dataclass(frozen=True)
class Collection:
    id: str
    title: str
    description: str
    revision: str
    """The LayerRevision that changes with its data."""
    rows: Callable[[], QuerySet[Any]]
    properties: Sequence[Property]
    geometry: str
    geometry_schema: JsonSchema
    id_schema: JsonSchema
    filters: Sequence[ParameterFilter]
    extent: Callable[[], Sequence[float] | None]
    """West, south, east, north in degrees."""
    credit: Callable[[], Credit | None]
    made_from: Sequence[Path]

    @cached_property
    def shape(self) -> FeatureShape:
        return FeatureShape({each.name: each.lookup for each in self.properties}, self.geometry)
