from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.urls.resolvers import URLPattern

from wegweiser.printing.models import Edition
from wegweiser.staff import edition_files, editions
from wegweiser.staff.admin.base import FromCityFolder


@admin.register(Edition)
class EditionAdmin(FromCityFolder):
    """Its pages are those of `staff.editions`. Nothing here changes an edition: a new one is released."""

    def get_urls(self) -> list[URLPattern]:
        def allowed(view: Callable[..., Any]) -> Callable[..., Any]:
            def checked(request: HttpRequest, **arguments: Any) -> HttpResponse:
                if not self._may(request):
                    raise PermissionDenied
                answer: HttpResponse = view(request, **arguments)
                return answer

            return self.admin_site.admin_view(checked)

        pages: list[tuple[str, Callable[..., Any], str]] = [
            ("", editions.overview, "printing_edition_changelist"),
            ("blatt/", editions.sheet, "staff-sheet"),
            ("blatt/karte.png", editions.picture, "staff-sheet-picture"),
            ("blatt/entwurf/", editions.draft, "staff-sheet-draft"),
            ("blatt/anpassen/", editions.adjust, "staff-sheet-adjust"),
            ("blatt/freigeben/", editions.release, "staff-sheet-release"),
            ("<slug:code>/druck.zip", edition_files.fetch_for_press, "staff-edition-press"),
            ("<slug:code>/druckbericht.txt", edition_files.fetch_report, "staff-edition-report"),
            ("<slug:code>/karte.png", edition_files.fetch_map, "staff-edition-map"),
            ("<slug:code>.pdf", edition_files.fetch, "staff-edition-file"),
        ]
        return [path(route, allowed(view), name=name) for route, view, name in pages]

    def _may(self, request: HttpRequest) -> bool:
        """Who only looks may look."""
        right = "view" if request.method in ("GET", "HEAD") else "change"
        return bool(request.user.has_perm(f"printing.{right}_edition"))
