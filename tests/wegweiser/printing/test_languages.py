"""Sheets in all languages, and from right to left."""

import json
from collections import Counter
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from django.conf import settings
from django.utils.translation import gettext, override
from fontTools.ttLib import TTFont

from tests.city import create_city, create_facility
from tests.wegweiser.printing.conftest import MARK, Printed, print_sheet
from tests.wegweiser.printing.sheets import area, make_place, make_sheet, scattered
from wegweiser.directory.city import CityProfile
from wegweiser.printing.data import read_sheet
from wegweiser.printing.definition import Definition, sheet_languages
from wegweiser.printing.errors import ProofError
from wegweiser.printing.fonts import check_text, font_files, text_width_mm
from wegweiser.printing.layout.document import document
from wegweiser.printing.layout.panels import panels_of
from wegweiser.printing.map import make_map
from wegweiser.printing.pdf import make_pdf
from wegweiser.printing.proof import prove, runs_of

LANGUAGES = [code for code, _ in settings.LANGUAGES]
GERMAN = (
    "Zeichenerklärung", "Die Nummern stehen auf der Rückseite.", "Hilfe sofort", "Immer aktuell:", "5 Minuten zu Fuß",
    "ohne Karte", "Herausgeber", "Quellen:", "Stand:",
)  # fmt: skip


def printed_in(language: str) -> Printed:
    own = area("mitte", "Mitte (Alt)", 0, 0)
    places = [
        *scattered(24, own.boundary),
        make_place("بيت العائلة – Haus der Familie", "gemeinschaft.nachbarschaft", facility_id=103),
        make_place("Hebamme Ayşe Yılmaz", "gesundheit.hebamme", facility_id=104, point=None, street=""),
        make_place("Familienkasse (Ost)", "amt.familienkasse", facility_id=105, point=(0, 0), for_whole_city=True),
    ]
    with override(language):
        return print_sheet(make_sheet(places, area=own, definition=Definition.of("mitte", language=language)))


@pytest.fixture(scope="module")
def arabic() -> Printed:
    return printed_in("ar")


def text_of(pdf: bytes) -> str:
    return " ".join(run.text for page in runs_of(pdf) for run in page)


def test_names_are_read_aloud_in_german_on_a_sheet_in_another_language(arabic: Printed) -> None:
    with pikepdf.open(BytesIO(arabic.pdf)) as opened:
        elements = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        spoken = Counter(str(each["/Lang"]) for each in elements if "/Lang" in each)
    assert spoken["de"] >= len(arabic.data.places)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_is_complete_and_speaks_one_language(language: str) -> None:
    sheet = printed_in(language)

    text = text_of(sheet.pdf)
    with override(language):
        assert prove(sheet.pdf, sheet.data, sheet.sheet_map) >= 2
        assert gettext("Zeichenerklärung") in text
        translated = [german for german in GERMAN if gettext(german) != german]
    assert (language == "de") == (translated == [])
    assert [german for german in translated if german in text] == []
    with pikepdf.open(BytesIO(sheet.pdf)) as pdf:
        assert str(pdf.Root.Lang) == language.partition("-")[0]


@pytest.mark.django_db
@pytest.mark.usefixtures("empty_city")
def test_numbers_and_cells_are_the_same_in_every_language() -> None:
    create_city()
    for n, kind in enumerate(("schule.grundschule", "betreuung.kita", "gesundheit.apotheke", "amt.jobcenter")):
        create_facility(f"Ort {n % 2}", 100 + 200 * n, 800 - 150 * n, category_id=kind)
    seen = set()
    for language in LANGUAGES:
        data = read_sheet(Definition.of("west", language=language))
        with override(language):
            sheet_map = make_map(data, "T3ST42")
        seen.add(tuple((place.number, place.facility_id, sheet_map.mark_of(place)) for place in data.places))
    assert len(seen) == 1
    assert len(seen.pop()) >= 3


def test_an_arabic_sheet_opens_from_the_right(arabic: Printed) -> None:
    panels = panels_of(arabic.data, arabic.sheet_map)
    assert (panels.cover, panels.help, panels.index) == (4, 7, (3, 2, 1, 0, 6, 5))
    with pypdfium2.PdfDocument(arabic.pdf) as pdf:
        width, reader = pdf[1].get_width(), pdf[1].get_textpage()
        height = pdf[1].get_height()
        cover = reader.get_text_bounded(0, 0, width / 4, height / 2)
        help_panel = reader.get_text_bounded(width * 3 / 4, 0, width, height / 2)
    assert "Mitte" in cover
    assert "112" in help_panel


def test_flat_arabic_sheets_have_their_help_at_the_left() -> None:
    definition = Definition.of("mitte", "a4", language="ar")
    data = make_sheet([make_place("Kita")], definition=definition)
    panels = panels_of(data, make_map(data, "T3ST42"))
    assert panels.help == 0
    assert panels.index == tuple(range(panels.columns - 1, 0, -1))


def test_numbers_stand_right_of_their_names_and_cells_left(arabic: Printed) -> None:
    runs = [run.text for run in runs_of(arabic.pdf)[1]]
    with pypdfium2.PdfDocument(arabic.pdf) as pdf:
        left = [item.get_bounds()[0] for item in pdf[1].get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])]
    place = next(place for place in arabic.data.places if place.name == "Einrichtung mit Namen 0")
    name = runs.index(place.name)
    number, cell = runs.index(str(place.number)), runs.index(arabic.sheet_map.mark_of(place), name)
    assert left[cell] < left[name] < left[number]


def test_arabic_words_are_in_the_order_of_reading(arabic: Printed) -> None:
    words = [run.text for run in runs_of(arabic.pdf)[1]]
    assert words[words.index("مساعدة") + 1] == "فورية"
    assert "بيت العائلة" in " ".join(words)


def test_latin_names_and_numbers_keep_their_order_among_arabic(arabic: Printed) -> None:
    text = text_of(arabic.pdf)
    for expected in ("Hebamme Ayşe Yılmaz", "Familienkasse", "030 23125-118", "20/11/2026", MARK.plain_url):
        assert expected in text
    assert "\u2068" not in text


def test_a_wrong_cell_on_an_arabic_sheet_is_found(arabic: Printed) -> None:
    with override("ar"):
        content = json.loads(document(arabic.data, arabic.sheet_map, MARK))
        row = next(
            row for section in content["index"]["sections"] for row in section["rows"] if not row["cell_is_note"]
        )
        row["cell"] = row["cell"][::-1]
        with pytest.raises(ProofError, match=rf"Im Verzeichnis fehlt „\w\d+“ bei {row['number']} "):
            prove(make_pdf(json.dumps(content)), arabic.data, arabic.sheet_map)


def test_the_width_of_arabic_is_that_of_joined_letters() -> None:
    assert text_width_mm("الدوائر الرسمية والمساعدات المالية", 10) == pytest.approx(48.3, abs=0.3)
    assert text_width_mm("بيت", 10) < sum(text_width_mm(letter, 10) for letter in "بيت")
    assert text_width_mm("Kita بيت", 10) == pytest.approx(text_width_mm("Kita ", 10) + text_width_mm("بيت", 10))


@pytest.mark.parametrize(
    "name",
    ["Στέκι γειτονιάς", "Сім’я разом", "Şağlıq Evi", "Căsuța Țăndărică", "Ośrodek Łąka", "בית המשפחה", "Ընտանիքի տուն",
     "ოჯახის სახლი", "परिवार घर", "குடும்ப இல்லம்", "የቤተሰብ ቤት", "خانهٔ خانواده", "Gia đình Việt"],
)  # fmt: skip
def test_names_in_the_scripts_of_the_city_can_be_printed(name: str) -> None:
    check_text(name, "Name")
    sheet = print_sheet(make_sheet([make_place(name), make_place("Kita", facility_id=2)]))
    assert prove(sheet.pdf, sheet.data, sheet.sheet_map) == 2


def test_fonts_share_one_em_so_that_widths_can_be_added() -> None:
    sizes = set()
    for file in font_files():
        with TTFont(file, lazy=True) as font:
            sizes.add(font["head"].unitsPerEm)
    assert sizes == {1000}


def test_a_sheet_says_that_its_translation_is_unchecked() -> None:
    sheet = printed_in("tr")
    assert "Bu çeviri henüz kontrol edilmedi." in text_of(sheet.pdf)
    checked = {"tr": {"checked_by": "Ayşe Yılmaz", "checked_on": "2026-10-01"}}
    city = CityProfile.from_data({**sheet.data.city.plain(), "languages": ["de", "tr"], "translations": checked})
    with override("tr"):
        text = text_of(print_sheet(replace(sheet.data, city=city)).pdf)
    assert "Çeviriyi kontrol eden: Ayşe Yılmaz, 01.10.2026." in text


def test_long_names_are_broken_at_their_joints_and_others_not_at_all() -> None:
    long = "Schwangerschafts- und Schwangerschaftskonfliktberatung für Familien"
    sheet = print_sheet(make_sheet([make_place(long), make_place("Familienbildungsstätte", facility_id=2)]))
    text = " ".join(text_of(sheet.pdf).split())
    assert "Schwangerschafts" in text
    assert "Familienbildungsstätte" in text
    prove(sheet.pdf, sheet.data, sheet.sheet_map)


def test_sheets_exist_in_the_languages_of_the_city_that_are_translated() -> None:
    profile = CityProfile.from_data({**make_sheet([]).city.plain(), "languages": ["de", "xx", "de-simple", "ar"]})
    assert sheet_languages(profile) == ["de", "de-simple", "ar"]
