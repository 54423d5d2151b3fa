"""What a reader, a screen reader and a printer find in the finished PDF."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import segno
from django.utils.translation import override

from geo.errors import FontMissing
from tests.wegweiser.printing.conftest import MARK, Printed, print_sheet
from tests.wegweiser.printing.sheets import area, make_place, make_sheet, scattered
from wegweiser.printing import fonts
from wegweiser.printing.definition import Definition
from wegweiser.printing.layout.document import document
from wegweiser.printing.pdf import TypesettingError, make_pdf
from wegweiser.printing.proof import prove


def text_of(pdf: bytes, page: int) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return str(opened[page].get_textpage().get_text_range()).replace("\r\n", " ")


def elements(node: Any) -> Iterator[Any]:
    """All structure elements, depth first."""
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from elements(child)


@pytest.fixture(scope="module")
def tags(printed: Printed) -> list[Any]:
    with pikepdf.open(BytesIO(printed.pdf)) as pdf:
        return [(str(tag.S), str(tag.get("/Alt", ""))) for tag in elements(pdf.Root.StructTreeRoot)]


def test_the_pages_are_a3_upright_on_the_front_and_landscape_on_the_back(printed: Printed) -> None:
    with pypdfium2.PdfDocument(printed.pdf) as pdf:
        sizes = [tuple(round(points / 72 * 25.4) for points in page.get_size()) for page in pdf]

    assert sizes == [(420, 297), (420, 297)]


def test_front_has_title_legend_measures_and_sources(printed: Printed) -> None:
    text = text_of(printed.pdf, 0)

    for expected in (
        "Wegweiser für Familien", "Mitte/Styrum", "Die Nummern stehen auf der Rückseite.", "Zeichenerklärung",
        "5 Minuten zu Fuß", "Stand: 20.11.2026", "Ausgabe T3ST42", "Quellen: Stadt Zweifeld (dl-de/zero-2-0)",
    ):  # fmt: skip
        assert expected in text


def test_legend_names_the_groups_that_are_there_and_no_others() -> None:
    text = text_of(print_sheet(make_sheet([make_place("Kita")])).pdf, 0)

    assert "Kinderbetreuung" in text
    assert "Schutz & Notfall" not in text


def test_back_has_index_cover_and_help(printed: Printed) -> None:
    text = text_of(printed.pdf, 1)

    for expected in (
        "Kinderbetreuung", "Mühlenstraße 4 · 030 23125-118", "Hebamme Ayşe Yılmaz", "ohne Karte", "außerhalb",
        "Für die ganze Stadt", "Spielplätze", "Am Anger 4", "Hilfe sofort", "112", "Immer aktuell:", MARK.plain_url,
    ):  # fmt: skip
        assert expected in text


def test_names_are_text_and_never_markup(printed: Printed) -> None:
    text = text_of(printed.pdf, 1)

    assert "<script>alert(1)</script>" in text
    assert '#read("/etc/passwd")' in text
    assert "root:" not in text


def test_document_says_what_it_is(printed: Printed) -> None:
    with pikepdf.open(BytesIO(printed.pdf)) as pdf:
        assert str(pdf.Root.Lang) == "de"
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert "Wegweiser für Familien: Mitte/Styrum (Zweifeld, A3)" in metadata["dc:title"]


def test_the_map_is_a_figure_that_points_to_the_index() -> None:
    sheet = print_with_map()
    with pikepdf.open(BytesIO(sheet)) as pdf:
        alternatives = [str(tag.get("/Alt", "")) for tag in elements(pdf.Root.StructTreeRoot) if tag.S == "/Figure"]

    assert any("Karte des Sozialraums Mitte" in text and "stehen im Verzeichnis" in text for text in alternatives)


def test_headings_lists_and_bookmarks_lead_through_the_index(printed: Printed, tags: list[Any]) -> None:
    kinds = [kind for kind, _ in tags]

    assert kinds.count("/H1") == 1
    assert kinds.count("/LI") >= len(printed.data.places)
    with pikepdf.open(BytesIO(printed.pdf)) as pdf, pdf.open_outline() as outline:
        titles = [str(item.title).strip() for root in outline.root for item in [root, *root.children]]
    assert "Kinderbetreuung" in titles
    assert "Hilfe sofort" in titles


def test_every_figure_has_an_alternative(tags: list[Any]) -> None:
    assert all(text for kind, text in tags if kind == "/Figure")


def test_all_fonts_are_embedded(printed: Printed) -> None:
    with pikepdf.open(BytesIO(printed.pdf)) as pdf:
        descriptors = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item]

        assert {str(item.FontName).partition("+")[2] for item in descriptors} >= {"NotoSans-Bold", fonts.PLATE_FONT}
        assert all("/FontFile2" in item or "/FontFile3" in item for item in descriptors)


def print_with_map() -> bytes:
    data = make_sheet([make_place("Kita")], basemap_token="x")
    sheet_map = print_sheet(data).sheet_map
    with pikepdf.new() as pdf:
        pdf.add_blank_page(
            page_size=((sheet_map.viewport.width_mm + 6) / 25.4 * 72, (sheet_map.viewport.height_mm + 6) / 25.4 * 72)
        )
        pdf.pages[0].Contents = pdf.make_stream(b"1 0 0 rg 8.504 8.504 20 20 re f")
        target = BytesIO()
        pdf.save(target)
    return make_pdf(document(data, sheet_map, MARK), target.getvalue())


def test_the_vector_map_fills_the_page_exactly() -> None:
    with pypdfium2.PdfDocument(print_with_map()) as pdf:
        picture = pdf[0].render(scale=1).to_pil().convert("RGB")

    # a square of 20 points in the lower left corner is neither stretched nor moved
    assert picture.getpixel((18, picture.height - 18)) == (255, 0, 0)
    assert picture.getpixel((22, picture.height - 10)) != (255, 0, 0)
    assert picture.getpixel((10, picture.height - 22)) != (255, 0, 0)


def test_the_qr_code_holds_the_address_of_the_edition(printed: Printed) -> None:
    """The modules on the page are those of a code made anew from the address."""
    scale = 8
    with pypdfium2.PdfDocument(printed.pdf) as pdf:
        picture = pdf[1].render(scale=scale).to_pil().convert("L")
    matrix = [[bool(module) for module in row] for row in segno.make_qr(MARK.url, error="m").matrix]
    module = 22 / len(matrix) / 25.4 * 72 * scale
    whole = 22 * (len(matrix) + 8) / len(matrix)
    left = (420 - 6 - whole) / 25.4 * 72 * scale + 4 * module
    top = (297 - 6 - whole) / 25.4 * 72 * scale + 4 * module

    read = [
        [
            picture.getpixel((int(left + (x + 0.5) * module), int(top + (y + 0.5) * module))) < 128
            for x in range(len(matrix))
        ]
        for y in range(len(matrix))
    ]
    assert read == matrix


def test_what_does_not_fit_the_panels_stands_on_insert_pages() -> None:
    own = area("mitte", "Mitte", 0, 0)
    sheet = print_sheet(make_sheet(scattered(170, own.boundary), area=own, basemap_token="x"))

    prove(sheet.pdf, sheet.data, sheet.sheet_map)
    with pypdfium2.PdfDocument(sheet.pdf) as pdf:
        assert len(pdf) > 2
        assert [round(points / 72 * 25.4) for points in pdf[2].get_size()] == [210, 297]
    assert "weiter auf dem Beiblatt" in text_of(sheet.pdf, 1)
    assert "Beiblatt zum Verzeichnis" in text_of(sheet.pdf, 2)


@pytest.mark.parametrize("count", [0, 1, 9, 30])
def test_no_panel_is_empty(count: int) -> None:
    own = area("mitte", "Mitte", 0, 0)
    sheet = print_sheet(make_sheet(scattered(count, own.boundary), area=own, basemap_token="x"))

    with pypdfium2.PdfDocument(sheet.pdf) as pdf:
        height, width = pdf[1].get_height() / 2, pdf[1].get_width() / 4
        reader = pdf[1].get_textpage()
        panels = [
            reader.get_text_bounded(column * width, row * height, (column + 1) * width, (row + 1) * height).strip()
            for row in (0, 1)
            for column in range(4)
        ]
    assert all(panels)


def test_a_missing_font_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, printed: Printed) -> None:
    monkeypatch.setattr(fonts, "FONT_DIRECTORY", tmp_path)

    with pytest.raises(FontMissing, match=r"NotoSans-Regular\.ttf fehlt"):
        make_pdf(document(printed.data, printed.sheet_map, MARK), None)


def test_what_typst_refuses_is_said(printed: Printed) -> None:
    broken = json.loads(document(printed.data, printed.sheet_map, MARK))
    broken["cover"]["qr"]["svg"] = "<svg"

    with pytest.raises(TypesettingError, match="lässt sich nicht setzen"):
        make_pdf(json.dumps(broken), None)


def test_legend_leaves_out_groups_whose_places_all_lie_outside() -> None:
    far = make_place("Sorgentelefon", "familie.erziehungsberatung", point=(0, 0))

    text = text_of(print_sheet(make_sheet([make_place("Kita"), far])).pdf, 0)

    assert "Kinderbetreuung" in text
    assert "Familie, Beratung, Frühe Hilfen" not in text


def test_without_places_no_numbers_are_promised() -> None:
    assert "Die Nummern stehen auf der Rückseite." not in text_of(print_sheet(make_sheet([])).pdf, 0)


def test_a_street_that_the_name_says_is_not_repeated() -> None:
    named = make_place("Bolzplatz Ochsenbreite", "freizeit.bolzplatz", street="Ochsenbreite", phone="")
    other = make_place("Bolzplatz Neubreite", "freizeit.bolzplatz", street="Breite", phone="")

    text = text_of(print_sheet(make_sheet([named, other])).pdf, 1)

    assert text.count("Ochsenbreite") == 1
    assert text.count("reite") == 3


def test_in_arabic_a_day_stays_with_its_hours() -> None:
    days = ("إثنين–أربعاء", "خميس", "جمعة")
    hours = "؛ ".join(f"{day} \u2068{n}:00–12:00\u2069" for n, day in enumerate(days, 7))
    office = make_place("Amt", "amt.jugendamt", hours=hours)
    with override("ar"):
        pdf = print_sheet(make_sheet([office], definition=Definition.of("mitte", language="ar"))).pdf

    with pypdfium2.PdfDocument(pdf) as opened:
        first, last, its_day = (height(opened[1], text) for text in ("7:00", "9:00", days[2]))
    assert last < first - 3  # in the second line
    assert last == pytest.approx(its_day, abs=1.5)


def height(page: pypdfium2.PdfPage, text: str) -> float:
    """Of a text that stands there once, in mm from below."""
    reader = page.get_textpage()
    whole = "".join(chr(pypdfium2.raw.FPDFText_GetUnicode(reader, index)) for index in range(reader.count_chars()))
    (start,) = [index for index in range(len(whole)) if whole.startswith((text, text[::-1]), index)]
    return float(reader.get_charbox(start)[1]) / 72 * 25.4
