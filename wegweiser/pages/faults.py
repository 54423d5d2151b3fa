"""What visitors are told when they cannot be answered, in their language, and without the database where it is away."""

import sys
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from geo.http import allow_every_origin, problem

RETRY_AFTER_S = "60"
FOR_PROGRAMS = ("/api/", "/tiles/")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's own is in English and knows no city."""
    return render(request, "400.html", status=HTTPStatus.BAD_REQUEST)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's own replaces a broken token, with a cookie."""
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


def foreign_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was sent by another site, or to an address that takes none."""
    return render(request, "pages/foreign_form.html", status=HTTPStatus.FORBIDDEN)


def fault(request: HttpRequest) -> HttpResponse:
    """A database that is away comes back, and with it the pages; anything else is a fault of the program."""
    is_away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    status = HTTPStatus.SERVICE_UNAVAILABLE if is_away else HTTPStatus.INTERNAL_SERVER_ERROR
    if request.path_info.startswith(FOR_PROGRAMS):
        response = problem(request, status, status.description)
        allow_every_origin(response)
    else:
        response = HttpResponse(render_fault(status), status=status)
    response.headers["Cache-Control"] = "no-store"
    if is_away:
        response.headers["Retry-After"] = RETRY_AFTER_S
    return response


def render_fault(status: HTTPStatus) -> str:
    """Without the request, whose city would be asked of the database."""
    return render_to_string(f"{status.value}.html")
