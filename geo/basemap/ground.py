"""Everything of the base map that is not text: areas, waters, buildings, then ways from tunnel to bridge."""

from collections.abc import Iterator

from geo.basemap.style import Look
from geo.basemap.ways import way_layers
from geo.cartography.mapfile import document, fill, layer, line, rule, style

_WATER_LINES = {"river": (0.8, 3.0), "canal": (0.8, 3.0), "stream": (0.4, 1.6), "ditch": (0.0, 1.0)}
"""Widths at zoom 11 and 18."""


def ground_document(look: Look) -> str:
    parts = [*_areas(look), *_waters(look), *_buildings(look), *way_layers(look)]
    return document(parts, background=look.theme.land)


def _areas(look: Look) -> Iterator[str]:
    # an area of four style pixels or less is noise
    smallest_m2 = (look.metres_per_pixel * 4) ** 2
    rules = [rule(fill(colour), f"[class] = '{name}'") for name, colour in look.theme.areas.items()]
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
            banks.append(rule(line(theme.water_edge, width + 1), chosen))
    yield style("water-banks", banks)
    yield style("water-lines", waters)
    yield layer(
        "water-lines",
        "SELECT geom, class FROM basemap.water_lines WHERE geom && !bbox! AND NOT tunnel",
        ["water-banks", "water-lines"] if banks else ["water-lines"],
        cache_features="true" if banks else None,
    )
    yield from _united("water_areas", theme.water, theme.water_edge)


def _buildings(look: Look) -> Iterator[str]:
    theme = look.theme
    if look.zoom >= 15.5:
        yield style("buildings", [rule(fill(theme.building) + line(theme.building_edge, 0.5))])
        yield layer("buildings", "SELECT geom FROM basemap.buildings WHERE geom && !bbox!", ["buildings"])
    elif look.zoom >= 13.6:
        yield from _united("buildings", theme.building, None)


def _united(table: str, colour: str, edge: str | None) -> Iterator[str]:
    """What touches has one outline: all edges are drawn before the first surface, which hides its half of them."""
    styles = [table]
    yield style(table, [rule(fill(colour))])
    if edge:
        yield style(f"{table}-edges", [rule(line(edge, 1))])
        styles = [f"{table}-edges", table]
    rows = f"SELECT geom FROM basemap.{table} WHERE geom && !bbox!"  # noqa: S608  # tables of the style only
    yield layer(table, rows, styles, cache_features="true" if edge else None)
