"""Everything of the base map that is not text: areas, waters, buildings, then ways from tunnel to bridge."""

from collections.abc import Iterator

from geo.basemap.style import (
    AREAS,
    BUILDING,
    BUILDING_EDGE,
    CASING,
    CASING_WIDTHS,
    LAND,
    MAIN_CASING,
    MAIN_STREET,
    MOTORWAY,
    MOTORWAY_CASING,
    PATH,
    RAIL,
    RAIL_WIDTHS,
    ROAD_WIDTHS,
    STREET,
    TRACK_WIDTHS,
    TRAM,
    TUNNEL,
    WATER,
    Look,
)
from geo.cartography.mapfile import document, fill, layer, line, rule, style

_LINK_SHARE = 0.7
"""Slip roads are narrower than the road they leave."""


def ground_document(look: Look) -> str:
    return document([*_areas(look), *_waters(look), *_buildings(look), *_ways(look)], background=LAND)


def _areas(look: Look) -> Iterator[str]:
    # an area of four style pixels or less is noise
    smallest_m2 = (look.metres_per_pixel * 4) ** 2
    yield style("areas", [rule(fill(colour), f"[class] = '{name}'") for name, colour in AREAS.items()])
    yield layer(
        "areas",
        f"SELECT geom, class FROM basemap.areas WHERE geom && !bbox! AND area_m2 > {smallest_m2:.0f} "  # noqa: S608
        "AND class <> 'reserve' ORDER BY (class = 'square'), area_m2 DESC",
        ["areas"],
    )


def _waters(look: Look) -> Iterator[str]:
    widths = {"river": (0.8, 3.0), "canal": (0.8, 3.0), "stream": (0.4, 1.6), "ditch": (0.0, 1.0)}
    share = min(max((look.zoom - 11) / 7, 0.0), 1.0)
    rules = [
        rule(line(WATER, low + (high - low) * share), f"[class] = '{name}'")
        for name, (low, high) in widths.items()
        if look.zoom >= (13 if name in ("stream", "ditch") else 10)
    ]
    yield style("water-lines", rules)
    yield layer(
        "water-lines",
        "SELECT geom, class FROM basemap.water_lines WHERE geom && !bbox! AND NOT tunnel",
        ["water-lines"],
    )
    yield style("water-areas", [rule(fill(WATER))])
    yield layer("water-areas", "SELECT geom FROM basemap.water_areas WHERE geom && !bbox!", ["water-areas"])


def _buildings(look: Look) -> Iterator[str]:
    if look.zoom < 13.6:
        return
    edge = line(BUILDING_EDGE, 0.5) if look.zoom >= 15.5 else ""
    yield style("buildings", [rule(fill(BUILDING) + edge)])
    yield layer("buildings", "SELECT geom FROM basemap.buildings WHERE geom && !bbox!", ["buildings"])


def _ways(look: Look) -> Iterator[str]:
    """One query for roads and rails: grouped by level, each level is drawn with all its styles before the next."""
    # footways are mapped across and along streets: under them they do not disturb
    yield style("way-paths", _path_rules(look, "[place] = 0"))
    yield style("way-casings", _casing_rules(look))
    yield style("way-fills", _fill_rules(look))
    yield style("way-bridge-paths", _path_rules(look, "[place] = 1"))
    yield style("way-rails", _rail_rules(look))
    lowest_rank = _lowest_rank(look)
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
        ORDER BY level, rank, link DESC
        """,  # noqa: S608  # numbers of the style only
        ["way-paths", "way-casings", "way-fills", "way-bridge-paths", "way-rails"],
        group_by="level",
        cache_features="true",
    )


_LEVEL = "CASE WHEN tunnel THEN -1 WHEN bridge THEN greatest(layer, 1) ELSE 0 END"


def _lowest_rank(look: Look) -> int:
    for zoom, rank in ((11, 70), (12, 60), (13, 50), (14, 45), (15, 20)):
        if look.zoom < zoom - 0.4:
            return rank
    return 0


def _colours(road_class: str) -> tuple[str, str]:
    if road_class in ("motorway", "trunk"):
        return MOTORWAY, MOTORWAY_CASING
    if road_class in ("primary", "secondary"):
        return MAIN_STREET, MAIN_CASING
    return STREET, CASING


def _road_widths(look: Look) -> Iterator[tuple[str, int, float]]:
    for name, widths in ROAD_WIDTHS.items():
        width = look.width(widths)
        if width > 0.2:
            yield name, 0, width
            yield name, 1, width * _LINK_SHARE


def _casing_rules(look: Look) -> Iterator[str]:
    edge = look.width(CASING_WIDTHS)
    for name, link, width in _road_widths(look):
        chosen = f"[kind] = 'road' and [class] = '{name}' and [link] = {link}"
        colour = _colours(name)[1]
        whole = width + 2 * edge
        yield rule(line(colour, whole), f"{chosen} and [place] = 0")
        # butt ends: a bridge must not round off over the street that it leaves
        yield rule(line(colour, whole + 0.6, stroke_linecap="butt"), f"{chosen} and [place] = 1")
        dashes = f"{max(2.0, width):.1f},{max(1.5, width * 0.6):.1f}"
        yield rule(line(colour, whole, stroke_linecap="butt", stroke_dasharray=dashes), f"{chosen} and [place] = -1")
    if look.zoom >= 14:
        chosen = "[place] = 1 and ([class] = 'path' or [class] = 'track' or [class] = 'steps')"
        yield rule(line(CASING, look.width(TRACK_WIDTHS["track"]) + 3.2, stroke_linecap="butt"), chosen)
    if look.zoom >= 13:
        rail = "[kind] = 'rail' and [place] = 1"
        yield rule(line(CASING, look.width(RAIL_WIDTHS) + 2.6, stroke_linecap="butt"), rail)


def _fill_rules(look: Look) -> Iterator[str]:
    for name, link, width in _road_widths(look):
        chosen = f"[kind] = 'road' and [class] = '{name}' and [link] = {link}"
        yield rule(line(_colours(name)[0], width), f"{chosen} and [place] >= 0")
        yield rule(line(TUNNEL, width), f"{chosen} and [place] = -1")
    if look.zoom >= 14:
        chosen = "[place] = 1 and ([class] = 'path' or [class] = 'track' or [class] = 'steps')"
        yield rule(line(LAND, look.width(TRACK_WIDTHS["track"]) + 2.0, stroke_linecap="butt"), chosen)


def _path_rules(look: Look, place: str) -> Iterator[str]:
    dashes = {"track": "6,2", "path": "3,2", "steps": "1,1"}
    for name, widths in TRACK_WIDTHS.items():
        width = look.width(widths)
        if width > 0.2:
            dashed = line(PATH, width, stroke_linecap="butt", stroke_dasharray=dashes[name])
            yield rule(dashed, f"[kind] = 'road' and [class] = '{name}' and {place}")


def _rail_rules(look: Look) -> Iterator[str]:
    width = look.width(RAIL_WIDTHS)
    for minor, share in ((0, 1.0), (1, 0.6)):
        chosen = f"[kind] = 'rail' and [class] = 'rail' and [link] = {minor}"
        tracks = line(RAIL, width * share)
        if look.zoom >= 13.5 and not minor:
            tracks += line("#FFFFFF", width * 0.55, stroke_linecap="butt", stroke_dasharray="6,6")
        yield rule(tracks, f"{chosen} and [place] >= 0")
        yield rule(
            line(RAIL, width * share, stroke_dasharray="3,4", stroke_linecap="butt"), f"{chosen} and [place] = -1"
        )
    if look.zoom >= 14:
        yield rule(line(TRAM, width * 0.4), "[kind] = 'rail' and [class] <> 'rail' and [place] >= 0")
