from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.urls.resolvers import URLPattern

from wegweiser.exports.models import ExportOrder
from wegweiser.staff import printing
from wegweiser.staff.admin.base import StaffModelAdmin


@admin.register(ExportOrder)
class ExportOrderAdmin(StaffModelAdmin):
    """Its pages are those of `staff.printing`; who may order may also look, cancel and fetch."""

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.has_add_permission(request)

    def get_urls(self) -> list[URLPattern]:
        def allowed(view: Callable[..., Any]) -> Callable[..., Any]:
            def checked(request: HttpRequest, **arguments: Any) -> HttpResponse:
                if not self.has_add_permission(request):
                    raise PermissionDenied
                answer: HttpResponse = view(request, **arguments)
                return answer

            return self.admin_site.admin_view(checked)

        pages: list[tuple[str, Callable[..., Any], str]] = [
            ("", printing.choose, "exports_exportorder_changelist"),
            ("starten/", printing.start, "staff-print-start"),
            ("vorlagen/", printing.save_template, "staff-print-save"),
            ("vorlagen/<int:pk>/drucken/", printing.print_template, "staff-print-template"),
            ("vorlagen/<int:pk>/loeschen/", printing.delete_template, "staff-print-delete"),
            ("<int:pk>/", printing.order, "staff-print-order"),
            ("<int:pk>/stand.json", printing.progress, "staff-print-progress"),
            ("<int:pk>/abbrechen/", printing.cancel, "staff-print-cancel"),
            ("<int:pk>/wiederholen/", printing.try_again, "staff-print-again"),
            ("<int:pk>/packen/", printing.pack, "staff-print-pack"),
            ("<int:pk>/vorlage/", printing.order_as_template, "staff-print-keep"),
            ("<int:pk>/karten.zip", printing.fetch_zip, "staff-print-zip"),
            ("blatt/<int:pk>.pdf", printing.fetch_sheet, "staff-print-sheet"),
        ]
        return [path(route, allowed(view), name=name) for route, view, name in pages]
