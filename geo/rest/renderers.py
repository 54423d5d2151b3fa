"""How answers leave: GeoJSON that the database has already written, and JSON."""

from collections.abc import Iterable, Mapping
from typing import Any

from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request

GEOJSON = "application/geo+json"
JSON = "application/json"


class GeoJSONRenderer(BaseRenderer):
    media_type = GEOJSON
    format = "geojson"
    charset = None

    def render(
        self, data: str, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        return data.encode()


class PlainJSONRenderer(JSONRenderer):
    charset = None


class OneFormat(BaseContentNegotiation):
    """There is one format for each address; whoever asks for another is still served."""

    def select_parser(self, request: Request, parsers: Iterable[BaseParser]) -> BaseParser | None:
        return None

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        only = next(iter(renderers))
        return only, only.media_type
