"""Reading vector files: fields as text, geometries in the storage CRS."""

import json
from pathlib import Path
from typing import Any

import pytest

from geo.errors import VectorFileError
from geo.vector.source import read_features

CRS = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}


def _file(folder: Path, *points: list[float] | None, **properties: Any) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": properties,
            "geometry": point and {"type": "Point", "coordinates": point},
        }
        for point in points
    ]
    path = folder / "orte.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": CRS, "features": features}), encoding="utf-8")
    return path


def test_fields_are_text_and_geometries_flat(tmp_path: Path) -> None:
    path = _file(tmp_path, [350_000, 5_700_000, 42.0], name=" Süd ", number=7, empty=None)
    (feature,) = read_features(path)
    assert feature.fields == {"name": "Süd", "number": "7", "empty": ""}
    assert feature.geometry is not None
    assert (feature.geometry.wkt, feature.number) == ("POINT (350000 5700000)", 1)


def test_a_feature_without_geometry_has_none(tmp_path: Path) -> None:
    with_point, without = read_features(_file(tmp_path, [350_000, 5_700_000], None, name="x"))
    assert with_point.geometry is not None
    assert (without.geometry, without.number) == (None, 2)


def test_a_filter_keeps_the_features_for_which_it_holds(tmp_path: Path) -> None:
    path = _file(tmp_path, [350_000, 5_700_000], name="Süd")
    assert len(list(read_features(path, where="name = 'Süd'"))) == 1
    assert list(read_features(path, where="name = 'Nord'")) == []


def test_of_several_layers_one_has_to_be_named(tmp_path: Path) -> None:
    path = tmp_path / "spur.gpx"
    path.write_text(
        '<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">'
        '<wpt lat="51.4" lon="6.8"><name>A</name></wpt></gpx>'
    )
    with pytest.raises(VectorFileError, match=r"mehrere Ebenen; bitte eine nennen .layer.: waypoints, routes"):
        list(read_features(path))
    assert [feature.fields["name"] for feature in read_features(path, "waypoints")] == ["A"]


def test_metres_called_degrees_are_refused(tmp_path: Path) -> None:
    path = _file(tmp_path, [350_000, 5_700_000], name="x")
    path.write_text(path.read_text().replace("25832", "4326"))
    with pytest.raises(VectorFileError, match="Objekt 1: Die Koordinaten passen nicht"):
        list(read_features(path))


@pytest.mark.parametrize("name", ["fehlt.geojson", "fehlt.gpkg", "fehlt.shp"])
def test_a_missing_file_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(VectorFileError, match=f"{name} gibt es nicht"):
        list(read_features(tmp_path / name))
