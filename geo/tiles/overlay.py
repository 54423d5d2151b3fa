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


Passes = Callable[[int], Sequence[Sequence[str]]]
"""The Mapnik rules of a zoom, on the fields of the source; a pass paints all rows before the next one begins."""


def overlay_documents(source: VectorSource, passes: Passes) -> Callable[[Block], Sequence[str]]:
    """The rows are read here and not by Mapnik: with the public role, and as the tests see them."""

    def documents(block: Block) -> Sequence[str]:
        features = _features(source, block)
        return [_document(features, passes(block.zoom))] if features else [document([])]

    return documents


def _features(source: VectorSource, block: Block) -> list[str]:
    rows = source.rows().filter(**{f"{source.geometry}__bboverlaps": block.envelope(GUTTER_PX)})
    return write_features(rows, FeatureShape(source.fields, source.geometry, srid=STORAGE, decimals=_CENTIMETRES))


def _document(features: Sequence[str], passes: Sequence[Sequence[str]]) -> str:
    collection = f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'
    names = [f"pass-{number}" for number in range(len(passes))]
    return document(
        [
            *(style(name, rules) for name, rules in zip(names, passes, strict=True)),
            f'<Layer name="overlay" srs="epsg:{STORAGE}">',
            *(f"<StyleName>{name}</StyleName>" for name in names),
            '<Datasource><Parameter name="type">geojson</Parameter>',
            f'<Parameter name="inline">{escape(collection)}</Parameter></Datasource></Layer>',
        ]
    )
