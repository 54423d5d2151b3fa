"""TileJSON 3: where a layer's tiles are and what they hold."""

from typing import Any

from django.urls import reverse

from geo.conf import public_url
from geo.tiles.layers import MVT, Layer, suffix
from geo.tiles.tokens import current_token


def tile_path(layer: Layer, extension: str, token: str, place: str = "{z}/{x}/{y}") -> str:
    return f"{reverse('tiles:start')}{layer.name}/{token}/{place}{suffix(extension)}"


def tile_template(layer: Layer, extension: str) -> str:
    """The path of the current tiles with {z}, {x} and {y}; one query."""
    return tile_path(layer, extension, current_token(layer))


def tilejson(layer: Layer, extension: str) -> dict[str, Any]:
    described: dict[str, Any] = {
        "tilejson": "3.0.0",
        "name": layer.name,
        "scheme": "xyz",
        "tiles": [public_url() + tile_template(layer, extension)],
        "minzoom": layer.zooms[0],
        "maxzoom": layer.zooms[-1],
        "attribution": layer.attribution(),
    }
    bounds = layer.bounds()
    if bounds:
        described["bounds"] = list(bounds)
        described["center"] = [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2, min(13, layer.zooms[-1])]
    if extension == MVT and layer.vector:
        described["vector_layers"] = [{"id": layer.name, "fields": dict.fromkeys(layer.vector.fields, "")}]
    return described
