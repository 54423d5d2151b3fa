from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.urls.resolvers import URLPattern

from wegweiser.confirming.models import Inquiry
from wegweiser.staff import asking
from wegweiser.staff.admin.base import FromCityFolder


@admin.register(Inquiry)
class InquiryAdmin(FromCityFolder):
    """Its pages are those of `staff.asking`; who may only look asks nobody."""

    def get_urls(self) -> list[URLPattern]:
        def allowed(view: Callable[..., Any], *rights: str) -> Callable[..., Any]:
            def checked(request: HttpRequest, **arguments: Any) -> HttpResponse:
                if not request.user.has_perms(rights):
                    raise PermissionDenied
                answer: HttpResponse = view(request, **arguments)
                return answer

            return self.admin_site.admin_view(checked)

        look, change = "confirming.view_inquiry", "confirming.change_inquiry"
        return [
            path("", allowed(asking.overview, look), name="confirming_inquiry_changelist"),
            path("fragen/", allowed(asking.send, change), name="staff-ask"),
            path("<int:pk>/zurueckziehen/", allowed(asking.take_back, change), name="staff-ask-revoke"),
            path(
                "traeger/<int:pk>/telefon/",
                allowed(asking.called, change, "directory.change_facility"),
                name="staff-ask-called",
            ),
        ]
