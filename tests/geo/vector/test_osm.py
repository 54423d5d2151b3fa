"""A small extract written for the test: nodes, a closed way, a multipolygon with a hole, an open outline."""

from pathlib import Path

import osmium
import pytest

from geo.errors import VectorFileError
from geo.vector.osm import OsmObject, read_objects

CORNERS = {1: (6.80, 51.40), 2: (6.90, 51.40), 3: (6.90, 51.50), 4: (6.80, 51.50)}
HOLE = {5: (6.82, 51.42), 6: (6.88, 51.42), 7: (6.88, 51.48), 8: (6.82, 51.48)}
Node, Way, Relation = osmium.osm.mutable.Node, osmium.osm.mutable.Way, osmium.osm.mutable.Relation


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    path = tmp_path / "stadt.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        for number, corner in {**CORNERS, **HOLE}.items():
            writer.add_node(Node(id=number, location=corner))
        writer.add_node(Node(id=10, location=(6.85, 51.45), tags={"amenity": "library", "name": "Bücherei"}))
        writer.add_node(Node(id=11, location=(6.85, 51.45), tags={"highway": "crossing"}))
        writer.add_way(Way(id=1, nodes=[1, 2, 3, 4, 1], tags={"amenity": "school"}))
        writer.add_way(Way(id=2, nodes=[1, 2, 3, 4, 1]))
        writer.add_way(Way(id=3, nodes=[5, 6, 7, 8, 5]))
        writer.add_way(Way(id=4, nodes=[1, 2, 3], tags={"amenity": "school"}))
        ring = [("w", 2, "outer"), ("w", 3, "inner")]
        writer.add_relation(Relation(id=1, members=ring, tags={"type": "multipolygon", "leisure": "park"}))
        open_ring = [("w", 4, "outer")]
        writer.add_relation(Relation(id=2, members=open_ring, tags={"type": "multipolygon", "leisure": "park"}))
    return path


def _objects(path: Path) -> dict[str, OsmObject]:
    return {found.key: found for found in read_objects(path, ["amenity", "leisure"])}


def test_nodes_and_closed_areas_with_a_wanted_key_are_found(extract: Path) -> None:
    assert set(_objects(extract)) == {"n10", "w1", "r1"}


def test_tags_come_along(extract: Path) -> None:
    assert _objects(extract)["n10"].tags == {"amenity": "library", "name": "Bücherei"}


def test_the_point_of_an_area_lies_on_it(extract: Path) -> None:
    school, park = _objects(extract)["w1"], _objects(extract)["r1"]
    assert (round(school.lon, 6), round(school.lat, 6)) == (6.85, 51.45)
    assert not (6.82 < park.lon < 6.88 and 51.42 < park.lat < 51.48)


@pytest.mark.parametrize("content", [b"", b"no pbf at all", b"\x00\x00\x00\x0d\x0a\x09OSMHeader"])
def test_a_broken_extract_is_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "stadt.osm.pbf"
    path.write_bytes(content)
    with pytest.raises(VectorFileError, match=r"stadt.osm.pbf lässt sich nicht als OSM-Datei lesen"):
        _objects(path)


def test_a_cut_off_extract_is_an_error(extract: Path) -> None:
    extract.write_bytes(extract.read_bytes()[:-20])
    with pytest.raises(VectorFileError, match=r"stadt.osm.pbf"):
        _objects(extract)


def test_a_missing_extract_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(VectorFileError, match="gibt es nicht"):
        _objects(tmp_path / "nirgends.osm.pbf")
