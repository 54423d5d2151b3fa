"""Long collections come in pages; each page names the next one."""

from dataclasses import dataclass
from typing import Any, Self

from django.http import QueryDict

from geo.params import whole_number
from geo.rest.collections import JsonSchema

DEFAULT_LIMIT = 100
MAXIMUM_LIMIT = 10_000
"""OGC API Features wants a larger limit to be taken for this one, not refused."""


@dataclass(frozen=True)
class Page:
    limit: int = DEFAULT_LIMIT
    offset: int = 0

    @classmethod
    def parse(cls, query: QueryDict) -> Self:
        limit = whole_number("limit", query.get("limit", str(DEFAULT_LIMIT)), minimum=1)
        return cls(min(limit, MAXIMUM_LIMIT), whole_number("offset", query.get("offset", "0")))

    def address(self, query: QueryDict, offset: int) -> str:
        """The query of another page of the same question."""
        other = query.copy()
        other["limit"], other["offset"] = str(self.limit), str(offset)
        return other.urlencode(safe=",:")


PARAMETERS: tuple[JsonSchema, ...] = (
    {
        "name": "limit",
        "in": "query",
        "description": "How many features at most.",
        "schema": {"type": "integer", "minimum": 1, "maximum": MAXIMUM_LIMIT, "default": DEFAULT_LIMIT},
    },
    {
        "name": "offset",
        "in": "query",
        "description": "How many features to leave out first; the link “next” carries it.",
        "schema": {"type": "integer", "minimum": 0, "default": 0},
    },
)
NAMES = frozenset(str(parameter["name"]) for parameter in PARAMETERS)


def link(href: str, rel: str, media_type: str, **more: Any) -> dict[str, Any]:
    return {"href": href, "rel": rel, "type": media_type, **more}
