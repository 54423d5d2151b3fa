"""An overlay as pictures: the rows of its vector tiles, painted with the rules of its style."""

from collections.abc import Callable, Sequence
from html import escape

from geo.cartography.mapfile import document, style
from geo.crs import STORAGE
from geo.db.geojson import FeatureShape, write_features
from geo.tiles.grid import Block
from geo.tiles.layers import VectorSource
from geo.tiles.png import GUTTER_PX

_CENTIMETRES = 2


def overlay_documents(source: VectorSource, rules: Callable[[int], Sequence[str]]) -> Callable[[Block], Sequence[str]]:
    """`rules` of a zoom are Mapnik rules on the fields of the source; the rows are read here, with the public role."""

    def documents(block: Block) -> Sequence[str]:
        features = _features(source, block)
        return [_document(features, rules(block.zoom))] if features else [document([])]

    return documents


def _features(source: VectorSource, block: Block) -> list[str]:
    rows = source.rows().filter(**{f"{source.geometry}__bboverlaps": block.envelope(GUTTER_PX)})
    return write_features(rows, FeatureShape(source.fields, source.geometry, srid=STORAGE, decimals=_CENTIMETRES))


def _document(features: Sequence[str], rules: Sequence[str]) -> str:
    collection = f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'
    return document(
        [
            style("overlay", rules),
            f'<Layer name="overlay" srs="epsg:{STORAGE}"><StyleName>overlay</StyleName><Datasource>'
            f'<Parameter name="type">geojson</Parameter><Parameter name="inline">{escape(collection)}</Parameter>'
            "</Datasource></Layer>",
        ]
    )
