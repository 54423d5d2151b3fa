"""Features of any vector file that GDAL reads, in the storage CRS."""

from collections.abc import Iterator, Mapping
from ctypes import c_char_p, c_int, c_void_p
from dataclasses import dataclass
from pathlib import Path

import shapely
from django.contrib.gis.gdal import CoordTransform, DataSource, GDALException, SpatialReference
from django.contrib.gis.gdal.feature import Feature as OgrFeature
from django.contrib.gis.gdal.layer import Layer
from django.contrib.gis.gdal.libgdal import lgdal
from django.contrib.gis.gdal.prototypes.ds import get_next_feature, reset_reading
from shapely.geometry.base import BaseGeometry

from geo.crs import STORAGE
from geo.errors import VectorFileError
from geo.vector.transform import to_storage

# Django wraps no attribute filter, and its own iteration trusts a feature count that .osm.pbf files do not have.
_set_attribute_filter = lgdal.OGR_L_SetAttributeFilter
_set_attribute_filter.argtypes = [c_void_p, c_char_p]
_set_attribute_filter.restype = c_int


@dataclass(frozen=True)
class Feature:
    number: int
    """Counted from 1 in the order of the file."""
    fields: Mapping[str, str]
    geometry: BaseGeometry | None
    """In EPSG:25832, without a third coordinate; may be invalid."""


def read_features(path: Path, layer: str = "", where: str = "", srid: int | None = None) -> Iterator[Feature]:
    """`where` is OGR's attribute filter, `srid` overrules what the file says of its CRS; raises VectorFileError."""
    if not path.exists():
        raise VectorFileError(f"Die Geodatei {path} gibt es nicht.")
    try:
        source = DataSource(str(path))
        chosen = _layer(source, path, layer)
    except (GDALException, UnicodeDecodeError) as error:
        raise VectorFileError(
            f"{path.name} lässt sich nicht als Geodatei lesen; üblich sind GeoPackage, GeoJSON und Shapefile."
        ) from error
    if where and _set_attribute_filter(chosen.ptr, where.encode()) != 0:
        raise VectorFileError(f"{path.name}: „where = {where}“ ist kein gültiger Filter für diese Datei.")
    transform = to_storage(srid) if srid else _transform(chosen, path)
    for number, feature in enumerate(_features(chosen), 1):
        yield _feature(feature, number, path, transform)


def _layer(source: DataSource, path: Path, name: str) -> Layer:
    names = [source[index].name for index in range(source.layer_count)]
    if name and name not in names:
        raise VectorFileError(f"{path.name} hat keine Ebene „{name}“, nur: {', '.join(names)}.")
    if not names:
        raise VectorFileError(f"{path.name} enthält keine Ebene.")
    if not name and len(names) > 1:
        raise VectorFileError(f"{path.name} hat mehrere Ebenen; bitte eine nennen (layer): {', '.join(names)}.")
    return source[name or names[0]]


def _transform(layer: Layer, path: Path) -> CoordTransform:
    if layer.srs is None:
        raise VectorFileError(
            f"{path.name} sagt nicht, in welchem Koordinatensystem sie ist. Bei Shapefiles fehlt meist die Datei mit "
            f'der Endung .prj; sonst bitte das Koordinatensystem nennen, zum Beispiel crs = "EPSG:{STORAGE}".'
        )
    return CoordTransform(layer.srs, SpatialReference(STORAGE))


def _features(layer: Layer) -> Iterator[OgrFeature]:
    reset_reading(layer.ptr)
    while True:
        try:
            pointer = get_next_feature(layer.ptr)
        except GDALException:  # a null pointer: the end of the layer
            return
        yield OgrFeature(pointer, layer)


def _feature(feature: OgrFeature, number: int, path: Path, transform: CoordTransform) -> Feature:
    try:
        fields = {name: _text(feature, name) for name in feature.fields}
    except (GDALException, UnicodeDecodeError) as error:
        raise VectorFileError(f"{path.name}, Objekt {number}: Ein Feld ist nicht lesbar ({error}).") from error
    return Feature(number, fields, _geometry(feature, number, path, transform))


def _text(feature: OgrFeature, name: str) -> str:
    value = feature[name].as_string()
    return "" if value is None else str(value).strip()


def _geometry(feature: OgrFeature, number: int, path: Path, transform: CoordTransform) -> BaseGeometry | None:
    try:
        geometry = feature.geom
    except GDALException:  # the feature has none
        return None
    try:
        geometry.transform(transform)
    except GDALException as error:
        raise VectorFileError(
            f"{path.name}, Objekt {number}: Die Koordinaten passen nicht zum angegebenen Koordinatensystem."
        ) from error
    return shapely.force_2d(shapely.from_wkb(bytes(geometry.wkb)))
