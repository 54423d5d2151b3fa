"""What tiles and API answer alike: problems (RFC 9457), conditional requests, and readable from every origin."""

import hashlib
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from geo.errors import (
    Mistake,
    TileOutsideGrid,
    UnknownAddress,
    UnknownCollection,
    UnknownFormat,
    UnknownItem,
    UnknownLayer,
    ZoomOutOfRange,
)

PROBLEM_TYPE = "application/problem+json"
_NOT_FOUND = (
    TileOutsideGrid,
    UnknownAddress,
    UnknownCollection,
    UnknownFormat,
    UnknownItem,
    UnknownLayer,
    ZoomOutOfRange,
)
_GERMAN_TITLES = {
    HTTPStatus.BAD_REQUEST: "Fehlerhafte Anfrage",
    HTTPStatus.NOT_FOUND: "Nicht gefunden",
    HTTPStatus.METHOD_NOT_ALLOWED: "Nur lesen ist erlaubt",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Fehler auf unserer Seite",
    HTTPStatus.SERVICE_UNAVAILABLE: "Gerade nicht erreichbar",
}


def status_of(mistake: Mistake) -> HTTPStatus:
    return HTTPStatus.NOT_FOUND if isinstance(mistake, _NOT_FOUND) else HTTPStatus.BAD_REQUEST


def language_of(request: HttpRequest) -> str:
    """German or English, whichever Accept-Language names first; German where it says nothing."""
    header = request.headers.get("Accept-Language", "")
    wanted = [language.partition("-")[0] for language, _ in parse_accept_lang_header(header.lower())]
    return next((language for language in wanted if language in ("de", "en")), "en" if wanted else "de")


def problem(request: HttpRequest, status: HTTPStatus, detail: str, **more: Any) -> HttpResponse:
    title = _GERMAN_TITLES.get(status, status.phrase) if language_of(request) == "de" else status.phrase
    body = {"type": "about:blank", "title": title, "status": int(status), "detail": detail, **more}
    response = JsonResponse(body, status=status, content_type=PROBLEM_TYPE, json_dumps_params={"ensure_ascii": False})
    response.headers["Content-Language"] = language_of(request)
    patch_vary_headers(response, ["Accept-Language"])
    return response


def problem_of(request: HttpRequest, mistake: Mistake) -> HttpResponse:
    parameter = {"parameter": mistake.facts["name"]} if "name" in mistake.facts else {}
    return problem(request, status_of(mistake), mistake.sentence(language_of(request)), **parameter)


def etag_of(*parts: object) -> str:
    """Weak: the same content, though its bytes may be compressed or carry another time stamp."""
    digest = hashlib.sha256("\x00".join(map(str, parts)).encode()).hexdigest()
    return f'W/"{digest[:20]}"'


def not_modified(request: HttpRequest, etag: str) -> HttpResponseBase | None:
    """304 for who already has this state, else nothing."""
    return get_conditional_response(request, etag=etag)


def revalidate(response: HttpResponseBase, etag: str) -> None:
    """Keep it, but ask each time whether it still holds."""
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache"


def allow_every_origin(response: HttpResponseBase) -> None:
    """Open data may be read by the scripts of any page; nothing here depends on who asks."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Link"
    response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
