"""What comes in the body of a POST: JSON, checked once. For questions that must not stand in an address."""

import json
from collections.abc import Collection, Mapping
from typing import Any, NoReturn

from django.contrib.gis.geos import Point
from rest_framework.request import Request

from geo.errors import MissingParameter, NotJson, OutOfRange, UnknownParameter, WrongKind
from geo.params import degrees_of

LONGEST_BODY = 10_000


def read_body(request: Request, known: Collection[str]) -> dict[str, Any]:
    raw = request._request.body
    try:
        body = json.loads(raw, parse_constant=_refuse) if len(raw) <= LONGEST_BODY else None
        json.dumps(body, ensure_ascii=False).encode()  # half a surrogate pair is no text that could be sent back
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise NotJson(limit=LONGEST_BODY)
    for name in body:
        if name not in known:
            raise UnknownParameter(name=name, known=sorted(known))
    return body


def point_of(body: Mapping[str, Any]) -> Point:
    """In EPSG:4326, from `lon` and `lat`."""
    lon, lat = (_number(body, name) for name in ("lon", "lat"))
    return degrees_of(lon, lat)


def count_of(body: Mapping[str, Any], name: str, default: int, maximum: int) -> int:
    value = body.get(name, default)
    if type(value) is not int:
        raise WrongKind(name=name, value=str(value), wanted=f"1–{maximum}")
    if not 1 <= value <= maximum:
        raise OutOfRange(name=name, value=str(value)[:20], minimum=1, maximum=maximum)
    return value


def text_of(body: Mapping[str, Any], name: str) -> str:
    if name not in body:
        raise MissingParameter(name=name)
    value = body[name]
    if not isinstance(value, str):
        raise WrongKind(name=name, value=str(value), wanted="text")
    return value


def texts_of(body: Mapping[str, Any], name: str, maximum: int) -> list[str]:
    values = body.get(name, [])
    if not isinstance(values, list) or len(values) > maximum or not all(isinstance(value, str) for value in values):
        raise WrongKind(name=name, value=str(values), wanted=f"list of ≤ {maximum} texts")
    return list(dict.fromkeys(values))


def _number(body: Mapping[str, Any], name: str) -> str:
    if name not in body:
        raise MissingParameter(name=name)
    value = body[name]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WrongKind(name=name, value=str(value), wanted="number")
    return repr(value)


def _refuse(constant: str) -> NoReturn:
    """NaN and Infinity are no JSON."""
    raise ValueError(constant)
