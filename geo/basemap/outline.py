"""The map as line art to be coloured: few wide streets, large shapes, trees and waves, hardly a name.

A child needs spaces that a crayon fills. So streets are chosen until they fill the area, the greatest first, whatever
the scale; and what would be smaller than a finger's breadth on paper is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from geo.basemap.lettering import SEMIBOLD
from geo.basemap.signs import fir_svg, tree_svg, tuft_svg, wave_svg
from geo.cartography.mapfile import document, fill, layer, line, rule, style, symbolizer
from geo.cartography.symbol_files import symbol_file
from geo.cartography.units import POINTS_PER_MM, STYLE_PIXEL_MM, ground_m
from geo.crs import STORAGE

WHITE, INK, FINE = "#FFFFFF", "#141414", "#8A8A8A"
STREETS_MM_PER_MM2 = 0.085
"""Length of streets for the area: blocks are about 2 cm wide."""
MOST_NAMES = 6
_NAME_PT = 14.0
_HALO_MM = 1.8
_LINE_MM = 0.3
_SHORTEST_MM = 20.0
"""Of a side street: shorter ones end somewhere."""
_AREA_MM2, _WATER_MM2 = 70.0, 12.0
_STREET_MM = {"main": 3.4, "street": 2.4, "track": 1.5}
_RIVER_MM, _STREAM_MM = 2.4, 1.0
_RAIL_MM, _TIE_MM = 1.7, 1.9
_SIGN_SPACING_MM, _SIGN_MARGIN_MM, _SIGN_GAP_MM = 8.0, 3.2, 4.2
_SIGN_SCALE = 1.7
_AREAS = "'wood', 'park', 'cemetery', 'allotments', 'sport', 'grass', 'field', 'square'"


@dataclass(frozen=True)
class Outline:
    """The line art of an area (EPSG:25832) at a scale."""

    area: BaseGeometry
    denominator: float

    @property
    def area_sql(self) -> str:
        coarse = self.area.simplify(self.metres(0.2)).buffer(0)
        return f"ST_GeomFromText('{coarse.wkt}', {STORAGE})"

    def metres(self, length_mm: float) -> float:
        return ground_m(length_mm, self.denominator)

    def square_metres(self, area_mm2: float) -> float:
        return area_mm2 * self.metres(1) ** 2


def outline_document(outline: Outline) -> str:
    parts = [*_areas(outline), *_waters(outline), *_signs(outline), *_rails(), *_streets(outline)]
    return document(parts, background=WHITE)


def outline_names(outline: Outline) -> str:
    """The largest quarters within the area, legible across streets: letters to be coloured would be lost in lines."""
    size = _NAME_PT / POINTS_PER_MM / STYLE_PIXEL_MM
    name = symbolizer(
        "Text",
        "[name]",
        face_name=SEMIBOLD,
        size=round(size, 2),
        fill=INK,
        halo_fill=WHITE,
        halo_radius=_pixels(_HALO_MM),
        character_spacing=1.2,
        wrap_width=round(size * 5),
        avoid_edges="true",
        margin=8,
        placement_type="simple",
        placements="C,N,S,E,W,NE,NW,SE,SW",
        dx=round(size, 1),
        dy=round(size, 1),
    )
    rows = f"""
        SELECT geom, name FROM basemap.places
        WHERE geom && !bbox! AND class IN ('village', 'district', 'suburb', 'quarter')
        AND ST_Within(geom, {outline.area_sql})
        ORDER BY array_position(ARRAY['district', 'suburb', 'village', 'quarter'], class), name LIMIT {MOST_NAMES}
    """  # noqa: S608  # numbers and an outline only
    return document([style("names", [rule(name)]), layer("names", rows, ["names"])])


def _pixels(length_mm: float) -> float:
    return round(length_mm / STYLE_PIXEL_MM, 2)


def _band(width_mm: float) -> tuple[str, str]:
    """Two lines with white between them: the line below, and what is drawn over all lines."""
    edge = line(INK, _pixels(width_mm + 2 * _LINE_MM))
    return edge, line(WHITE, _pixels(width_mm))


def _areas(outline: Outline) -> Iterator[str]:
    yield style("areas", [rule(fill(WHITE) + line(INK, _pixels(_LINE_MM)))])
    yield layer(
        "areas",
        f"SELECT geom FROM basemap.areas WHERE geom && !bbox! AND class IN ({_AREAS}) "  # noqa: S608
        f"AND area_m2 > {outline.square_metres(_AREA_MM2):.0f} ORDER BY area_m2 DESC",
        ["areas"],
    )


def _waters(outline: Outline) -> Iterator[str]:
    edges, surfaces = [], []
    for name, width_mm in {"river": _RIVER_MM, "canal": _RIVER_MM, "stream": _STREAM_MM}.items():
        edge, surface = _band(width_mm)
        edges.append(rule(edge, f"[class] = '{name}'"))
        surfaces.append(rule(surface, f"[class] = '{name}'"))
    edges.append(rule(line(INK, _pixels(2 * _LINE_MM)), "[class] = 'water'"))
    surfaces.append(rule(fill(WHITE), "[class] = 'water'"))
    yield style("water-edges", edges)
    yield style("waters", surfaces)
    rows = f"""
        SELECT geom, class FROM basemap.water_lines
        WHERE geom && !bbox! AND NOT tunnel AND class IN ('river', 'canal', 'stream')
        UNION ALL
        SELECT geom, 'water' FROM basemap.water_areas
        WHERE geom && !bbox! AND area_m2 > {outline.square_metres(_WATER_MM2):.0f}
    """  # noqa: S608  # numbers only
    yield layer("waters", rows, ["water-edges", "waters"], cache_features="true")


def _rails() -> Iterator[str]:
    edge, surface = _band(_RAIL_MM)
    tie = f"{_pixels(0.45)},{_pixels(2.2)}"
    yield style("rail-edges", [rule(edge)])
    yield style("rails", [rule(surface)])
    yield style("ties", [rule(line(INK, _pixels(_TIE_MM), stroke_linecap="butt", stroke_dasharray=tie))])
    rows = "SELECT geom FROM basemap.rails WHERE geom && !bbox! AND class = 'rail' AND NOT minor AND NOT tunnel"
    yield layer("rails", rows, ["rail-edges", "rails", "ties"], cache_features="true")


def _streets(outline: Outline) -> Iterator[str]:
    edges, surfaces = [], []
    for name, width_mm in _STREET_MM.items():
        edge, surface = _band(width_mm)
        edges.append(rule(edge, f"[kind] = '{name}'"))
        surfaces.append(rule(surface, f"[kind] = '{name}'"))
    yield style("street-edges", edges)
    yield style("streets", surfaces)
    rows = f"""
        WITH chosen AS ({_chosen_streets(outline)})
        SELECT geom, CASE WHEN rank >= 70 THEN 'main' WHEN rank >= 45 THEN 'street' ELSE 'track' END AS kind
        FROM chosen WHERE geom && !bbox! ORDER BY rank
    """  # noqa: S608  # numbers and an outline only
    yield layer("streets", rows, ["street-edges", "streets"], cache_features="true")


def _chosen_streets(outline: Outline) -> str:
    """The greatest and longest of the area until it is filled, and as great ones around it."""
    budget_m = STREETS_MM_PER_MM2 * outline.area.area / outline.metres(1)
    within = outline.area_sql
    # of a road with two carriageways each counts half: on paper they are one
    return f"""
        WITH streets AS (
            SELECT coalesce(name, osm_id::text) AS street, max(rank) AS rank,
                sum(ST_Length(ST_Intersection(geom, {within})) / CASE WHEN rank >= 70 AND oneway <> 0 THEN 2 ELSE 1 END)
                AS length_m
            FROM basemap.roads
            WHERE ST_Intersects(geom, {within}) AND rank >= 20 AND NOT link AND NOT minor AND NOT tunnel
            GROUP BY street
        ),
        filling AS (
            SELECT street, rank, sum(length_m) OVER (ORDER BY rank DESC, length_m DESC, street) - length_m AS before_m
            FROM streets WHERE rank >= 60 OR length_m > {outline.metres(_SHORTEST_MM):.0f}
        ),
        taken AS (SELECT street, rank FROM filling WHERE before_m < {budget_m:.0f})
        SELECT geom, roads.rank FROM basemap.roads
        LEFT JOIN taken ON taken.street = coalesce(name, osm_id::text)
        WHERE NOT link AND NOT minor AND NOT tunnel AND roads.rank >= 20
        AND (taken.street IS NOT NULL OR roads.rank > (SELECT min(rank) FROM taken)
            AND NOT ST_Intersects(geom, {within}))
    """  # noqa: S608  # numbers and an outline only


def _signs(outline: Outline) -> Iterator[str]:
    drawings = {
        "wood": fir_svg(WHITE, FINE),
        "park": tree_svg(WHITE, FINE),
        "meadow": tuft_svg(FINE),
        "water": wave_svg(FINE),
    }
    grown = {"transform": f"scale({_SIGN_SCALE})", "allow_overlap": "true"}
    rules = [
        rule(symbolizer("Markers", file=symbol_file(svg), **grown), f"[sign] = '{name}'")
        for name, svg in drawings.items()
    ]
    yield style("signs", rules)
    yield layer("signs", _sign_rows(outline), ["signs"])


def _sign_rows(outline: Outline) -> str:
    """A point in each square of a grid, moved by a hash of its place, where it is clear of streets and rails."""
    lengths_mm = (_SIGN_SPACING_MM, _SIGN_MARGIN_MM, _SIGN_GAP_MM)
    spacing_m, margin_m, gap_m = (outline.metres(length) for length in lengths_mm)
    clear = " ".join(
        f"AND NOT EXISTS (SELECT FROM {table} AS other WHERE ST_DWithin(other.geom, point, {gap_m:.1f}))"
        for table in ("chosen", "basemap.rails")
    )
    return f"""
        WITH box AS (SELECT ST_Expand(ST_SetSRID(!bbox!::geometry, {STORAGE}), {spacing_m:.1f}) AS geom),
        chosen AS MATERIALIZED ({_chosen_streets(outline)}),
        grounds AS MATERIALIZED (
            SELECT sign, ST_Buffer(ST_Intersection(drawn.geom, box.geom), -{margin_m:.1f}, 2) AS geom
            FROM box, (
                SELECT CASE class WHEN 'wood' THEN 'wood' WHEN 'grass' THEN 'meadow' WHEN 'field' THEN 'meadow'
                    ELSE 'park' END AS sign, geom
                FROM basemap.areas WHERE class IN ('wood', 'park', 'cemetery', 'allotments', 'grass', 'field')
                UNION ALL
                SELECT 'water', geom FROM basemap.water_areas
            ) AS drawn
            WHERE drawn.geom && box.geom
        ),
        points AS MATERIALIZED (
            SELECT sign, point
            FROM grounds, LATERAL ST_SquareGrid({spacing_m:.1f}, geom) AS cell, LATERAL (SELECT ST_Translate(
                ST_Centroid(cell.geom), {_moved("i", "j", spacing_m)}, {_moved("j", "i", spacing_m)}
            ) AS point) AS moved
            WHERE ST_Intersects(grounds.geom, point)
        )
        SELECT point AS geom, sign FROM points
        WHERE (sign = 'water' OR NOT EXISTS (
            SELECT FROM basemap.water_areas AS pond WHERE ST_DWithin(pond.geom, point, {gap_m:.1f})
        )) {clear}
        ORDER BY ST_Y(point) DESC
    """  # noqa: S608  # numbers and an outline only


def _moved(first: str, second: str, spacing_m: float) -> str:
    return f"(hashtext(cell.{first} || ' ' || cell.{second}) % 100) / 333.0 * {spacing_m:.1f}"
