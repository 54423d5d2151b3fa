"""Tiles and TileJSON. A wrong address is answered with a problem that names what is wrong."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Self

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_safe

from geo.conf import public_url
from geo.errors import Mistake, UnknownAddress
from geo.http import allow_every_origin, etag_of, not_modified, problem_of, revalidate
from geo.params import whole_number
from geo.tiles.cache import TileKey, fetch, read
from geo.tiles.drawing import block_of, draw, draw_empty, in_reach
from geo.tiles.grid import Tile
from geo.tiles.layers import MVT, registry
from geo.tiles.tilejson import tile_path, tilejson
from geo.tiles.tokens import current_token

_A_DAY = "private, max-age=86400"
"""Only where somebody looks: a cache between here and there would show a place for a day after it has become secret."""

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Place:
    """z/x/y.png as it stands in the address, not yet believed."""

    zoom: str
    x: str
    y: str
    extension: str

    @classmethod
    def split(cls, text: str) -> Self:
        zoom, x, row = text.split("/")
        y = re.split(r"[.@]", row)[0]
        return cls(zoom, x, y, row.removeprefix(y).removeprefix("."))


class MovedTile(HttpResponseRedirect):
    status_code = 307


def _open_data(view: View) -> View:
    """Readable by every page, by GET only; mistakes become problems."""

    @wraps(view)
    def answer(request: HttpRequest, **where: str) -> HttpResponseBase:
        try:
            response = view(request, **where)
        except Mistake as mistake:
            response = problem_of(request, mistake)
        allow_every_origin(response)
        return response

    return require_safe(answer)


@_open_data
def start(request: HttpRequest) -> HttpResponseBase:
    """Where the TileJSON documents are."""
    here = public_url() + request.path
    layers = {
        name: [f"{here}{name}/{extension}.json" for extension in registry[name].formats] for name in registry.names()
    }
    return JsonResponse(layers)


@_open_data
def describe(request: HttpRequest, layer_name: str, extension: str) -> HttpResponseBase:
    layer = registry[layer_name]
    layer.check_format(extension)
    response = JsonResponse(tilejson(layer, extension), json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "no-cache"
    return response


@_open_data
def current_tile(request: HttpRequest, layer_name: str, place: Place) -> HttpResponseBase:
    """For programs that cannot follow a token: always asked again, drawn again only when something has changed."""
    key = _key(layer_name, place)
    etag = etag_of(key.layer.name, key.token, key.tile, key.extension)
    response = not_modified(request, etag)
    if response is None:
        body, _ = _body(key)
        response = _tile_response(body, key.extension)
    revalidate(response, etag)
    return response


@_open_data
def tile_of_token(request: HttpRequest, layer_name: str, token: str, place: Place) -> HttpResponseBase:
    """A tile that never changes under its address."""
    key = _key(layer_name, place)
    if token == key.token:
        body, filed = _body(key)
        response: HttpResponseBase = _tile_response(body, key.extension)
        response.headers["Cache-Control"] = _A_DAY if filed else "no-cache"
        return response
    numbers = f"{key.tile.zoom}/{key.tile.x}/{key.tile.y}"
    response = MovedTile(tile_path(key.layer, key.extension, key.token, numbers))
    response.headers["Cache-Control"] = "no-cache"
    return response


@_open_data
def nothing(request: HttpRequest, rest: str) -> HttpResponseBase:
    raise UnknownAddress(start=request.path.removesuffix(rest))


def _key(layer_name: str, place: Place) -> TileKey:
    """The tile of an address under the current token; one query."""
    layer = registry[layer_name]
    layer.check_format(place.extension)
    zoom, x, y = (whole_number(name, text) for name, text in (("z", place.zoom), ("x", place.x), ("y", place.y)))
    return TileKey(layer, current_token(layer), Tile.checked(zoom, x, y, layer.zooms), place.extension)


def _body(key: TileKey) -> tuple[bytes, bool]:
    """The tile, and whether it will stay as it is under its token."""
    kept = read(key.path)
    if kept is not None:
        return kept, True
    block = block_of(key.tile, key.extension)
    if not in_reach(key.layer, block):
        return draw_empty(key.layer, key.extension), True
    return fetch(key, block, lambda: draw(key.layer, block, key.extension))


def _tile_response(body: bytes, extension: str) -> HttpResponse:
    content_type = "application/vnd.mapbox-vector-tile" if extension == MVT else "image/png"
    return HttpResponse(body, content_type=content_type)
