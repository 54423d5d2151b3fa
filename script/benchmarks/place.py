"""Where in the city is measured, and how the site is asked without a network."""

import math

from django.conf import settings
from django.test import Client

from geo.tiles.grid import Tile
from wegweiser.directory.city import CityProfile

settings.ALLOWED_HOSTS = ["testserver"]
_client = Client()


def get(path: str, **headers: str) -> bytes:
    answer = _client.get(path, headers=headers)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} was answered with {answer.status_code}")
    return bytes(answer.content)


def tile_of_centre(zoom: int) -> Tile:
    west, south, east, north = CityProfile.current().bounds
    longitude, latitude = (west + east) / 2, math.radians((south + north) / 2)
    across = (longitude + 180) / 360
    down = (1 - math.asinh(math.tan(latitude)) / math.pi) / 2
    return Tile(zoom, int(across * 2**zoom), int(down * 2**zoom))
