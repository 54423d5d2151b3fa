from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse

from wegweiser.directory.models.city import City
from wegweiser.directory.models.sozialraum import Sozialraum


class StaffSite(AdminSite):
    """The staff's side; the words are those of an office, not of a database."""

    site_header = site_title = "Wegweiser für Familien – Pflege"
    index_title = "Übersicht"
    index_template = "staff/index.html"
    enable_nav_sidebar = False  # the map needs the width

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        context = {"sozialraeume": Sozialraum.objects.defer("boundary"), **(extra_context or {})}
        return super().index(request, context)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().each_context(request), "city": City.objects.first()}
