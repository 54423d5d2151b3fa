"""Serves the OpenAPI document."""

from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.settings import patched_settings
from rest_framework.request import Request
from rest_framework.response import Response

from geo.conf import public_url
from geo.rest.schema import COMPONENTS
from geo.rest.views import OpenDataView


class DocumentView(OpenDataView):
    schema = None
    renderer_classes = [OpenApiJsonRenderer]
    title = ""
    description = ""
    version = "1"

    def get(self, request: Request) -> Response:
        with patched_settings(self._settings()):
            document = SchemaGenerator().get_schema(request=request, public=True)  # type: ignore[no-untyped-call]  # untyped
        return Response(document)

    def _settings(self) -> dict[str, Any]:
        return {
            "TITLE": self.title,
            "DESCRIPTION": self.description,
            "VERSION": self.version,
            "SERVERS": [{"url": public_url()}],
            "POSTPROCESSING_HOOKS": [],
            "APPEND_COMPONENTS": {"schemas": COMPONENTS},
        }
