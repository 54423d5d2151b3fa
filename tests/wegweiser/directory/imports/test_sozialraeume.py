"""Boundaries: `0,0` is the city's south-west corner, numbers are metres."""

import json
import subprocess
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from tests.city import create_city, create_facility
from tests.wegweiser.directory.imports.folders import OST, WEST, Ring, box, run, write_boundaries, write_city
from wegweiser.directory.imports.sozialraeume import code_of
from wegweiser.directory.models.facility import Facility
from wegweiser.directory.models.sozialraum import Sozialraum

GML = """<?xml version="1.0" encoding="UTF-8"?>
<FeatureCollection xmlns:gml="http://www.opengis.net/gml"><gml:featureMember><gebiet><name>West</name>
<gml:Polygon srsName="EPSG:25832"><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>
350000,5700000 351000,5700000 351000,5701000 350000,5701000 350000,5700000
</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs></gml:Polygon></gebiet></gml:featureMember></FeatureCollection>
"""

pytestmark = pytest.mark.usefixtures("empty_city")


def _import(path: Path, **options: str) -> str:
    return run("import_sozialraeume", path, **options)


def _names() -> dict[str, str]:
    return dict(Sozialraum.objects.values_list("code", "name"))


def test_boundaries_arrive_in_metres(tmp_path: Path) -> None:
    report = _import(write_boundaries(tmp_path / "grenzen.geojson", {"West": WEST, "Ost": OST}))
    assert "Sozialräume: 2 (West, Ost)." in report
    assert _names() == {"west": "West", "ost": "Ost"}
    assert {round(each.boundary.area) for each in Sozialraum.objects.all()} == {1_000_000}


@pytest.mark.parametrize(("crs", "corner"), [(4647, (32_350_000, 5_700_000)), (31466, (2_558_000, 5_700_000))])
def test_any_crs_will_do(tmp_path: Path, crs: int, corner: tuple[int, int]) -> None:
    path = write_boundaries(tmp_path / "grenzen.geojson", {"West": WEST}, crs)
    path.write_text(path.read_text().replace("[35", f"[{str(corner[0])[:-4]}"))
    _import(path)
    assert round(Sozialraum.objects.get().boundary.area, -4) == 1_000_000


def test_any_format_will_do(tmp_path: Path) -> None:
    path = tmp_path / "grenzen.gml"
    path.write_text(GML)
    _import(path)
    assert (_names(), Sozialraum.objects.get().boundary.area) == ({"west": "West"}, 1_000_000)


def test_a_third_coordinate_is_dropped(tmp_path: Path) -> None:
    path = write_boundaries(tmp_path / "grenzen.geojson", {"West": WEST})
    data = json.loads(path.read_text())
    ring = data["features"][0]["geometry"]["coordinates"][0]
    data["features"][0]["geometry"]["coordinates"][0] = [[*point, 231.5] for point in ring]
    path.write_text(json.dumps(data))
    _import(path)
    assert not Sozialraum.objects.get().boundary.hasz


def test_codes_come_from_the_field_or_from_the_name(tmp_path: Path) -> None:
    path = write_boundaries(tmp_path / "grenzen.geojson", {"Mitte/Süd": WEST}, code="M 1")
    _import(path)
    assert _names() == {"mitte-sued": "Mitte/Süd"}
    _import(path, code="code")
    assert _names() == {"m-1": "Mitte/Süd"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Große Höfe", "grosse-hoefe"),
        ("Erzhütten / Wiesenthalerhof", "erzhuetten-wiesenthalerhof"),
        ("Ä", "ae"),
        ("Дім", ""),
    ],
)
def test_codes_are_readable(name: str, code: str) -> None:
    assert code_of(name) == code


def test_a_filter_chooses_features(tmp_path: Path) -> None:
    _import(write_boundaries(tmp_path / "grenzen.geojson", {"West": WEST, "Ost": OST}), where="name = 'Ost'")
    assert _names() == {"ost": "Ost"}


def test_places_move_with_the_boundaries(tmp_path: Path) -> None:
    create_city()
    create_facility("Kita", 900, 500)
    _import(write_boundaries(tmp_path / "grenzen.geojson", {"West": box(0, 0, 800), "Ost": box(800, 0, 1200)}))
    assert Facility.objects.get().sozialraum_id == "ost"


def test_a_sozialraum_that_is_gone_goes_unless_a_place_says_it_is_there_for_it(tmp_path: Path) -> None:
    create_city()
    path = write_boundaries(tmp_path / "grenzen.geojson", {"West": WEST})
    create_facility("Büro", 500, 500).serves.set(["ost"])
    with pytest.raises(CommandError, match="ost fehlt in der Datei, aber 1 Einrichtungen sind dafür eingetragen"):
        _import(path)
    assert set(_names()) == {"west", "ost"}
    Facility.serves.through.objects.all().delete()
    assert "Entfernt: Ost." in _import(path)
    assert set(_names()) == {"west"}


def test_a_small_loop_is_repaired(tmp_path: Path) -> None:
    knot = [(1000, 500), (1000.4, 500.4), (1000.4, 500), (1000, 500.4)]
    loop: Ring = [(0, 0), (1000, 0), *knot, (1000, 1000), (0, 1000), (0, 0)]
    _import(write_boundaries(tmp_path / "grenzen.geojson", {"West": loop}))
    assert Sozialraum.objects.get().boundary.valid


def test_a_crossed_outline_is_refused_by_name_and_place(tmp_path: Path) -> None:
    create_city()
    bow_tie: Ring = [(0, 0), (1000, 1000), (1000, 0), (0, 1000), (0, 0)]
    path = write_boundaries(tmp_path / "grenzen.geojson", {"West": bow_tie, "Ost": OST})
    with pytest.raises(CommandError, match=r"„West“ hat eine Grenze, die sich selbst schneidet .bei 350500, 5700500"):
        _import(path)
    assert {round(each.boundary.area) for each in Sozialraum.objects.all()} == {1_000_000}


@pytest.mark.parametrize(
    ("areas", "flaw"),
    [
        ({"West": box(0, 0, 996), "Ost": OST}, "Lücke von 4.000 m² zwischen West und Ost"),
        ({"West": box(0, 0, 1010), "Ost": OST}, "Überlappung von 10.000 m² zwischen West und Ost"),
    ],
)
def test_gaps_and_overlaps_are_reported_with_size_and_place(tmp_path: Path, areas: dict[str, Ring], flaw: str) -> None:
    report = _import(write_boundaries(tmp_path / "grenzen.geojson", areas))
    assert "Bitte die Grenzen ansehen" in report
    assert f"{flaw} bei 35" in report


def test_neighbours_without_flaws_are_not_mentioned(tmp_path: Path) -> None:
    notch: Ring = [(1000, 0), (2000, 0), (2000, 1000), (1500, 400), (1000, 1000), (1000, 0)]
    report = _import(write_boundaries(tmp_path / "grenzen.geojson", {"West": WEST, "Ost": notch}))
    assert "Bitte" not in report


def test_a_file_without_crs_is_refused_with_the_way_out(tmp_path: Path) -> None:
    create_city()
    path = tmp_path / "grenzen.csv"
    path.write_text('name,WKT\nWest,"POLYGON((0 0,1 0,1 1,0 0))"\n')
    with pytest.raises(CommandError, match=r"grenzen.csv sagt nicht, in welchem Koordinatensystem .* \.prj"):
        _import(path)
    assert set(_names()) == {"west", "ost"}


def _shapefile(folder: Path) -> Path:
    """As an office sends it: without the file that names the CRS."""
    source = write_boundaries(folder / "quelle.geojson", {"West": WEST, "Ost": OST}, crs=25832)
    path = folder / "grenzen.shp"
    subprocess.run(["ogr2ogr", str(path), str(source)], check=True)
    path.with_suffix(".prj").unlink()
    return path


def test_a_shapefile_without_prj_needs_its_crs_named(tmp_path: Path) -> None:
    path = _shapefile(tmp_path)
    with pytest.raises(CommandError, match=r"grenzen.shp sagt nicht, .* zum Beispiel crs = \"EPSG:25832\""):
        _import(path)
    assert not Sozialraum.objects.exists()
    _import(path, crs="EPSG:25832")
    assert {round(each.boundary.area) for each in Sozialraum.objects.all()} == {1_000_000}


def test_the_crs_may_stand_in_the_city_folder(tmp_path: Path) -> None:
    folder = write_city(tmp_path)
    _shapefile(folder)
    toml = (folder / "city.toml").read_text()
    (folder / "city.toml").write_text(toml.replace('"sozialraeume.geojson"', '"grenzen.shp"\ncrs = "EPSG:25832"'))
    run("load_city", folder)
    assert set(_names()) == {"west", "ost"}


def test_a_named_crs_overrules_the_one_that_geojson_presumes(tmp_path: Path) -> None:
    path = write_boundaries(tmp_path / "grenzen.geojson", {"West": WEST})
    data = json.loads(path.read_text())
    del data["crs"]
    path.write_text(json.dumps(data))
    with pytest.raises(CommandError, match="Die Koordinaten passen nicht"):
        _import(path)
    _import(path, crs="EPSG:25832")
    assert round(Sozialraum.objects.get().boundary.area) == 1_000_000


@pytest.mark.parametrize(
    ("fields", "options", "sentence"),
    [
        ({"name": ""}, {}, "Objekt 1: Das Feld „name“ ist leer"),
        ({"name": "Gleich"}, {}, "Objekt 2: „Gleich“ kommt zweimal vor"),
        ({}, {"name": "titel"}, "hat kein Feld „titel“, nur: code, name"),
        ({}, {"where": "name = "}, "„where = name = “ ist kein gültiger Filter"),
        ({}, {"where": "name = 'Nord'"}, "enthält keinen einzigen Sozialraum, für den „name = 'Nord'“ gilt"),
        ({}, {"crs": "UTM"}, "grenzen.geojson: crs muss wie „EPSG:25832“ aussehen, nicht „UTM“"),
        ({}, {"crs": "EPSG:99999"}, "EPSG:99999 ist kein bekanntes Koordinatensystem"),
        ({}, {"layer": "kreise"}, "hat keine Ebene „kreise“, nur: grenzen"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_one_sentence(
    tmp_path: Path, fields: dict[str, str], options: dict[str, str], sentence: str
) -> None:
    path = write_boundaries(tmp_path / "grenzen.geojson", {"West": WEST, "Ost": OST}, **fields)
    with pytest.raises(CommandError) as caught:
        _import(path, **options)
    assert sentence in str(caught.value)
    assert not Sozialraum.objects.exists()


def test_a_line_is_no_sozialraum(tmp_path: Path) -> None:
    path = write_boundaries(tmp_path / "grenzen.geojson", {"West": WEST})
    path.write_text(path.read_text().replace('"Polygon"', '"MultiLineString"'))
    with pytest.raises(CommandError, match="„West“ ist keine Fläche, sondern MultiLineString"):
        _import(path)


def test_boundaries_of_another_city_are_refused(tmp_path: Path) -> None:
    folder = write_city(tmp_path)
    write_boundaries(folder / "sozialraeume.geojson", {"West": box(50_000, 0)})
    with pytest.raises(CommandError, match="„West“ liegt nicht in den Grenzen"):
        _import(folder)


@pytest.mark.parametrize("content", ["", "kein GeoJSON", '{"type": "FeatureCollection", "features": []}'])
def test_a_broken_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "grenzen.geojson"
    path.write_text(content)
    with pytest.raises(CommandError, match=r"grenzen.geojson"):
        _import(path)
