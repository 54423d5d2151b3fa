"""Facilities out of OpenStreetMap tags; the extract is written for the test around the city's corner."""

from pathlib import Path

import osmium
import pytest
from django.core.management.base import CommandError

from tests.city import point
from tests.wegweiser.directory.imports.folders import run, write_city
from wegweiser.directory.choices import GeometrySource, State
from wegweiser.directory.models.facility import Facility

pytestmark = pytest.mark.usefixtures("empty_city")

OBJECTS = {
    1: (500, 500, {"amenity": "kindergarten", "name": "Kita Sonne", "addr:street": "Weg", "addr:housenumber": "3"}),
    2: (1500, 500, {"leisure": "playground"}),
    3: (500, 600, {"amenity": "social_facility", "social_facility": "shelter", "name": "Geheimhaus"}),
    4: (500, 700, {"amenity": "kindergarten", "access": "private", "name": "Privat"}),
    5: (500, -40, {"amenity": "kindergarten", "name": "Nebenan"}),
    6: (500, 800, {"amenity": "bench"}),
    7: (600, 800, {"amenity": "library", "opening_hours": "immer mal", "phone": "0221 4710-1;0221 4710-2"}),
}
OSM = """[[facilities]]
source = "osm"
name = "OpenStreetMap"
licence = "ODbL-1.0"
file = "stadt.osm.pbf"
format = "osm"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = write_city(tmp_path)
    toml = (folder / "city.toml").read_text()
    (folder / "city.toml").write_text(toml[: toml.index("[[facilities]]")] + OSM)
    with osmium.SimpleWriter(str(folder / "stadt.osm.pbf")) as writer:
        for key, (x, y, tags) in OBJECTS.items():
            spot = point(x, y).transform(4326, clone=True)
            writer.add_node(osmium.osm.mutable.Node(id=key, location=(spot.x, spot.y), tags=tags))
    return folder


def test_tags_become_places_of_their_kind(folder: Path) -> None:
    report = run("load_city", folder)
    assert "3 neu, 0 geändert, 0 unverändert, 0 nicht mehr in der Datei, 0 abgelehnt, 1 außerhalb der Stadt" in report
    assert dict(Facility.objects.values_list("origin_id", "category_id")) == {
        "n1": "betreuung.kita",
        "n2": "freizeit.spielplatz",
        "n7": "lernen.bibliothek",
    }


def test_what_tags_say_is_taken_over(folder: Path) -> None:
    run("load_city", folder)
    kita = Facility.objects.get(origin_id="n1")
    assert (kita.name, kita.street, kita.house_number, kita.sozialraum_id) == ("Kita Sonne", "Weg", "3", "west")
    assert kita.point is not None
    assert kita.point.distance(point(500, 500)) < 0.1
    assert Facility.objects.get(origin_id="n2").name == "Spielplatz"
    library = Facility.objects.get(origin_id="n7")
    assert (library.opening_hours, library.hours_note) == ("", "immer mal")


def test_places_of_a_map_are_only_suggestions(folder: Path) -> None:
    run("load_city", folder)
    places = set(Facility.objects.values_list("state", "geometry_source", "source__licence"))
    assert places == {(State.DRAFT, GeometrySource.OSM, "ODbL-1.0")}


@pytest.mark.parametrize("name", ["Geheimhaus", "Privat", "Nebenan"])
def test_shelters_private_grounds_and_neighbours_stay_out(folder: Path, name: str) -> None:
    assert name not in run("load_city", folder)
    assert not Facility.objects.filter(name=name).exists()


def test_a_second_time_changes_nothing(folder: Path) -> None:
    run("load_city", folder)
    assert "0 neu, 0 geändert, 3 unverändert" in run("import_facilities", folder)


def test_a_broken_extract_is_refused(folder: Path) -> None:
    (folder / "stadt.osm.pbf").write_bytes(b"kaputt")
    with pytest.raises(CommandError, match=r"stadt\.osm\.pbf lässt sich nicht als OSM-Datei lesen"):
        run("load_city", folder)
    assert not Facility.objects.exists()
