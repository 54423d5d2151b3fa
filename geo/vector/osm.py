"""Tagged objects of an OpenStreetMap extract: points as they are, areas by a point on them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import osmium
import shapely

from geo.errors import VectorFileError


@dataclass(frozen=True)
class OsmObject:
    key: str
    """Kind and id: "n4711", "w4711" or "r4711"."""
    tags: Mapping[str, str]
    lon: float
    lat: float


def read_objects(path: Path, keys: Iterable[str]) -> Iterator[OsmObject]:
    """Nodes and areas that carry one of the keys; raises VectorFileError."""
    if not path.is_file():
        raise VectorFileError(f"Die OSM-Datei {path} gibt es nicht.")
    wanted = osmium.filter.KeyFilter(*sorted(keys))
    kinds = osmium.filter.EntityFilter(osmium.osm.NODE | osmium.osm.AREA)
    try:
        processor = osmium.FileProcessor(path).with_areas(wanted).with_filter(kinds).with_filter(wanted)
        yield from _located(processor)
    except RuntimeError as error:
        raise VectorFileError(f"{path.name} lässt sich nicht als OSM-Datei lesen ({error}).") from error


def _located(objects: Iterable[object]) -> Iterator[OsmObject]:
    factory = osmium.geom.WKBFactory()
    for found in objects:
        if isinstance(found, osmium.osm.Node):
            yield OsmObject(f"n{found.id}", _tags(found.tags), found.location.lon, found.location.lat)
        elif isinstance(found, osmium.osm.Area) and found.num_rings()[0]:  # none: the outline does not close
            point = shapely.from_wkb(factory.create_multipolygon(found)).representative_point()
            kind = "w" if found.from_way() else "r"
            yield OsmObject(f"{kind}{found.orig_id()}", _tags(found.tags), point.x, point.y)


def _tags(tags: Iterable[osmium.osm.Tag]) -> dict[str, str]:
    return {tag.k: tag.v for tag in tags}
