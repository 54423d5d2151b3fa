"""Draws the town of tests/geo/basemap/town.py and looks at pixels and at the text of the PDF."""

import io
import math
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pypdfium2
import pytest
from defusedxml import ElementTree
from django.db import connection
from PIL import Image
from shapely import box

from geo.basemap.ground import ground_document
from geo.basemap.labels import labels_document
from geo.basemap.style import paper_look
from geo.basemap.themes import COLOUR, GREY, Theme
from geo.cartography import overlays
from geo.cartography.mapfile import document, layer, line, rule
from geo.cartography.mapfile import style as map_style
from geo.cartography.painter import Box as PaintedBox
from geo.cartography.painter import Painting, draw_pdf, draw_png, draw_svg
from geo.cartography.placement.values import Box
from geo.cartography.viewport import Viewport
from geo.crs import STORAGE
from geo.errors import DrawingFailed, LayerMissing
from tests.geo.basemap.town import EAST, NORTH

ACCENT = "#00505C"
LOOK = paper_look(5_000, ACCENT)
# the whole town, 200 x 200 mm at 1:5 000
VIEW = Viewport((EAST + 500, NORTH + 500), 200, 200, 5_000)
PIXELS_PER_MM = 5


def drawn(documents: Sequence[str], view: Viewport = VIEW) -> Image.Image:
    return Image.open(io.BytesIO(draw_png(view, documents, PIXELS_PER_MM))).convert("RGB")


def colour_at(picture: Image.Image, x: float, y: float) -> str:
    """The colour of the town's point x, y."""
    x_mm, y_mm = VIEW.to_paper(EAST + x, NORTH + y)
    red, green, blue = picture.getpixel((int(x_mm * PIXELS_PER_MM), int(y_mm * PIXELS_PER_MM)))  # type: ignore[misc]
    return f"#{red:02X}{green:02X}{blue:02X}"


def words(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as opened:
        return str(opened[0].get_textpage().get_text_bounded()).split()


def text_sizes(pdf: bytes) -> Iterator[float]:
    """In points, of every text that is shown."""
    size = stretch = 0.0
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for operands, operator in pikepdf.parse_content_stream(opened.pages[0]):
            if str(operator) == "Tf":
                size = float(operands[1])
            elif str(operator) == "Tm":
                stretch = math.hypot(float(operands[0]), float(operands[1]))
            elif str(operator) in ("Tj", "TJ"):
                yield size * stretch


@pytest.mark.usefixtures("town")
def test_areas_have_the_colours_of_the_art_direction() -> None:
    picture = drawn([ground_document(LOOK)])

    assert colour_at(picture, 900, 700) == "#C9E0EC"  # the lake
    assert colour_at(picture, 100, 900) == "#DCEBCB"  # the park
    assert colour_at(picture, 110, 310) == "#E6DFD3"  # the house
    assert colour_at(picture, 50, 400) == "#F4F1EA"  # land
    assert colour_at(picture, 250, 500) == "#FFFFFF"  # Lange Straße


@pytest.mark.usefixtures("town")
def test_the_bridge_lies_over_the_railway() -> None:
    picture = drawn([ground_document(LOOK)])

    assert colour_at(picture, 500, 250) == COLOUR.street.fill
    assert colour_at(picture, 520, 250) != COLOUR.land


def test_the_page_has_exactly_the_size_of_the_viewport() -> None:
    pdf = draw_pdf(Viewport((EAST, NORTH), 303, 426, 15_000), [overlays.plain_ground("#FFFFFF")])

    with pypdfium2.PdfDocument(pdf) as opened:
        assert len(opened) == 1
        width_pt, height_pt = opened[0].get_size()
    assert width_pt == pytest.approx(303 / 25.4 * 72, abs=0.001)
    assert height_pt == pytest.approx(426 / 25.4 * 72, abs=0.001)


def test_the_page_is_true_to_scale() -> None:
    """A square kilometre at 1:5 000 is 200 mm, wherever its corner falls between two points."""
    view = Viewport((EAST + 500, NORTH + 500), 220.3, 230.7, 5_000)
    pdf = draw_pdf(view, [overlays.filled([box(EAST, NORTH, EAST + 1000, NORTH + 1000)], "#FF0000")])

    with pypdfium2.PdfDocument(pdf) as opened:
        page = opened[0].render(scale=10 * 25.4 / 72).to_pil().convert("RGB")  # ten pixels a millimetre
    red = [x for x in range(page.width) if page.getpixel((x, page.height // 2)) == (255, 0, 0)]
    assert red[0] == pytest.approx(101.5, abs=2)
    assert red[-1] - red[0] == pytest.approx(2000, abs=2)


@pytest.mark.parametrize("dpi", [96, 150, 300])
def test_the_picture_knows_its_size_on_paper(dpi: int) -> None:
    view = Viewport((EAST, NORTH), 50.8, 25.4, 5_000)

    picture = Image.open(io.BytesIO(draw_png(view, [overlays.plain_ground("#FFFFFF")], dpi / 25.4)))

    assert picture.size == (2 * dpi, dpi)
    assert picture.info["dpi"] == pytest.approx((dpi, dpi), abs=0.02)


def test_the_svg_has_exactly_the_size_of_the_viewport() -> None:
    view = Viewport((EAST + 500, NORTH + 500), 220.3, 230.7, 5_000)
    red = overlays.filled([box(EAST, NORTH, EAST + 1000, NORTH + 1000)], "#FF0000")

    drawing = ElementTree.fromstring(draw_svg(view, [overlays.plain_ground("#00FF00"), red]))

    assert (drawing.get("width"), drawing.get("height")) == ("220.3mm", "230.7mm")
    left, top, width, height = (float(length) for length in drawing.attrib["viewBox"].split())
    assert (left, top, width, height) == pytest.approx((0, 0, 220.3 * 72 / 25.4, 230.7 * 72 / 25.4), abs=0.001)
    ground, square = drawing.findall(".//{*}rect"), drawing.findall(".//{*}path")
    assert [each.get("fill") for each in ground] == ["#00FF00"]
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", square[0].attrib["d"])]
    assert max(numbers[::2]) - min(numbers[::2]) == pytest.approx(200 * 72 / 25.4, abs=0.01)


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("theme", [COLOUR, GREY], ids=["colour", "grey"])
def test_vectors_stay_vectors(theme: Theme) -> None:
    """No picture, no pattern, no filter: a printing house can separate every colour."""
    look = paper_look(5_000, ACCENT, theme)
    inner = box(EAST + 250, NORTH + 50, EAST + 750, NORTH + 750)
    documents = [
        ground_document(look),
        *overlays.hatching(VIEW, inner.buffer(100)),
        overlays.veil(VIEW, inner),
        *overlays.border(VIEW, inner, look.accent),
        overlays.obstacles(VIEW, [Box(20, 20, 60, 60)]),
        labels_document(look),
    ]

    with pikepdf.open(io.BytesIO(draw_pdf(VIEW, documents))) as opened:
        resources = opened.pages[0].Resources
        assert set(resources.keys()) <= {"/Font", "/ExtGState"}
        states = list(resources.ExtGState.values())
        assert all(str(state.get("/BM", "/Normal")) == "/Normal" and "/SMask" not in state for state in states)
        operators = {str(each.operator) for each in pikepdf.parse_content_stream(opened.pages[0])}
    assert not operators & {"Do", "sh", "BI", "INLINE IMAGE", "scn", "SCN", "cs", "CS"}
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(draw_svg(VIEW, documents)).iter()}
    assert tags <= {"svg", "defs", "g", "rect", "path", "use", "clipPath"}


@pytest.mark.usefixtures("town")
def test_names_are_text() -> None:
    found = words(draw_pdf(VIEW, [ground_document(LOOK), labels_document(LOOK)]))

    assert {"Altstadt", "Stadtpark", "Waldsee", "B1", "Mitte"} <= set(found)
    assert "Lange Straße" in " ".join(found)


@pytest.mark.usefixtures("town")
def test_a_street_shorter_than_its_name_is_abbreviated() -> None:
    """Kurze Straße is 12 mm long, its name 12.7 mm."""
    found = " ".join(words(draw_pdf(VIEW, [labels_document(LOOK)])))

    assert "Kurze Str." in found
    assert "Kurze Straße" not in found


@pytest.mark.usefixtures("town")
def test_beyond_the_area_only_main_streets_have_names() -> None:
    south = box(EAST, NORTH, EAST + 1000, NORTH + 300)

    found = words(draw_pdf(VIEW, [labels_document(LOOK, inside=south)]))

    assert "Ringstraße" in found
    assert not {"Lange", "Stadtpark", "Waldsee", "Altstadt"} & set(found)


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(("denominator", "shown"), [(5_000, True), (7_500, False)])
def test_house_numbers_only_at_the_largest_scale(denominator: int, shown: bool) -> None:
    view = Viewport((EAST + 500, NORTH + 500), 200, 200, denominator)

    assert ("7a" in words(draw_pdf(view, [labels_document(paper_look(denominator, ACCENT))]))) is shown


@pytest.mark.usefixtures("town")
def test_texts_have_their_printed_size() -> None:
    sizes = {round(size, 1) for size in text_sizes(draw_pdf(VIEW, [labels_document(LOOK)]))}

    assert sizes == {6.0, 7.5, 9.0}


@pytest.mark.usefixtures("town")
def test_large_print_is_set_at_14_points_and_more() -> None:
    look = paper_look(5_000, ACCENT, text_scale=14 / 6)

    assert min(text_sizes(draw_pdf(VIEW, [labels_document(look)]))) == pytest.approx(14, abs=0.01)


@pytest.mark.usefixtures("town")
def test_labels_give_way_to_obstacles() -> None:
    # the northern half and Lange Straße, in boxes that overlap and hang over the edge
    everywhere = overlays.obstacles(VIEW, [Box(-9, -9, 120, 101), Box(90, 20, 300, 101), Box(80, 0, 200, 30)])

    found = words(draw_pdf(VIEW, [everywhere, labels_document(LOOK)]))

    assert "Ringstraße" in found
    assert not {"Lange", "Stadtpark", "Waldsee"} & set(found)


@pytest.mark.usefixtures("town")
def test_obstacles_are_invisible() -> None:
    hidden = overlays.obstacles(VIEW, [Box(20, 20, 60, 60)])

    assert drawn([overlays.plain_ground("#FFFFFF"), hidden]).getcolors() == [(1_000_000, (255, 255, 255))]


def test_a_missing_table_is_named(own_database: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS basemap CASCADE")

    with pytest.raises(LayerMissing, match=r"Tabelle basemap\.areas"):
        draw_png(VIEW, [ground_document(LOOK)], 1)


@pytest.mark.parametrize("table", ["roads", "buildings", "road_names", "house_numbers"])
def test_one_missing_table_among_many_is_named(own_database: str, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE basemap.{table}")

    with pytest.raises(LayerMissing, match=rf"Tabelle basemap\.{table}"):
        draw_pdf(VIEW, [ground_document(LOOK), labels_document(LOOK)])


def test_what_is_loaded_is_kept_and_still_misses_a_table_that_goes(own_database: str) -> None:
    documents = [ground_document(LOOK)]
    drawn(documents)
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA basemap CASCADE")

    kept = Painting(documents, STORAGE)

    with pytest.raises(LayerMissing, match=r"Tabelle basemap\.areas"):
        kept.picture(PaintedBox(EAST, NORTH, EAST + 100, NORTH + 100), 100, 100)


def test_a_map_without_base_map_needs_no_tables(own_database: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS basemap CASCADE")
    west, east = box(EAST, NORTH, EAST + 500, NORTH + 1000), box(EAST + 500, NORTH, EAST + 1000, NORTH + 1000)

    picture = drawn(
        [
            overlays.plain_ground("#FFFFFF"),
            overlays.filled([west], "#F4F1EA"),
            overlays.neighbours([west, east], ACCENT),
            *overlays.border(VIEW, west, ACCENT),
        ]
    )

    assert colour_at(picture, 250, 500) == "#F4F1EA"
    assert colour_at(picture, 750, 500) == "#FFFFFF"
    assert colour_at(picture, 500, 500) == ACCENT


def test_a_wrong_statement_fails_loudly(own_database: str) -> None:
    broken = document([map_style("s", [rule(line("#000000", 1))]), layer("l", "SELECT nothing FROM nowhere", ["s"])])

    with pytest.raises(LayerMissing, match="nowhere"):
        draw_png(VIEW, [broken], 1)


def test_a_broken_document_fails_loudly() -> None:
    with pytest.raises(DrawingFailed):
        draw_png(VIEW, ["<Map><Layer>"], 1)


def test_an_unknown_font_fails_loudly() -> None:
    unknown = (
        '<Map><Style name="s"><Rule><TextSymbolizer face-name="Comic Sans">[a]</TextSymbolizer></Rule></Style></Map>'
    )

    with pytest.raises(DrawingFailed, match="Comic Sans"):
        draw_png(VIEW, [unknown], 1)


@pytest.mark.usefixtures("town")
def test_a_restarted_database_does_not_spoil_the_next_drawing() -> None:
    drawn([ground_document(LOOK)])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    assert colour_at(drawn([ground_document(LOOK)]), 900, 700) == "#C9E0EC"


@pytest.mark.usefixtures("town")
def test_two_threads_draw_the_same_documents_at_once() -> None:
    documents = [ground_document(LOOK), labels_document(LOOK)]
    alone = draw_png(VIEW, documents, PIXELS_PER_MM)

    with ThreadPoolExecutor(2) as threads:
        together = list(threads.map(lambda _: draw_png(VIEW, documents, PIXELS_PER_MM), range(6)))

    assert set(together) == {alone}


def test_veil_and_hatching_lie_outside() -> None:
    inner = box(EAST + 250, NORTH + 250, EAST + 750, NORTH + 750)
    ground = overlays.plain_ground("#000000")

    veiled = drawn([ground, overlays.veil(VIEW, inner)])
    hatched = drawn([ground, *overlays.hatching(VIEW, inner)])

    assert colour_at(veiled, 500, 500) == "#000000"
    assert colour_at(veiled, 100, 500) == "#999999"  # 60 % white
    inside = hatched.crop((300, 300, 700, 700))
    assert inside.getcolors() == [(160_000, (0, 0, 0))]
    assert len(hatched.crop((0, 0, 200, 200)).getcolors(100_000) or []) > 1


def test_a_border_without_band_is_a_line() -> None:
    west = box(EAST, NORTH, EAST + 500, NORTH + 1000)
    ground = overlays.plain_ground("#FFFFFF")

    with_band = drawn([ground, *overlays.border(VIEW, west, ACCENT)])
    without = drawn([ground, *overlays.border(VIEW, west, ACCENT, band=False)])

    assert colour_at(with_band, 492, 500) != "#FFFFFF"
    assert colour_at(without, 492, 500) == "#FFFFFF"
    assert colour_at(without, 500, 500) == ACCENT


def test_full_coverage_is_not_hatched() -> None:
    everything = VIEW.frame.buffer(10)

    assert drawn([overlays.plain_ground("#000000"), *overlays.hatching(VIEW, everything)]).getcolors() == [
        (1_000_000, (0, 0, 0))
    ]


def test_geodjango_works_after_the_painter_is_loaded() -> None:
    """In a process of its own: the wheel's environment must not reach GDAL and PROJ."""
    program = (
        "import os, django; django.setup()\n"
        "import geo.cartography.painter\n"
        "from django.contrib.gis.geos import Point\n"
        "print(round(Point(6.85, 51.5, srid=4326).transform(25832, clone=True).x), 'PROJ_LIB' in os.environ)\n"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "wegweiser.settings.test", "PATH": "/usr/bin:/bin"}

    finished = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )

    assert finished.stdout.split() == ["350770", "False"]
