from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse

from wegweiser.directory.models.city import City
from wegweiser.directory.models.sozialraum import Sozialraum

HIDDEN = {"procrastinate"}
FIRST = {"directory", "printing"}


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

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """The directory first; the job queue is for those who run the service, on its own page."""
        apps = [app for app in super().get_app_list(request, app_label) if app["app_label"] not in HIDDEN]
        return sorted(apps, key=lambda app: app["app_label"] not in FIRST)
