"""A town in whole metres as OSM file, x to the east and y to the north of its south-west corner.

1000 +---------+---------+
     |  park   |  lake   |
 500 +--- Lange Straße --+      x = 500: „Am Steg“, a bridge over the railway at y = 250
     |  house  | B 1     |      y = 100: „Ringstraße“ as two carriageways 20 m apart
   0 +---------+---------+
"""

from collections.abc import Sequence
from pathlib import Path

import osmium
from django.contrib.gis.geos import Point
from osmium.osm.mutable import Node, Way

from geo.crs import STORAGE, WGS84

EAST, NORTH = 350_000.0, 5_700_000.0
_Line = Sequence[tuple[float, float]]


class Town:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._osm = osmium.SimpleWriter(str(path))
        self._next_id = 1
        self._ways: list[Way] = []

    def _new_id(self) -> int:
        self._next_id += 1
        return self._next_id

    def node(self, x: float, y: float, **tags: str) -> int:
        place = Point(EAST + x, NORTH + y, srid=STORAGE).transform(WGS84, clone=True)
        self._osm.add_node(Node(id=self._new_id(), location=(place.x, place.y), tags=_osm(tags)))
        return self._next_id

    def way(self, line: _Line, **tags: str) -> None:
        nodes = [self.node(x, y) for x, y in line]
        self._ways.append(Way(id=self._new_id(), nodes=nodes, tags=_osm(tags)))

    def area(self, west: float, south: float, east: float, north: float, **tags: str) -> None:
        corners = [self.node(x, y) for x, y in ((west, south), (east, south), (east, north), (west, north))]
        self._ways.append(Way(id=self._new_id(), nodes=[*corners, corners[0]], tags=_osm(tags)))

    def close(self) -> None:
        """An OSM file holds its nodes before its ways."""
        for way in self._ways:
            self._osm.add_way(way)
        self._osm.close()


def _osm(tags: dict[str, str]) -> dict[str, str]:
    return {key.replace("__", ":"): value for key, value in tags.items()}


def write_town(path: Path) -> Path:
    town = Town(path)
    town.way([(0, 500), (500, 500)], highway="residential", name="Lange Straße")
    town.way([(500, 500), (1000, 500)], highway="residential", name="Lange Straße")
    town.way([(500, 500), (500, 300)], highway="residential", name="Am Steg")
    town.way([(500, 300), (500, 200)], highway="residential", name="Am Steg", bridge="yes", layer="1")
    town.way([(500, 200), (500, 100)], highway="residential", name="Am Steg")
    town.way([(0, 250), (1000, 250)], railway="rail")
    town.way([(0, 100), (1000, 100)], highway="primary", name="Ringstraße", ref="B 1", oneway="yes")
    town.way([(1000, 120), (0, 120)], highway="primary", name="Ringstraße", ref="B 1", oneway="yes")
    town.way([(700, 500), (700, 300)], highway="secondary_link", oneway="-1")
    town.way([(300, 100), (300, 0)], highway="footway", footway="sidewalk")
    town.way([(900, 500), (900, 400)], highway="proposed")
    town.way([(850, 0), (850, 60)], highway="residential", name="Kurze Straße")
    town.area(0, 550, 450, 1000, leisure="park", name="Stadtpark")
    town.area(550, 550, 1000, 1000, natural="water", name="Waldsee")
    town.area(100, 300, 120, 320, building="yes", addr__housenumber="7a")
    town.node(250, 400, place="suburb", name="Altstadt")
    town.node(700, 255, railway="station", name="Musterstadt Mitte")
    town.close()
    return path
