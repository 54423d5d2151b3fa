"""Every text of the base map. Mapnik drops what finds no room: the order of the layers is their importance."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shapely.geometry.base import BaseGeometry

from geo.basemap.style import GREEN_INK, INK, RAIL, STREET_INK, WATER_INK, Look
from geo.cartography.mapfile import document, layer, rule, style, symbolizer
from geo.crs import STORAGE

REGULAR, ITALIC, SEMIBOLD, BOLD = (f"Noto Sans {cut}" for cut in ("Regular", "Italic", "SemiBold", "Bold"))
_SYMBOLS = Path(__file__).parent / "symbols"
_MAIN_RANK = 60
_STREET_COLUMNS = r"name, regexp_replace(name, '(?<=[sS])tra(ß|ss)e\M', 'tr.') AS shorter"
"""A plan writes „Lange Str.“ where „Lange Straße“ finds no room."""
_CLIP_TOLERANCE_M = 5.0


@dataclass(frozen=True)
class _Labels:
    look: Look
    clip: str | None
    """The Sozialraum as SQL; beyond it only main streets have names."""

    @property
    def avoid_edges(self) -> str:
        """Paper ends at its edge; neighbouring metatiles place a name between them alike, so each draws its part."""
        return "true" if self.look.on_paper else "false"

    def rows(self, table: str, columns: str, condition: str = "true", *, clipped: bool = True) -> str:
        if clipped and self.clip:
            geometry = f"ST_Intersection(geom, {self.clip}) AS geom"
            condition = f"ST_Intersects(geom, {self.clip}) AND {condition}"
        else:
            geometry = "geom"
        return f"SELECT {geometry}, {columns} FROM basemap.{table} WHERE geom && !bbox! AND {condition}"  # noqa: S608

    def street(self, size: float, colour: str, *, may_be_shorter: bool = True) -> str:
        if not may_be_shorter:
            return self.along("[name]", size, fill=colour, margin=1)
        names = "[name]<Placement>[shorter]</Placement>"
        return self.along(names, size, fill=colour, margin=1, placement_type="list")

    def along(self, expression: str, size: float, **attributes: Any) -> str:
        return self.text(
            expression,
            size,
            **{
                "placement": "line",
                "spacing": 420,
                "repeat_distance": 220,
                # among plates a name may move along the whole street; tiles must agree with their neighbours
                "label_position_tolerance": 600 if self.look.on_paper else None,
                "max_char_angle_delta": 18,
                "vertical_alignment": "middle",
                **attributes,
            },
        )

    def text(self, expression: str, size: float, **attributes: Any) -> str:
        defaults = {
            "face_name": REGULAR,
            "fill": INK,
            "size": round(size, 2),
            "halo_fill": "rgba(255,255,255,0.85)",
            "halo_radius": 0.9 if self.look.on_paper else 1.2,
            "halo_rasterizer": "fast",
            "avoid_edges": self.avoid_edges,
            "margin": 3,
        }
        return symbolizer("Text", expression, **{**defaults, **attributes})


def labels_document(look: Look, inside: BaseGeometry | None = None) -> str:
    """`inside` in the storage CRS: only main streets keep their names beyond it."""
    clip = None
    if inside is not None:
        outline = inside.simplify(_CLIP_TOLERANCE_M).buffer(0)
        clip = f"ST_GeomFromText('{outline.wkt}', {STORAGE})"
    labels = _Labels(look, clip)
    parts = [_stations, _places, _road_plates, _main_streets, _waters, _streets, _areas, _house_numbers]
    return document(piece for part in parts for piece in part(labels))


def _places(labels: _Labels) -> Iterator[str]:
    look = labels.look
    from_zoom = {"city": 0.0, "town": 0.0, "village": 10.5, "district": 10.5, "suburb": 11.5, "quarter": 13.6}
    to_zoom = {"city": 12.5, "town": 13.5, "district": 14.5}
    shown = [name for name in from_zoom if from_zoom[name] <= look.zoom <= to_zoom.get(name, 18.0)]
    if not shown:
        return
    attributes = {
        "face_name": SEMIBOLD,
        "halo_radius": 1.6,
        "halo_fill": "rgba(255,255,255,0.8)",
        "wrap_width": 70,
        "character_spacing": 0.3,
        "margin": 6,
        **_beside(12),
    }
    town = labels.text("[name]", look.texts.town, fill=INK, **attributes)
    quarter = labels.text("[name]", look.texts.quarter, fill=look.accent, **attributes)
    yield style(
        "places", [rule(town, "[class] = 'city' or [class] = 'town'"), "<Rule><ElseFilter/>" + quarter + "</Rule>"]
    )
    names = ", ".join(f"'{name}'" for name in shown)
    order = "ORDER BY array_position(ARRAY['city', 'town', 'village', 'district', 'suburb', 'quarter'], class), name"
    yield layer("places", f"{labels.rows('places', 'class, name', f'class IN ({names})')} {order}", ["places"])


def _beside(distance: float) -> dict[str, Any]:
    """On the centre, or around it where a plate or the border lies there."""
    return {"placement_type": "simple", "placements": "C,N,S,E,W,NE,NW,SE,SW", "dx": distance, "dy": distance}


def _around(distance: float) -> dict[str, Any]:
    return {"placement_type": "simple", "placements": "S,N,E,W", "dx": distance, "dy": distance}


def _road_plates(labels: _Labels) -> Iterator[str]:
    look = labels.look
    if look.zoom < 10.5:
        return
    scale = look.texts.note / 9.0
    rules = []
    for kind, condition, colour in (("motorway", "A", "#FFFFFF"), ("federal", "B", INK)):
        for length in (2, 3, 4):
            plate = symbolizer(
                "Shield",
                "[ref]",
                file=_SYMBOLS / f"{kind}-{length}.svg",
                transform=f"scale({scale:.3f})",
                face_name=SEMIBOLD,
                size=round(8.0 * scale, 2),
                fill=colour,
                placement="line",
                spacing=380,
                repeat_distance=260,
                margin=20,
                avoid_edges=labels.avoid_edges,
            )
            rules.append(rule(plate, f"[letter] = '{condition}' and [length] = {length}"))
    yield style("road-plates", rules)
    condition = "true" if look.zoom >= 12 else "class = 'motorway'"
    columns = "ref, left(ref, 1) AS letter, length(ref) AS length"
    rows = labels.rows("road_refs", columns, condition, clipped=False)
    yield layer("road-plates", f"{rows} ORDER BY rank DESC, ST_Length(geom) DESC", ["road-plates"])


def _stations(labels: _Labels) -> Iterator[str]:
    look = labels.look
    if look.zoom < 12.5:
        return
    station = symbolizer("Markers", file=_SYMBOLS / "station.svg")
    if look.zoom >= 13.4:
        station += labels.text("[name]", look.texts.note, face_name=SEMIBOLD, wrap_width=80, **_around(8))
    stop = symbolizer("Markers", width=4, height=4, fill="#FFFFFF", stroke=RAIL, stroke_width=1.2)
    if look.zoom >= 17:
        stop += labels.text("[name]", look.texts.note, **_around(6))
    yield style("stations", [rule(station, "[class] = 'station'"), rule(stop, "[class] = 'stop'")])
    # platforms and both directions are mapped on their own: one mark per name is enough
    rows = labels.rows("stations", "name, class", "true" if look.zoom >= 15.2 else "class = 'station'")
    once = f"SELECT DISTINCT ON (class, coalesce(name, geom::text)) * FROM ({rows}) AS each"  # noqa: S608
    yield layer("stations", once, ["stations"])


def _main_streets(labels: _Labels) -> Iterator[str]:
    look = labels.look
    if look.zoom < 12.8:
        return
    condition = f"rank BETWEEN {_MAIN_RANK} AND 89"
    if look.zoom < 13.6:
        condition = "rank BETWEEN 70 AND 89"
    # a long street is named several times: on a screen, where nothing is in the way, always in full
    names = labels.street(look.texts.main_street, INK, may_be_shorter=look.on_paper)
    yield style("main-streets", [rule(names)])
    rows = labels.rows("road_names", _STREET_COLUMNS, condition, clipped=False)
    yield layer("main-streets", f"{rows} ORDER BY rank DESC, length_m DESC", ["main-streets"])


def _streets(labels: _Labels) -> Iterator[str]:
    look = labels.look
    if look.zoom < (12.6 if look.on_paper else 14.6):
        return
    lowest = 0 if look.zoom >= 16.5 else 40 if look.zoom >= 15.5 else 45
    yield style("streets", [rule(labels.street(look.texts.street, STREET_INK))])
    condition = f"rank < {_MAIN_RANK} AND rank >= {lowest}"
    rows = labels.rows("road_names", _STREET_COLUMNS, condition)
    yield layer("streets", f"{rows} ORDER BY rank DESC, length_m DESC", ["streets"])


def _waters(labels: _Labels) -> Iterator[str]:
    look = labels.look
    if look.zoom < 12.5:
        return
    size = look.texts.note if look.zoom < 15 else look.texts.main_street
    names = labels.along(
        "[name]", size, face_name=ITALIC, fill=WATER_INK, character_spacing=0.6, spacing=600, repeat_distance=400
    )
    yield style("water-line-names", [rule(names)])
    condition = "true" if look.zoom >= 14.5 else "class IN ('river', 'canal')"
    rows = labels.rows("water_line_names", "name, class", condition)
    yield layer("water-line-names", f"{rows} ORDER BY class, ST_Length(geom) DESC", ["water-line-names"])


def _areas(labels: _Labels) -> Iterator[str]:
    look = labels.look
    if look.zoom < 12.5:
        return
    # room for about eight letters of the text
    smallest_m2 = (look.metres_per_pixel * look.texts.note * 4.5) ** 2
    attributes = {"wrap_width": 60, "face_name": ITALIC, **_beside(8)}
    green = labels.text("[name]", look.texts.note, fill=GREEN_INK, halo_fill="rgba(255,255,255,0.6)", **attributes)
    water = labels.text("[name]", look.texts.note, fill=WATER_INK, halo_fill="rgba(255,255,255,0.5)", **attributes)
    square = labels.text("[name]", look.texts.note, fill=STREET_INK, wrap_width=60)
    yield style(
        "area-names",
        [rule(water, "[class] = 'water'"), rule(square, "[class] = 'square'"), f"<Rule><ElseFilter/>{green}</Rule>"],
    )
    rows = labels.rows("area_names", "name, class, area_m2", f"area_m2 > {smallest_m2:.0f}")
    yield layer("area-names", f"{rows} ORDER BY area_m2 DESC", ["area-names"])


def _house_numbers(labels: _Labels) -> Iterator[str]:
    look = labels.look
    if look.zoom < 17.5:
        return
    number = labels.text(
        "[number]", look.texts.note - 1.5, fill="#7A7062", halo_radius=0, halo_fill="rgba(0,0,0,0)", margin=1
    )
    yield style("house-numbers", [rule(number)])
    yield layer("house-numbers", labels.rows("house_numbers", "number"), ["house-numbers"])
