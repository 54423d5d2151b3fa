from collections.abc import Callable
from functools import wraps
from itertools import chain
from typing import Any, TypeVar, cast

from django.contrib.admin import AdminSite
from django.contrib.admin.utils import unquote
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone

from wegweiser.directory.models.city import City
from wegweiser.staff.today import start_page

AdminView = TypeVar("AdminView", bound=Callable[..., Any])
HIDDEN = {"procrastinate"}
FIRST = {"directory", "printing", "reports", "confirming"}


class StaffSite(AdminSite):
    """The staff's side; the words are those of an office, not of a database."""

    site_header = site_title = "Wegweiser für Familien – Pflege"
    index_title = "Übersicht"
    index_template = "staff/index.html"
    enable_nav_sidebar = False  # the map needs the width

    def admin_view(self, view: AdminView, cacheable: bool = False) -> AdminView:
        """PostgreSQL's text holds no NUL, and no form of ours sends one: a forged request, whatever it asks for."""

        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            given = chain.from_iterable(values for _, values in (*request.GET.lists(), *request.POST.lists()))
            if any("\0" in text for text in (unquote(request.path_info), *given)):
                raise SuspiciousOperation("NUL in a request")
            return view(request, *args, **kwargs)

        return super().admin_view(cast(AdminView, checked), cacheable)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, {**start_page(request.user, timezone.now()), **(extra_context or {})})

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().each_context(request), "city": City.objects.first()}

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """The directory first; the job queue is for those who run the service, on its own page."""
        apps = [app for app in super().get_app_list(request, app_label) if app["app_label"] not in HIDDEN]
        return sorted(apps, key=lambda app: app["app_label"] not in FIRST)
