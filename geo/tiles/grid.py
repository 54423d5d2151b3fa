"""The square grid of web tiles in Web Mercator: tile 0/0 is in the north-west."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import atan, degrees, pi, sinh

from django.contrib.gis.geos import Polygon

from geo.crs import WEB_MERCATOR
from geo.errors import TileOutsideGrid, ZoomOutOfRange

TILE_PX = 256
METATILE = 8
"""Tiles along the side of what is drawn at once: labels are laid out together and the database is asked once."""
_HALF_WORLD_M = 6_378_137 * pi

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class Block:
    """`size` × `size` tiles, beginning at column x and row y in the north-west."""

    zoom: int
    x: int
    y: int
    size: int = 1

    @property
    def side_m(self) -> float:
        """In units of Web Mercator, which are longer than metres on the ground."""
        return 2.0 * _HALF_WORLD_M * 0.5**self.zoom

    @property
    def pixel_m(self) -> float:
        return self.side_m / TILE_PX

    def bounds(self, margin_px: float = 0) -> Bounds:
        """West, south, east, north in EPSG:3857, `margin_px` wider on each side."""
        margin = margin_px * self.pixel_m
        west = self.x * self.side_m - _HALF_WORLD_M
        north = _HALF_WORLD_M - self.y * self.side_m
        length = self.size * self.side_m
        return west - margin, north - length - margin, west + length + margin, north + margin

    def degrees(self) -> Bounds:
        """West, south, east, north in EPSG:4326; both systems have the same parallels and meridians."""
        return *_degrees(self.zoom, self.x, self.y + self.size), *_degrees(self.zoom, self.x + self.size, self.y)

    def envelope(self, margin_px: float = 0) -> Polygon:
        polygon = Polygon.from_bbox(self.bounds(margin_px))
        polygon.srid = WEB_MERCATOR
        return polygon


def _degrees(zoom: int, column: int, row: int) -> tuple[float, float]:
    """Longitude and latitude of a corner of the grid."""
    return column / 2**zoom * 360 - 180, degrees(atan(sinh(pi * (1 - 2 * row / 2**zoom))))


@dataclass(frozen=True)
class Tile(Block):
    """One tile."""

    @classmethod
    def checked(cls, zoom: int, x: int, y: int, zooms: range) -> "Tile":
        if zoom not in zooms:
            raise ZoomOutOfRange(value=zoom, minimum=zooms[0], maximum=zooms[-1])
        for name, value in (("x", x), ("y", y)):
            if not 0 <= value < 2**zoom:
                raise TileOutsideGrid(name=name, value=value, zoom=zoom, maximum=2**zoom - 1)
        return cls(zoom, x, y)

    @property
    def metatile(self) -> Block:
        size = min(METATILE, 2**self.zoom)
        return Block(self.zoom, self.x - self.x % size, self.y - self.y % size, size)


def tiles_of(block: Block) -> Iterator[Tile]:
    for y in range(block.y, block.y + block.size):
        for x in range(block.x, block.x + block.size):
            yield Tile(block.zoom, x, y)
