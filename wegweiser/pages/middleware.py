"""What every public answer obeys: nothing from elsewhere, no trace left elsewhere, only the city's own languages."""

from collections.abc import Callable
from typing import Any

from django.contrib.sessions.middleware import SessionMiddleware
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_from_path

from wegweiser.directory.city import CityProfile
from wegweiser.directory.models.city import City

Handler = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = "geolocation=(self), camera=(), microphone=(), payment=(), usb=(), browsing-topics=()"
STAFF_PATH = "/admin/"
CITY_PAGES = {"pages", "reports", "confirming"}
"""Namespaces of pages that need a city and speak its languages."""


def content_policy(framed_by: str = "'none'") -> str:
    # data: is Leaflet's empty picture for a tile whose loading is given up
    return (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        f"form-action 'self'; frame-ancestors {framed_by}"
    )


class StaffSession(SessionMiddleware):
    """Sessions belong to the staff's side: no public answer sets a cookie, not even to take a broken one back."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not request.path_info.startswith(STAFF_PATH):
            return response
        return super().process_response(request, response)


class StaffCsrf(CsrfViewMiddleware):
    """A broken token is replaced on the staff's side only: with a cookie, which no public answer sets."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not request.path_info.startswith(STAFF_PATH):
            return response
        return super().process_response(request, response)


class SecurityHeaders:
    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", content_policy())
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if request.path_info.startswith(STAFF_PATH):
            # without a referrer a browser sends "Origin: null" with a form, which the CSRF check refuses
            response.headers["Referrer-Policy"] = "same-origin"
        return response


class ServedCity:
    """Puts the city's profile on the request as `city`, read when it is first asked for."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.city = SimpleLazyObject(CityProfile.current)  # type: ignore[attr-defined]  # requests.PublicRequest
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.resolver_match is None or request.resolver_match.namespace not in CITY_PAGES:
            return None
        try:
            languages = request.city.languages  # type: ignore[attr-defined]  # requests.PublicRequest
        except City.DoesNotExist:
            return render(request, "pages/no_city.html", status=503)
        language = get_language_from_path(request.path_info)
        if language and language not in languages:
            raise Http404(f"language {language} is not offered")
        return None
