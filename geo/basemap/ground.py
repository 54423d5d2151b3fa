"""Everything of the base map that is not text: areas, waters, buildings, then ways from tunnel to bridge."""

from collections.abc import Iterator

from geo.basemap.signs import fir_svg, tree_svg, wave_svg
from geo.basemap.style import Look
from geo.basemap.ways import way_layers
from geo.cartography.mapfile import document, fill, layer, line, rule, style, symbolizer
from geo.cartography.symbol_files import symbol_file

_WATER_LINES = {"river": (0.8, 3.0), "canal": (0.8, 3.0), "stream": (0.4, 1.6), "ditch": (0.0, 1.0)}
"""Widths at zoom 11 and 18."""
_SIGN_SPACING = 28
_SIGN_MARGIN = 9
"""In style pixels, as is everything that a sign keeps away from."""


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
    yield style("water-areas", [rule(fill(theme.water) + _edge(look, theme.water_edge))])
    yield layer("water-areas", "SELECT geom FROM basemap.water_areas WHERE geom && !bbox!", ["water-areas"])


def _buildings(look: Look) -> Iterator[str]:
    if look.zoom < 13.6:
        return
    theme = look.theme
    edge = _edge(look, theme.building_edge) if look.zoom >= 15.5 or theme.building == theme.land else ""
    yield style("buildings", [rule(fill(theme.building) + edge)])
    yield layer("buildings", "SELECT geom FROM basemap.buildings WHERE geom && !bbox!", ["buildings"])


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
    spacing_m, margin_m = _SIGN_SPACING * look.metres_per_pixel, _SIGN_MARGIN * look.metres_per_pixel
    jitter_m = spacing_m * 0.6
    return f"""
        SELECT point AS geom, sign
        FROM (
            SELECT CASE WHEN class = 'wood' THEN 'wood' ELSE 'park' END AS sign, geom FROM basemap.areas
            WHERE class IN ('wood', 'park', 'cemetery') AND geom && !bbox!
            UNION ALL
            SELECT 'water', geom FROM basemap.water_areas WHERE geom && !bbox!
        ) AS grounds,
        LATERAL ST_SquareGrid({spacing_m:.1f}, ST_Intersection(geom, ST_SetSRID(!bbox!, ST_SRID(geom)))) AS cell,
        LATERAL (SELECT ST_Translate(
            ST_Centroid(cell.geom),
            (abs(hashtext(cell.i || 'x' || cell.j)) % 100 - 50) / 100.0 * {jitter_m:.1f},
            (abs(hashtext(cell.j || 'y' || cell.i)) % 100 - 50) / 100.0 * {jitter_m:.1f}
        ) AS point) AS moved
        WHERE ST_Contains(grounds.geom, point)
          AND NOT ST_DWithin(ST_Boundary(grounds.geom), point, {margin_m:.1f})
          AND NOT EXISTS (SELECT FROM basemap.roads WHERE ST_DWithin(roads.geom, point, {margin_m:.1f} * 1.2))
          AND NOT EXISTS (SELECT FROM basemap.rails WHERE ST_DWithin(rails.geom, point, {margin_m:.1f}))
          AND NOT EXISTS (SELECT FROM basemap.buildings WHERE ST_DWithin(buildings.geom, point, {margin_m:.1f}))
          AND NOT EXISTS (
            SELECT FROM basemap.water_areas AS pond
            WHERE sign <> 'water' AND ST_DWithin(pond.geom, point, {margin_m:.1f})
          )
        ORDER BY ST_Y(point) DESC
    """  # noqa: S608  # numbers of the style only
