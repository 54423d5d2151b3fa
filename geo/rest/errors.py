"""Whatever goes wrong while answering becomes a problem document (RFC 9457)."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from rest_framework.exceptions import APIException

from geo.errors import Mistake
from geo.http import problem, problem_of


def answer_problem(error: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """None for what is our fault: that is an error 500, and logged."""
    request = context["request"]._request
    if isinstance(error, Mistake):
        return problem_of(request, error)
    if isinstance(error, APIException):
        return problem(request, HTTPStatus(error.status_code), str(error.detail))
    return None
