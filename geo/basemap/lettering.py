"""How the texts of the map are set and which rows they are of; where they stand is for labels to say."""

from dataclasses import dataclass
from typing import Any

from geo.basemap.style import Look
from geo.cartography.mapfile import symbolizer

REGULAR, ITALIC, SEMIBOLD = (f"Noto Sans {cut}" for cut in ("Regular", "Italic", "SemiBold"))
_REPEAT = 300
"""Style pixels between two places where a street is named."""
_LETTER = 0.6
"""Width of a letter in parts of the text size, with a little room at both ends of the name."""


@dataclass(frozen=True)
class Lettering:
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

    def street_rows(self, condition: str, size: float, *, clipped: bool) -> str:
        """A plan writes „Lange Str.“ where „Lange Straße“ finds no room; a street in pieces has one form for all."""
        reach_m = _REPEAT * self.look.metres_per_pixel
        needed_m = _LETTER * size * self.look.metres_per_pixel
        pieces = f"""
            road_names, LATERAL (
                SELECT count(*) > 1 AS several, max(length_m) >= {needed_m:.2f} * length(road_names.name) AS roomy
                FROM basemap.road_names AS piece
                WHERE piece.name = road_names.name AND ST_DWithin(piece.geom, road_names.geom, {reach_m:.0f})
            ) AS pieces, LATERAL (SELECT regexp_replace(name, '(?<=[sS])tra(ß|ss)e\\M', 'tr.') AS shortened) AS forms
        """  # noqa: S608  # numbers of the style only
        forms = """
            CASE WHEN several AND NOT roomy THEN shortened ELSE name END AS name,
            CASE WHEN several AND roomy THEN name ELSE shortened END AS shorter
        """
        return f"{self.rows(pieces, forms, condition, clipped=clipped)} ORDER BY rank DESC, length_m DESC"

    def street(self, size: float, colour: str, *, may_be_shorter: bool = True) -> str:
        attributes = {"fill": colour, "margin": 1}
        if not may_be_shorter:
            return self.along("[name]", size, **attributes)
        return self.along("[name]<Placement>[shorter]</Placement>", size, placement_type="list", **attributes)

    def along(self, expression: str, size: float, **attributes: Any) -> str:
        return self.text(
            expression,
            size,
            **{
                "placement": "line",
                "spacing": 420,
                "repeat_distance": _REPEAT,
                # among plates a name may move along the whole street; tiles must agree with their neighbours
                "label_position_tolerance": 600 if self.look.on_paper else None,
                "max_char_angle_delta": 14,
                "vertical_alignment": "middle",
                **attributes,
            },
        )

    def text(self, expression: str, size: float, **attributes: Any) -> str:
        defaults = {
            "face_name": REGULAR,
            "fill": self.look.theme.ink,
            "size": round(size, 2),
            "halo_fill": self.look.theme.halo,
            "halo_opacity": 0.85,
            "halo_radius": round(size * 0.12, 2) if self.look.on_paper else 1.2,
            "halo_rasterizer": "fast",
            "avoid_edges": self.avoid_edges,
            "margin": 3,
        }
        return symbolizer("Text", expression, **{**defaults, **attributes})
