"""Everything of the base map that is not text: areas, waters, buildings, then ways from tunnel to bridge."""

from collections.abc import Iterator

from geo.basemap.signs import fir_svg, tree_svg, wave_svg
from geo.basemap.style import Look
from geo.basemap.ways import way_layers
from geo.cartography.mapfile import document, fill, layer, line, rule, style, symbolizer
from geo.cartography.symbol_files import symbol_file
from geo.crs import STORAGE

_WATER_LINES = {"river": (0.8, 3.0), "canal": (0.8, 3.0), "stream": (0.4, 1.6), "ditch": (0.0, 1.0)}
"""Widths at zoom 11 and 18."""
_SIGN_SPACING = 24
_SIGN_MARGIN, _SIGN_GAP = 6, 9
"""In style pixels: to the next sign, to the edge of the wood or lake, to streets and houses."""


def ground_document(look: Look) -> str:
    parts = [*_areas(look), *_waters(look), *_signs(look), *_buildings(look), *way_layers(look)]
    return document(parts, background=look.theme.land)


def _edge(look: Look, colour: str | None) -> str:
    return line(colour, 0.5 * look.theme.edge) if colour else ""


def _areas(look: Look) -> Iterator[str]:
    # an area of four style pixels or less is noise
    smallest_m2 = (look.metres_per_pixel * 4) ** 2
    edge = _edge(look, look.theme.area_edge)
    rules = [rule(fill(colour) + edge, f"[class] = '{name}'") for name, colour in look.theme.areas.items()]
    yield style("areas", rules)
    yield layer(
        "areas",
        f"SELECT geom, class FROM basemap.areas WHERE geom && !bbox! AND area_m2 > {smallest_m2:.0f} "  # noqa: S608
        "AND class NOT IN ('reserve', 'square') ORDER BY area_m2 DESC",
        ["areas"],
    )


def _waters(look: Look) -> Iterator[str]:
    theme = look.theme
    share = min(max((look.zoom - 11) / 7, 0.0), 1.0)
    banks, waters = [], []
    for name, (low, high) in _WATER_LINES.items():
        if look.zoom < (13 if name in ("stream", "ditch") else 10):
            continue
        width, chosen = low + (high - low) * share, f"[class] = '{name}'"
        waters.append(rule(line(theme.water, width), chosen))
        if theme.water_edge:
            banks.append(rule(line(theme.water_edge, width + theme.edge), chosen))
    yield style("water-banks", banks)
    yield style("water-lines", waters)
    yield layer(
        "water-lines",
        "SELECT geom, class FROM basemap.water_lines WHERE geom && !bbox! AND NOT tunnel",
        ["water-banks", "water-lines"] if banks else ["water-lines"],
        cache_features="true" if banks else None,
    )
    yield from _united("water_areas", theme.water, theme.water_edge, theme.edge)


def _buildings(look: Look) -> Iterator[str]:
    theme = look.theme
    if look.zoom >= 15.5:
        yield style("buildings", [rule(fill(theme.building) + _edge(look, theme.building_edge))])
        yield layer("buildings", "SELECT geom FROM basemap.buildings WHERE geom && !bbox!", ["buildings"])
    elif look.zoom >= 13.6:
        edge = theme.building_edge if theme.building == theme.land else None
        yield from _united("buildings", theme.building, edge, theme.edge)


def _united(table: str, colour: str, edge: str | None, edge_px: float) -> Iterator[str]:
    """What touches has one outline: all edges are drawn before the first surface, which hides its half of them."""
    styles = [table]
    yield style(table, [rule(fill(colour))])
    if edge:
        yield style(f"{table}-edges", [rule(line(edge, edge_px))])
        styles = [f"{table}-edges", table]
    rows = f"SELECT geom FROM basemap.{table} WHERE geom && !bbox!"  # noqa: S608  # tables of the style only
    yield layer(table, rows, styles, cache_features="true" if edge else None)


def _signs(look: Look) -> Iterator[str]:
    """Trees and waves, for a theme that tells woods and waters apart by drawing instead of colour."""
    theme = look.theme
    if theme.sign_ink is None or look.zoom < 13:
        return
    svgs = {
        "wood": fir_svg(theme.land, theme.sign_ink),
        "park": tree_svg(theme.land, theme.sign_ink),
        "water": wave_svg(theme.sign_ink),
    }
    yield style(
        "signs",
        [
            rule(symbolizer("Markers", file=symbol_file(svg), allow_overlap="true"), f"[sign] = '{name}'")
            for name, svg in svgs.items()
        ],
    )
    yield layer("signs", _sign_rows(look), ["signs"])


def _sign_rows(look: Look) -> str:
    """A point in each square of a grid, moved by a hash of its place, where it is clear of streets and houses."""
    spacing_m, margin_m, gap_m = (px * look.metres_per_pixel for px in (_SIGN_SPACING, _SIGN_MARGIN, _SIGN_GAP))
    clear = " ".join(
        f"AND NOT EXISTS (SELECT FROM basemap.{table} AS other WHERE ST_DWithin(other.geom, point, {gap_m:.1f}))"
        for table in ("roads", "rails", "buildings")
    )
    return f"""
        WITH box AS (SELECT ST_Expand(ST_SetSRID(!bbox!::geometry, {STORAGE}), {spacing_m:.1f}) AS geom),
        grounds AS MATERIALIZED (
            SELECT sign, ST_Buffer(ST_Intersection(drawn.geom, box.geom), -{margin_m:.1f}, 2) AS geom
            FROM box, (
                SELECT CASE WHEN class = 'wood' THEN 'wood' ELSE 'park' END AS sign, geom FROM basemap.areas
                WHERE class IN ('wood', 'park', 'cemetery')
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
    """  # noqa: S608  # numbers of the style only


def _moved(first: str, second: str, spacing_m: float) -> str:
    return f"(hashtext(cell.{first} || ' ' || cell.{second}) % 100) / 333.0 * {spacing_m:.1f}"
