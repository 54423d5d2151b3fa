from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from geo.basemap.importer import import_basemap
from geo.errors import BasemapImportError
from geo.models import LayerRevision
from tests.geo.basemap.town import Town, write_town

pytestmark = pytest.mark.usefixtures("town")  # each import replaces what the one before has brought


def rows(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    return write_town(tmp_path / "ort.osm.pbf")


def test_the_extract_replaces_the_base_map(extract: Path) -> None:
    stages: list[str] = []

    report = import_basemap(extract, stages.append)

    assert (report.roads, report.street_names, report.buildings, report.house_numbers) == (10, 4, 1, 1)
    assert stages[0] == "Lese ort.osm.pbf"
    assert rows("SELECT name FROM basemap.places") == [("Altstadt",)]
    assert rows("SELECT number FROM basemap.house_numbers") == [("7a",)]
    assert rows("SELECT DISTINCT ST_SRID(geom) FROM basemap.roads") == [(25832,)]
    assert rows("SELECT round(area_m2) FROM basemap.buildings") == [(400,)]
    assert rows("SELECT nspname FROM pg_namespace WHERE nspname = 'basemap_new'") == []


def test_tags_become_what_the_style_draws(extract: Path) -> None:
    import_basemap(extract, lambda stage: None)

    assert rows("SELECT bridge, layer FROM basemap.roads WHERE bridge") == [(True, 1)]
    assert rows("SELECT class, oneway FROM basemap.roads WHERE link") == [("secondary", -1)]
    assert rows("SELECT class FROM basemap.roads WHERE minor") == [("path",)]
    assert rows("SELECT name, class FROM basemap.area_names ORDER BY name") == [
        ("Stadtpark", "park"),
        ("Waldsee", "water"),
    ]
    assert rows("SELECT DISTINCT ref FROM basemap.road_refs") == [("B1",)]


def test_a_street_of_several_ways_is_named_along_one_line(extract: Path) -> None:
    import_basemap(extract, lambda stage: None)

    assert rows("SELECT round(length_m) FROM basemap.road_names WHERE name = 'Lange Straße'") == [(1000,)]


def test_the_second_carriageway_is_not_named_again(extract: Path) -> None:
    import_basemap(extract, lambda stage: None)

    assert rows("SELECT count(*) FROM basemap.road_names WHERE name = 'Ringstraße'") == [(1,)]


def test_coverage_is_where_the_extract_has_streets(extract: Path) -> None:
    import_basemap(extract, lambda stage: None)

    assert rows("SELECT ST_Covers(geom, ST_Point(350500, 5700300, 25832)) FROM basemap.coverage") == [(True,)]
    assert rows("SELECT ST_Covers(geom, ST_Point(353000, 5700300, 25832)) FROM basemap.coverage") == [(False,)]


def test_the_tile_layer_gets_a_new_token(extract: Path) -> None:
    import_basemap(extract, lambda stage: None)
    first = LayerRevision.objects.get(layer="base").token

    import_basemap(extract, lambda stage: None)

    assert LayerRevision.objects.get(layer="base").token != first


@pytest.fixture
def drawn_town(tmp_path: Path) -> Town:
    """A town with one street, to add to; imported by `finish`."""
    town = Town(tmp_path / "eigener.osm.pbf")
    town.way([(0, 0), (1000, 0)], highway="residential", name="Lange Straße")
    return town


def finish(town: Town) -> None:
    town.close()
    import_basemap(town.path, lambda stage: None)


def test_a_quarter_mapped_twice_is_named_once(drawn_town: Town) -> None:
    drawn_town.node(0, 500, place="hamlet", name="Berg")
    drawn_town.node(900, 500, place="suburb", name="Berg")
    drawn_town.node(9000, 500, place="hamlet", name="Berg")
    finish(drawn_town)

    assert rows("SELECT class, round(ST_X(geom)) - 350000 FROM basemap.places ORDER BY 2") == [
        ("suburb", 900),
        ("quarter", 9000),
    ]


def test_the_houses_on_a_square_stand_free(drawn_town: Town) -> None:
    drawn_town.area(0, 100, 100, 200, highway="pedestrian", area="yes", name="Markt")
    drawn_town.area(40, 140, 60, 160, building="yes")
    finish(drawn_town)

    assert rows("SELECT class, round(ST_Area(geom)) FROM basemap.areas") == [("square", 9_600)]


def test_a_square_is_not_named_beside_its_streets(drawn_town: Town) -> None:
    drawn_town.way([(0, 100), (100, 100)], highway="residential", name="Markt")
    drawn_town.area(0, 100, 100, 200, highway="pedestrian", area="yes", name="Markt")
    drawn_town.area(500, 100, 600, 200, leisure="park", name="Grüner Markt")
    finish(drawn_town)

    assert rows("SELECT name FROM basemap.area_names") == [("Grüner Markt",)]


def test_tracks_side_by_side_are_one_railway(drawn_town: Town) -> None:
    """Two tracks of 1000 m and 800 m, 5 m apart, and a line that crosses both."""
    drawn_town.way([(0, 300), (1000, 300)], railway="rail")
    drawn_town.way([(100, 305), (900, 305)], railway="rail")
    drawn_town.way([(500, 100), (500, 600)], railway="rail", bridge="yes")
    finish(drawn_town)

    found = rows("SELECT minor, bridge, round(sum(ST_Length(geom))) FROM basemap.rails GROUP BY 1, 2 ORDER BY 1, 2")
    assert found == [(False, False, 1000), (False, True, 500), (True, False, 800)]


def test_the_main_station_goes_without_the_name_of_the_city(drawn_town: Town) -> None:
    drawn_town.node(0, 0, railway="station", name="Musterstadt Hbf")
    drawn_town.node(0, 900, railway="station", name="Musterstadt-Ostheide")
    finish(drawn_town)

    assert rows("SELECT name FROM basemap.stations ORDER BY name") == [("Hauptbahnhof",), ("Musterstadt-Ostheide",)]


def break_off(extract: Path) -> None:
    extract.write_bytes(extract.read_bytes()[:-200])


def scramble(extract: Path) -> None:
    extract.write_bytes(b"not a map at all" * 50)


def empty(extract: Path) -> None:
    extract.write_bytes(b"")


@pytest.mark.parametrize("damage", [break_off, scramble, empty, Path.unlink])
def test_a_damaged_file_leaves_the_old_map(extract: Path, tmp_path: Path, damage: object) -> None:
    import_basemap(extract, lambda stage: None)
    token = LayerRevision.objects.get(layer="base").token
    damaged = write_town(tmp_path / "defekt.osm.pbf")
    damage(damaged)  # type: ignore[operator]

    with pytest.raises(BasemapImportError, match=r"defekt\.osm\.pbf"):
        import_basemap(damaged, lambda stage: None)

    assert rows("SELECT count(*) FROM basemap.roads") == [(10,)]
    assert rows("SELECT nspname FROM pg_namespace WHERE nspname = 'basemap_new'") == []
    assert LayerRevision.objects.get(layer="base").token == token


def test_a_file_without_streets_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "leer.osm.pbf"
    writer = Town(path)
    writer.node(0, 0, place="suburb", name="Nirgendwo")
    writer.close()

    with pytest.raises(BasemapImportError, match=r"leer\.osm\.pbf enthält keine Straßen"):
        import_basemap(path, lambda stage: None)


def test_the_command_says_what_it_read(extract: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_basemap", str(extract))

    assert "10 Wege, 4 Straßennamen, 1 Gebäude, 1 Hausnummern" in capsys.readouterr().out


def test_the_command_fails_with_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"fehlt\.pbf gibt es nicht\."):
        call_command("import_basemap", str(tmp_path / "fehlt.pbf"))
