from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.urls.resolvers import URLPattern

from wegweiser.reports.models import Report
from wegweiser.staff import reports
from wegweiser.staff.admin.base import FromCityFolder


@admin.register(Report)
class ReportAdmin(FromCityFolder):
    """Its pages are those of `staff.reports`; who may only look changes nothing."""

    def get_urls(self) -> list[URLPattern]:
        def allowed(view: Callable[..., Any]) -> Callable[..., Any]:
            def checked(request: HttpRequest, **arguments: Any) -> HttpResponse:
                right = "view" if request.method in ("GET", "HEAD") else "change"
                if not request.user.has_perm(f"reports.{right}_report"):
                    raise PermissionDenied
                answer: HttpResponse = view(request, **arguments)
                return answer

            return self.admin_site.admin_view(checked)

        pages: list[tuple[str, Callable[..., Any], str]] = [
            ("", reports.overview, "reports_report_changelist"),
            ("<int:pk>/", reports.detail, "staff-report"),
            ("<int:pk>/schritt/", reports.step, "staff-report-step"),
            ("<int:pk>/uebernehmen/", reports.adopt, "staff-report-adopt"),
            ("<int:pk>/kontakt-loeschen/", reports.forget, "staff-report-forget"),
        ]
        return [path(route, allowed(view), name=name) for route, view, name in pages]
