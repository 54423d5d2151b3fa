"""Roads, squares and rails, from tunnel to bridge."""

from collections.abc import Iterator

from geo.basemap.style import RAIL_WIDTHS, ROAD_WIDTHS, TRACK_WIDTHS, Look
from geo.basemap.themes import Road
from geo.cartography.mapfile import fill, layer, line, rule, style

_LINK_SHARE = 0.7
"""Slip roads are narrower than the road they leave."""
_LEVEL = "CASE WHEN tunnel THEN -1 WHEN bridge THEN greatest(layer, 1) ELSE 0 END"
_PATH_BRIDGE = "[place] = 1 and ([class] = 'path' or [class] = 'track' or [class] = 'steps')"
_RAIL_BRIDGE = "[kind] = 'rail' and [place] = 1"
_SQUARE = "[kind] = 'square'"


def way_layers(look: Look) -> Iterator[str]:
    """One query for all of them: grouped by level, each level is drawn with all its styles before the next."""
    # footways are mapped across and along streets: under them they do not disturb
    yield style("way-paths", _path_rules(look, "[place] = 0"))
    yield style("way-casings", _casing_rules(look))
    yield style("way-fills", _fill_rules(look))
    yield style("way-bridge-paths", _path_rules(look, "[place] = 1"))
    yield style("way-rails", _rail_rules(look))
    lowest_rank = _lowest_rank(look)
    smallest_square_m2 = (look.metres_per_pixel * 4) ** 2
    yield layer(
        "ways",
        f"""
        SELECT geom, class, link::int AS link, 'road' AS kind, sign(level)::int AS place, level, rank
        FROM (SELECT *, {_LEVEL} AS level FROM basemap.roads WHERE geom && !bbox! AND rank >= {lowest_rank}) AS roads
        WHERE NOT minor OR {look.zoom} >= 17
        UNION ALL
        SELECT geom, class, minor::int, 'rail', sign(level)::int, level, 75
        FROM (SELECT *, {_LEVEL} AS level FROM basemap.rails WHERE geom && !bbox!) AS rails
        WHERE (NOT minor OR {look.zoom} >= 15) AND (NOT tunnel OR class = 'rail')
        UNION ALL
        SELECT geom, class, 0, 'square', 0, 0, 0
        FROM basemap.areas
        WHERE geom && !bbox! AND class = 'square' AND area_m2 > {smallest_square_m2:.0f}
        ORDER BY level, rank, link DESC
        """,  # noqa: S608  # numbers of the style only
        ["way-paths", "way-casings", "way-fills", "way-bridge-paths", "way-rails"],
        group_by="level",
        cache_features="true",
    )


def _lowest_rank(look: Look) -> int:
    for zoom, rank in ((11, 70), (12, 60), (13, 50), (14, 45), (15, 20)):
        if look.zoom < zoom - 0.4:
            return rank
    return 0


def _colours(look: Look, road_class: str) -> Road:
    if road_class in ("motorway", "trunk"):
        return look.theme.motorway
    if road_class in ("primary", "secondary"):
        return look.theme.main_street
    return look.theme.street


def _roads(look: Look) -> Iterator[tuple[str, Road, float]]:
    """Condition, colours and width."""
    for name, widths in ROAD_WIDTHS.items():
        width = look.width(widths)
        if width > 0.2:
            chosen = f"[kind] = 'road' and [class] = '{name}' and [link]"
            yield f"{chosen} = 0", _colours(look, name), width
            yield f"{chosen} = 1", _colours(look, name), width * _LINK_SHARE


def _path_bridge_px(look: Look) -> float:
    return look.width(TRACK_WIDTHS["track"]) + 2.0


def _casing_rules(look: Look) -> Iterator[str]:
    edge, street = look.casing, look.theme.street.casing
    yield rule(line(street, 2 * edge), _SQUARE)
    for chosen, road, width in _roads(look):
        whole = width + 2 * edge
        yield rule(line(road.casing, whole), f"{chosen} and [place] = 0")
        # butt ends: a bridge must not round off over the street that it leaves
        yield rule(line(road.casing, whole + 0.6, stroke_linecap="butt"), f"{chosen} and [place] = 1")
        dashes = f"{max(2.0, width):.1f},{max(1.5, width * 0.6):.1f}"
        tunnel = line(road.casing, whole, stroke_linecap="butt", stroke_dasharray=dashes)
        yield rule(tunnel, f"{chosen} and [place] = -1")
    if look.zoom >= 14:
        yield rule(line(street, _path_bridge_px(look) + 1.2, stroke_linecap="butt"), _PATH_BRIDGE)
    if look.zoom >= 13:
        yield rule(line(street, look.width(RAIL_WIDTHS) + 2.6 + look.casing, stroke_linecap="butt"), _RAIL_BRIDGE)


def _fill_rules(look: Look) -> Iterator[str]:
    yield rule(fill(look.theme.street.fill), _SQUARE)
    for chosen, road, width in _roads(look):
        yield rule(line(road.fill, width), f"{chosen} and [place] >= 0")
        yield rule(line(look.theme.tunnel, width), f"{chosen} and [place] = -1")
    if look.zoom >= 14:
        yield rule(line(look.theme.land, _path_bridge_px(look), stroke_linecap="butt"), _PATH_BRIDGE)
    if look.zoom >= 13:
        yield rule(line(look.theme.land, look.width(RAIL_WIDTHS) + 2.0, stroke_linecap="butt"), _RAIL_BRIDGE)


def _path_rules(look: Look, place: str) -> Iterator[str]:
    dashes = {"track": "6,2", "path": "3,2", "steps": "1,1"}
    for name, widths in TRACK_WIDTHS.items():
        width = look.width(widths)
        if width > 0.2:
            dashed = line(look.theme.path, width, stroke_linecap="butt", stroke_dasharray=dashes[name])
            yield rule(dashed, f"[kind] = 'road' and [class] = '{name}' and {place}")


def _rail_rules(look: Look) -> Iterator[str]:
    theme, width = look.theme, look.width(RAIL_WIDTHS)
    for minor, share in ((0, 1.0), (1, 0.4)):
        chosen = f"[kind] = 'rail' and [class] = 'rail' and [link] = {minor}"
        tracks = line(theme.rail, width * share)
        if look.zoom >= 13.5 and not minor:
            tracks += line(theme.rail_gap, width * 0.55, stroke_linecap="butt", stroke_dasharray="6,6")
        yield rule(tracks, f"{chosen} and [place] >= 0")
        tunnel = line(theme.rail, width * share, stroke_dasharray="3,4", stroke_linecap="butt")
        yield rule(tunnel, f"{chosen} and [place] = -1")
    if look.zoom >= 14:
        yield rule(line(theme.tram, width * 0.4), "[kind] = 'rail' and [class] <> 'rail' and [place] >= 0")
