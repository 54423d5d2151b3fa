"""Reading the two sources of addresses, and replacing the register by them."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import osmium
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from geo.gazetteer.gebref import FIELDS
from geo.gazetteer.models import Address
from tests.geo.gazetteer.houses import EAST, NORTH, create_houses

MUNICIPALITY = "05999000"
LINE = "N;DENW1;A;05;NRW;9;Bezirk;99;Kreis;000;Zweifeld;;;00001;Lange Straße;1;;32;350000,25;5700000,75;2026-07-01"
HOUSE = dict(zip(FIELDS, LINE.split(";"), strict=True))

pytestmark = pytest.mark.django_db


def _gebref(folder: Path, *houses: dict[str, str], bom: bool = False) -> Path:
    path = folder / "gebref.txt"
    lines = [";".join({**HOUSE, **house}.values()) for house in houses]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig" if bom else "utf-8")
    return path


def _import(path: Path, **options: Any) -> str:
    output = StringIO()
    call_command("import_addresses", str(path), municipality=MUNICIPALITY, stdout=output, **options)
    return output.getvalue()


def _labels() -> list[str]:
    return [str(house) for house in Address.objects.order_by("street", "number", "suffix")]


@pytest.mark.parametrize("bom", [False, True])
@pytest.mark.parametrize("sign", [",", "."])
def test_houses_are_read_with_either_decimal_sign(tmp_path: Path, bom: bool, sign: str) -> None:
    values = {"ostwert": f"350000{sign}25", "nordwert": f"5700000{sign}75"}
    assert "1 Adressen in 1 Straßen." in _import(_gebref(tmp_path, values, bom=bom))
    house = Address.objects.get()
    assert (house.point.x, house.point.y, house.place) == (350_000.25, 5_700_000.75, "Zweifeld")


def test_the_sibling_with_the_zone_in_the_easting_is_the_same(tmp_path: Path) -> None:
    _import(_gebref(tmp_path, {"ostwert": "32350000.25"}))
    assert Address.objects.get().point.x == 350_000.25


def test_only_real_houses_of_the_municipality_are_taken(tmp_path: Path) -> None:
    _import(
        _gebref(
            tmp_path,
            {},
            {"hnr": "2", "qua": "C"},
            {"hnr": "3", "gmdschl": "004"},
            {"hnr": ""},
            {"hnr": "4", "adz": "B"},
        )
    )
    assert _labels() == ["Lange Straße 1", "Lange Straße 4b"]


def test_the_old_register_is_replaced(tmp_path: Path) -> None:
    create_houses()
    _import(_gebref(tmp_path, {"str": "Neue Straße"}))
    assert _labels() == ["Neue Straße 1"]


@pytest.mark.parametrize(
    ("house", "sentence"),
    [
        ({"hnr": "1-3"}, "gebref.txt, Zeile 2, Feld „hnr“: „1-3“ ist keine Hausnummer"),
        ({"ostwert": "links"}, "Zeile 2, Feld „ostwert“: „links“ ist keine Zahl"),
        ({"ostwert": "nan"}, "Feld „ostwert“: nan liegt nicht in Deutschland"),
        ({"ostwert": "5700000", "nordwert": "350000"}, "Feld „ostwert“: 5.7e+06 liegt nicht in Deutschland"),
        ({"str": "-"}, "Zeile 2, Feld „str“: Der Straßenname fehlt"),
        ({"datum": "2026;1"}, "gebref.txt, Zeile 2: 22 Felder statt 21"),
    ],
)
def test_a_broken_line_is_named_and_the_register_stays(tmp_path: Path, house: dict[str, str], sentence: str) -> None:
    create_houses()
    before = _labels()
    with pytest.raises(CommandError) as caught:
        _import(_gebref(tmp_path, {}, house))
    assert sentence in str(caught.value)
    assert _labels() == before


def test_a_line_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = _gebref(tmp_path, {}, {})
    path.write_bytes(path.read_bytes().replace("ß".encode(), b"\xdf"))
    with pytest.raises(CommandError, match="Zeile 1: Die Zeile ist nicht in UTF-8 geschrieben"):
        _import(path)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"municipality": "5999000"}, "„5999000“ hat nicht acht Ziffern"),
        ({"municipality": "05119000"}, "enthält keine einzige Adresse der Gemeinde 05119000"),
    ],
)
def test_a_wrong_municipality_is_an_error(tmp_path: Path, options: dict[str, str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("import_addresses", str(_gebref(tmp_path, {})), **options)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nirgends.txt lässt sich nicht öffnen"):
        _import(tmp_path / "nirgends.txt")


def _areas(folder: Path, **properties: str) -> Path:
    """One area around x = 0 … 100."""
    ring = [(EAST - 1, NORTH - 1), (EAST + 100, NORTH - 1), (EAST + 100, NORTH + 100), (EAST - 1, NORTH - 1)]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    geometry = {"type": "Polygon", "coordinates": [ring]}
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    path = folder / "plz.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": [feature]}))
    return path


def test_areas_give_the_postcode(tmp_path: Path) -> None:
    houses = _gebref(tmp_path, {"ostwert": "350050", "nordwert": "5700010"}, {"hnr": "3", "ostwert": "350500"})
    _import(houses, postcodes=_areas(tmp_path, plz="45999"))
    assert dict(Address.objects.values_list("number", "postcode")) == {1: "45999", 3: ""}


def test_areas_without_the_field_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"plz.geojson, Objekt 1: Das Feld „plz“"):
        _import(_gebref(tmp_path, {}), postcodes=_areas(tmp_path, name="45999"))


def _extract(path: Path) -> Path:
    """A node with an address, a building with two numbers, and a node without a street."""
    writer = osmium.SimpleWriter(str(path))
    tags = {"addr:street": "Lange Straße", "addr:postcode": "45999", "addr:city": "Zweifeld"}
    node = osmium.osm.mutable.Node
    writer.add_node(node(id=1, location=(6.84, 51.43), tags={**tags, "addr:housenumber": "7 b"}))
    for number, corner in enumerate([(6.85, 51.43), (6.851, 51.43), (6.851, 51.431), (6.85, 51.431)], 2):
        writer.add_node(node(id=number, location=corner))
    writer.add_node(node(id=9, location=(6.84, 51.43), tags={"addr:housenumber": "5"}))
    building = {**tags, "building": "yes", "addr:housenumber": "12;14"}
    writer.add_way(osmium.osm.mutable.Way(id=1, nodes=[2, 3, 4, 5, 2], tags=building))
    writer.close()
    return path


def test_openstreetmap_gives_houses_from_nodes_and_buildings(tmp_path: Path) -> None:
    assert "3 Adressen" in _import(_extract(tmp_path / "stadt.osm.pbf"), format="osm")
    assert _labels() == ["Lange Straße 7b", "Lange Straße 12", "Lange Straße 14"]
    assert set(Address.objects.values_list("postcode", "place")) == {("45999", "Zweifeld")}


@pytest.mark.parametrize("content", [b"", b"no pbf at all"])
def test_a_broken_extract_is_an_error_and_the_register_stays(tmp_path: Path, content: bytes) -> None:
    create_houses()
    before = _labels()
    path = tmp_path / "stadt.osm.pbf"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=r"stadt.osm.pbf"):
        _import(path, format="osm")
    assert _labels() == before
