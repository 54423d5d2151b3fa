"""What lies over the base map of a sheet, as Mapnik documents: veil, border, hatching, and room kept free of labels."""

import json
from collections.abc import Iterable, Sequence
from html import escape

from shapely import LineString, MultiLineString, Point, unary_union
from shapely.affinity import rotate
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geo.cartography.boxes import disjoint
from geo.cartography.mapfile import document, fill, line, rule, style, symbolizer
from geo.cartography.placement.values import Box
from geo.cartography.units import STYLE_PIXEL_MM, ground_m
from geo.cartography.viewport import Viewport
from geo.crs import STORAGE

VEIL, HATCH = "#FFFFFF", "#CFC8BB"
_BORDER_MM = 0.7
_BORDER_CLEAR_MM = 1.2
_BAND_STEPS_MM = (3.0, 2.2, 1.4)
_BAND_OPACITY = 0.09
_HATCH_SPACING_MM = 2.2
_OBSTACLE_GAP_MM = 0.04
"""Mapnik keeps room free only for markers that it may drop, and drops those that touch another."""


def veil(viewport: Viewport, area: BaseGeometry, opacity: float = 0.6, colour: str = VEIL) -> str:
    """Over everything outside `area`."""
    return _overlay("veil", [viewport.frame - area], fill(colour, fill_opacity=opacity))


def border(viewport: Viewport, area: BaseGeometry, colour: str, *, band: bool = True) -> list[str]:
    """A line of 0.7 mm that later labels do not cross and, inside, a band of 3 mm that fades towards the middle."""
    bands = []
    for step, width_mm in enumerate(_BAND_STEPS_MM if band else ()):
        inner = area.buffer(-ground_m(width_mm, viewport.scale_denominator))
        bands.append(_overlay(f"band-{step}", [area - inner], fill(colour, fill_opacity=_BAND_OPACITY)))
    clear = _style_pixels(_BORDER_CLEAR_MM)
    keep_clear = symbolizer(
        "Markers", placement="line", width=clear, height=clear, spacing=clear, opacity=0, stroke_width=0
    )
    outline = _overlay("border", [area.boundary], line(colour, _style_pixels(_BORDER_MM)) + keep_clear)
    return [*bands, outline]


def neighbours(areas: Sequence[BaseGeometry], colour: str, width_mm: float = 0.25) -> str:
    """The borders of other areas, each drawn once, dashed."""
    lines = unary_union([area.boundary for area in areas])
    return _overlay("neighbours", [lines], line(colour, _style_pixels(width_mm), stroke_dasharray="8,4"))


def filled(areas: Sequence[BaseGeometry], colour: str, opacity: float = 1.0) -> str:
    """Flat areas for a map without base data."""
    return _overlay("filled", areas, fill(colour, fill_opacity=opacity))


def plain_ground(colour: str) -> str:
    """Empty ground, for a map that is meant to have no base map."""
    return document([], background=colour)


def hatching(viewport: Viewport, coverage: BaseGeometry, colour: str = HATCH, ground: str = VEIL) -> list[str]:
    """Oblique lines where the base map knows nothing."""
    unknown = viewport.frame - coverage
    strokes = unknown & _oblique_lines(viewport)
    hatch = line(colour, _style_pixels(0.15), stroke_linecap="butt")
    return [_overlay("unknown", [unknown], fill(ground, fill_opacity=0.5)), _overlay("hatch", [strokes], hatch)]


def obstacles(viewport: Viewport, boxes: Iterable[Box]) -> str:
    """Room that the labels of later documents leave free; itself invisible. Boxes may overlap and leave the paper."""
    paper = Box(0, 0, viewport.width_mm, viewport.height_mm)
    features = [
        _feature(
            Point(*viewport.to_ground((each.left + each.right) / 2, (each.top + each.bottom) / 2)),
            width=_style_pixels(each.width - _OBSTACLE_GAP_MM),
            height=_style_pixels(each.height - _OBSTACLE_GAP_MM),
        )
        for each in disjoint(boxes, paper)
        if min(each.width, each.height) > _OBSTACLE_GAP_MM
    ]
    return _layer_of(
        "obstacles", features, symbolizer("Markers", width="[width]", height="[height]", opacity=0, stroke_width=0)
    )


def _oblique_lines(viewport: Viewport) -> MultiLineString:
    west, south, east, north = viewport.bounds
    middle_x, middle_y = viewport.centre
    reach = (east - west) + (north - south)
    spacing = ground_m(_HATCH_SPACING_MM, viewport.scale_denominator)
    count = int(reach / spacing / 2)
    level = [
        LineString([(middle_x - reach, middle_y + index * spacing), (middle_x + reach, middle_y + index * spacing)])
        for index in range(-count, count + 1)
    ]
    return rotate(MultiLineString(level), 45, origin=viewport.centre)


def _style_pixels(length_mm: float) -> float:
    return round(length_mm / STYLE_PIXEL_MM, 2)


def _feature(geometry: BaseGeometry, **properties: float) -> dict[str, object]:
    return {"type": "Feature", "geometry": mapping(geometry), "properties": properties}


def _overlay(name: str, geometries: Sequence[BaseGeometry], symbolizers: str) -> str:
    return _layer_of(name, [_feature(each) for each in geometries if not each.is_empty], symbolizers)


def _layer_of(name: str, features: Sequence[dict[str, object]], symbolizers: str) -> str:
    """Layer and style of features in the storage CRS; Mapnik cannot read a collection without any."""
    if not features:
        return document([])
    collection = escape(json.dumps({"type": "FeatureCollection", "features": features}))
    return document(
        [
            style(name, [rule(symbolizers)]),
            f'<Layer name="{name}" srs="epsg:{STORAGE}"><StyleName>{name}</StyleName><Datasource>'
            f'<Parameter name="type">geojson</Parameter><Parameter name="inline">{collection}</Parameter>'
            "</Datasource></Layer>",
        ]
    )
