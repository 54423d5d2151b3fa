"""Every text of the base map. Mapnik drops what finds no room: the order of the layers is their importance."""

from collections.abc import Iterator
from typing import Any

from shapely.geometry.base import BaseGeometry

from geo.basemap.lettering import ITALIC, SEMIBOLD, Lettering
from geo.basemap.signs import plate_svg, station_svg
from geo.basemap.style import Look
from geo.cartography.mapfile import document, layer, rule, style, symbolizer
from geo.cartography.symbol_files import symbol_file
from geo.crs import STORAGE

_MAIN_RANK = 60
_QUARTER_SHARE = 0.9
"""A quarter is a part of a suburb."""
_PLATE_TEXT = 8.0
"""Text size that fits the drawing of a road plate."""
_CLIP_TOLERANCE_M = 5.0


def labels_document(look: Look, inside: BaseGeometry | None = None) -> str:
    """`inside` in the storage CRS: only main streets keep their names beyond it."""
    clip = None
    if inside is not None:
        outline = inside.simplify(_CLIP_TOLERANCE_M).buffer(0)
        clip = f"ST_GeomFromText('{outline.wkt}', {STORAGE})"
    labels = Lettering(look, clip)
    parts = [_stations, _places, _road_plates, _main_streets, _waters, _streets, _areas, _house_numbers]
    return document(piece for part in parts for piece in part(labels))


def _places(labels: Lettering) -> Iterator[str]:
    look = labels.look
    from_zoom = {"city": 0.0, "town": 0.0, "village": 10.5, "district": 10.5, "suburb": 11.5, "quarter": 13.6}
    to_zoom = {"city": 12.5, "town": 13.5, "district": 14.5}
    shown = [name for name in from_zoom if from_zoom[name] <= look.zoom <= to_zoom.get(name, 18.0)]
    if not shown:
        return
    size = look.texts.quarter
    attributes = {
        "face_name": SEMIBOLD,
        "halo_radius": 1.6,
        "wrap_width": round(size * 6.5),
        "character_spacing": 0.3,
        "margin": 6,
        **_around(size, "C,N,S,E,W,NE,NW,SE,SW"),
    }
    town = labels.text("[name]", look.texts.town, **attributes)
    suburb = labels.text("[name]", size, fill=look.accent, **attributes)
    quarter = labels.text("[name]", size * _QUARTER_SHARE, fill=look.accent, **attributes)
    rules = [rule(town, "[class] = 'city' or [class] = 'town'"), rule(quarter, "[class] = 'quarter'")]
    yield style("places", [*rules, f"<Rule><ElseFilter/>{suburb}</Rule>"])
    names = ", ".join(f"'{name}'" for name in shown)
    order = "ORDER BY array_position(ARRAY['city', 'town', 'village', 'district', 'suburb', 'quarter'], class), name"
    yield layer("places", f"{labels.rows('places', 'class, name', f'class IN ({names})')} {order}", ["places"])


def _around(distance: float, placements: str) -> dict[str, Any]:
    """Where a text may go, with `distance` between its middle and the point."""
    return {
        "placement_type": "simple",
        "placements": placements,
        "dx": round(distance, 1),
        "dy": round(distance, 1),
    }


def _road_plates(labels: Lettering) -> Iterator[str]:
    look = labels.look
    if look.zoom < 10.5:
        return
    scale = look.texts.note / _PLATE_TEXT
    rules = []
    for plate, letter in ((look.theme.motorway_plate, "A"), (look.theme.federal_plate, "B")):
        for length in (2, 3, 4):
            shield = symbolizer(
                "Shield",
                "[ref]",
                file=symbol_file(plate_svg(plate, length)),
                transform=f"scale({scale:.3f})",
                face_name=SEMIBOLD,
                size=round(look.texts.note, 2),
                fill=plate.ink,
                placement="line",
                spacing=380,
                repeat_distance=260,
                margin=20,
                avoid_edges=labels.avoid_edges,
            )
            rules.append(rule(shield, f"[letter] = '{letter}' and [length] = {length}"))
    yield style("road-plates", rules)
    condition = "true" if look.zoom >= 12 else "class = 'motorway'"
    columns = "ref, left(ref, 1) AS letter, length(ref) AS length"
    rows = labels.rows("road_refs", columns, condition, clipped=False)
    yield layer("road-plates", f"{rows} ORDER BY rank DESC, ST_Length(geom) DESC", ["road-plates"])


def _stations(labels: Lettering) -> Iterator[str]:
    look = labels.look
    if look.zoom < 12.5:
        return
    note = look.texts.note
    station = symbolizer("Markers", file=symbol_file(station_svg(look.theme)))
    if look.zoom >= 13.4:
        named = {"face_name": SEMIBOLD, "wrap_width": round(note * 9), **_around(note * 0.9, "S,N,E,W")}
        station += labels.text("[name]", note, **named)
    stop = symbolizer("Markers", width=4, height=4, fill=look.theme.rail_gap, stroke=look.theme.rail, stroke_width=1.2)
    if look.zoom >= 17:
        stop += labels.text("[name]", note, **_around(note * 0.7, "S,N,E,W"))
    yield style("stations", [rule(station, "[class] = 'station'"), rule(stop, "[class] = 'stop'")])
    # platforms and both directions are mapped on their own: one mark per name is enough
    rows = labels.rows("stations", "name, class", "true" if look.zoom >= 15.2 else "class = 'station'")
    once = f"SELECT DISTINCT ON (class, coalesce(name, geom::text)) * FROM ({rows}) AS each"  # noqa: S608
    yield layer("stations", once, ["stations"])


def _main_streets(labels: Lettering) -> Iterator[str]:
    look = labels.look
    if look.zoom < 12.8:
        return
    condition = f"rank BETWEEN {_MAIN_RANK} AND 89"
    if look.zoom < 13.6:
        condition = "rank BETWEEN 70 AND 89"
    # a long street is named several times: on a screen, where nothing is in the way, always in full
    names = labels.street(look.texts.main_street, look.theme.ink, may_be_shorter=look.on_paper)
    yield style("main-streets", [rule(names)])
    rows = labels.street_rows(condition, look.texts.main_street, clipped=False)
    yield layer("main-streets", rows, ["main-streets"])


def _streets(labels: Lettering) -> Iterator[str]:
    look = labels.look
    if look.zoom < (12.6 if look.on_paper else 14.6):
        return
    lowest = 0 if look.zoom >= 16.5 else 40 if look.zoom >= 15.5 else 45
    yield style("streets", [rule(labels.street(look.texts.street, look.theme.street_ink))])
    condition = f"rank < {_MAIN_RANK} AND rank >= {lowest}"
    yield layer("streets", labels.street_rows(condition, look.texts.street, clipped=True), ["streets"])


def _waters(labels: Lettering) -> Iterator[str]:
    look = labels.look
    if look.zoom < 12.5:
        return
    size = look.texts.note if look.zoom < 15 else look.texts.main_street
    attributes = {"face_name": ITALIC, "fill": look.theme.water_ink, "character_spacing": 0.6}
    names = labels.along("[name]", size, spacing=600, repeat_distance=400, **attributes)
    yield style("water-line-names", [rule(names)])
    condition = "true" if look.zoom >= 14.5 else "class IN ('river', 'canal')"
    rows = labels.rows("water_line_names", "name, class", condition)
    yield layer("water-line-names", f"{rows} ORDER BY class, ST_Length(geom) DESC", ["water-line-names"])


def _areas(labels: Lettering) -> Iterator[str]:
    look = labels.look
    if look.zoom < 12.5:
        return
    note = look.texts.note
    # room for about eight letters of the text
    smallest_m2 = (look.metres_per_pixel * note * 4.5) ** 2
    wrapped = {"wrap_width": round(note * 7)}
    italic = {"face_name": ITALIC, **wrapped, **_around(note, "C,N,S,E,W,NE,NW,SE,SW")}
    green = labels.text("[name]", note, fill=look.theme.green_ink, halo_opacity=0.6, **italic)
    water = labels.text("[name]", note, fill=look.theme.water_ink, halo_opacity=0.5, **italic)
    square = labels.text("[name]", note, fill=look.theme.street_ink, **wrapped)
    yield style(
        "area-names",
        [rule(water, "[class] = 'water'"), rule(square, "[class] = 'square'"), f"<Rule><ElseFilter/>{green}</Rule>"],
    )
    rows = labels.rows("area_names", "name, class, area_m2", f"area_m2 > {smallest_m2:.0f}")
    yield layer("area-names", f"{rows} ORDER BY area_m2 DESC", ["area-names"])


def _house_numbers(labels: Lettering) -> Iterator[str]:
    look = labels.look
    if look.zoom < (16.1 if look.on_paper else 17.5):
        return
    # paper has no further zoom to turn to, but plates above: every second or third number will do
    size, margin = (look.texts.note, 8) if look.on_paper else (look.texts.note - 1.5, 1)
    number = labels.text("[number]", size, fill=look.theme.number_ink, halo_radius=0, margin=margin)
    yield style("house-numbers", [rule(number)])
    yield layer("house-numbers", labels.rows("house_numbers", "replace(number, '-', '–') AS number"), ["house-numbers"])
