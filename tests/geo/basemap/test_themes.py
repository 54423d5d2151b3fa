"""The town of tests/geo/basemap/town.py in every theme: colours are read from the drawn picture."""

import io
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image
from shapely import box

from geo.basemap.ground import ground_document
from geo.basemap.labels import labels_document
from geo.basemap.style import Look, paper_look, tile_look
from geo.basemap.themes import COLOUR, GREY, Theme, style_colours
from geo.cartography import overlays
from geo.cartography.painter import draw_png
from geo.cartography.viewport import Viewport
from tests.geo.basemap.town import EAST, NORTH

ACCENT = "#00505C"
THEMES = pytest.mark.parametrize("theme", [COLOUR, GREY], ids=["colour", "grey"])
VIEW = Viewport((EAST + 500, NORTH + 500), 200, 200, 5_000)
SOUTH = box(EAST, NORTH, EAST + 1000, NORTH + 550)
PIXELS_PER_MM = 5


def whole_map(look: Look) -> list[str]:
    theme = look.theme
    return [
        ground_document(look),
        *overlays.hatching(VIEW, VIEW.frame & SOUTH.buffer(200), theme.hatch, theme.veil),
        overlays.veil(VIEW, SOUTH, colour=theme.veil),
        overlays.neighbours([SOUTH], look.accent),
        *overlays.border(VIEW, SOUTH, look.accent),
        labels_document(look),
    ]


def drawn(documents: Sequence[str]) -> Image.Image:
    return Image.open(io.BytesIO(draw_png(VIEW, documents, PIXELS_PER_MM))).convert("RGB")


def colours_of(picture: Image.Image) -> set[tuple[int, int, int]]:
    return {colour for _, colour in picture.getcolors(1_000_000) or []}  # type: ignore[misc]


def shares(picture: Image.Image, west: float, south: float, east: float, north: float) -> dict[str, float]:
    """The share of each colour in a part of the town."""
    left, top = VIEW.to_paper(EAST + west, NORTH + north)
    right, bottom = VIEW.to_paper(EAST + east, NORTH + south)
    part = picture.crop(tuple(round(mm * PIXELS_PER_MM) for mm in (left, top, right, bottom)))  # type: ignore[arg-type]
    found = part.getcolors(1_000_000) or []
    whole = part.width * part.height
    return {"#{:02X}{:02X}{:02X}".format(*colour): count / whole for count, colour in found}  # type: ignore[misc]


@THEMES
def test_every_colour_is_written_out(theme: Theme) -> None:
    assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in style_colours(theme))


@THEMES
@pytest.mark.parametrize("zoom", range(8, 20))
def test_no_document_uses_another_colour(theme: Theme, zoom: int) -> None:
    """The table of printing colours is complete if it knows style_colours and the accent."""
    used: set[str] = set()
    for look in (tile_look(zoom, ACCENT, theme), paper_look(5_000 * 2 ** (16 - zoom), ACCENT, theme)):
        documents = "".join(whole_map(look))
        files = [Path(name).read_text("utf-8") for name in re.findall(r'file="([^"]+\.svg)"', documents)]
        used |= set(re.findall(r"#[0-9A-Fa-f]{6}", documents + "".join(files)))
        assert "rgb" not in documents

    assert used <= style_colours(theme) | {ACCENT}
    assert theme is COLOUR or ACCENT not in used


@pytest.mark.usefixtures("town")
def test_grey_has_no_colour_at_all() -> None:
    picture = drawn(whole_map(paper_look(5_000, ACCENT, GREY)))

    assert all(red == green == blue for red, green, blue in colours_of(picture))
    assert len(colours_of(picture)) > 50


@pytest.mark.usefixtures("town")
def test_grey_keeps_apart_what_lies_side_by_side() -> None:
    """Eight of 255 steps, about 3 %, are seen as an edge; what looks alike has an edge of its own."""
    picture = drawn([ground_document(paper_look(5_000, ACCENT, GREY))])
    lake, park, land = (
        max(found, key=lambda colour: found[colour])
        for found in (
            shares(picture, 800, 800, 900, 900),
            shares(picture, 50, 850, 150, 950),
            shares(picture, 20, 380, 90, 450),
        )
    )

    levels = sorted(int(colour[1:3], 16) for colour in (lake, park, land))
    assert levels[1] - levels[0] >= 8
    assert levels[2] - levels[1] >= 8


def test_a_theme_of_its_own_accent_keeps_it() -> None:
    assert paper_look(5_000, ACCENT).accent == ACCENT
    assert paper_look(5_000, ACCENT, GREY).accent == GREY.accent
    assert tile_look(15, ACCENT, GREY).accent == GREY.accent
