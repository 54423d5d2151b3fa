"""The flyer as a reader finds it: complete, titled, folded without text on a fold."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from django.core.management import CommandError, call_command

from tests.wegweiser.printing.conftest import MARK
from tests.wegweiser.printing.sheets import make_place, make_sheet
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import ProofError, SheetTooFull
from wegweiser.printing.models import Edition
from wegweiser.printing.products.flyer import make_flyer, read_flyer
from wegweiser.printing.proof import prove_list
from wegweiser.printing.values import SheetData

FOLDS_MM = ((97, 197), (100, 200))
"""Of the outside and the inside."""


def kitas(count: int, **values: str) -> SheetData:
    places = [make_place(f"Kita Nummer {n}", facility_id=n, traeger="Stadt Zweifeld", **values) for n in range(count)]
    definition = Definition.of("mitte", product="flyer", categories=["betreuung"])
    return make_sheet(places, definition=definition)


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return " ".join(page.get_textpage().get_text_range() for page in opened).replace("\r\n", " ")


def text_boxes(pdf: bytes) -> list[tuple[int, float, float]]:
    """Page, left and right edge in mm of every run of text."""
    found = []
    with pypdfium2.PdfDocument(pdf) as opened:
        for number, page in enumerate(opened):
            origin, text = page.get_mediabox()[0], page.get_textpage()
            rects = (text.get_rect(index) for index in range(text.count_rects()))
            found += [(number, _mm(left - origin), _mm(right - origin)) for left, _, right, _ in rects]
    return found


def _mm(points: float) -> float:
    return points / 72 * 25.4


@pytest.mark.parametrize("count", [1, 12, 25, 70])
def test_every_place_is_listed_once_and_no_text_comes_near_a_fold(count: int) -> None:
    data = kitas(count)

    made = make_flyer(data, MARK)

    assert made.pages == (3 if count == 70 else 2)
    text = text_of(made.pdf)
    assert all(text.count(f"{place.name} ") == 1 for place in data.places)
    assert text.count("Träger: Stadt Zweifeld") == count
    for page, left, right in text_boxes(made.pdf):
        assert left >= 8
        assert right <= 297 - 8
        assert not any(left < fold + 3 and right > fold - 3 for fold in FOLDS_MM[page % 2]), (page, left, right)


def test_the_title_is_that_of_the_definition_or_of_what_is_listed() -> None:
    data = kitas(3)
    assert make_flyer(data, MARK).title == "Kinderbetreuung: Mitte (Zweifeld)"

    named = replace(data, definition=replace(data.definition, title="Gut betreut"))
    assert "Gut betreut" in text_of(make_flyer(named, MARK).pdf)


def test_ages_hours_and_contact_stand_beside_a_place() -> None:
    text = text_of(make_flyer(kitas(1, ages="4 Monate – 6 Jahre", hours="Mo–Fr 7:00–16:30"), MARK).pdf)

    assert "4 Monate – 6 Jahre" in text
    assert "Mo–Fr 7:00–16:30" in text
    assert "030 23125-118" in text


def test_more_than_two_leaves_are_refused_with_what_would_fit() -> None:
    with pytest.raises(SheetTooFull, match=r"^300 Orte sind zu viele .* weniger Arten von Orten"):
        make_flyer(kitas(300), MARK)


def test_a_place_that_is_missing_or_renamed_is_caught() -> None:
    data = kitas(4)
    pdf = make_flyer(data, MARK).pdf
    prove_list(pdf, data.places)

    with pytest.raises(ProofError, match="0-mal statt einmal: 5 „Kita Quitte“"):
        prove_list(pdf, [*data.places, make_place("Kita Quitte", number=5)])
    with pytest.raises(ProofError, match="fehlt der Name bei 1 „Kita Ypsilon“"):
        prove_list(pdf, [replace(data.places[0], name="Kita Ypsilon"), *data.places[1:]])
    with pytest.raises(ProofError, match="die Nummer 4, zu der es keinen Ort gibt"):
        prove_list(pdf, data.places[:3])


@pytest.mark.django_db
def test_the_city_is_listed_sozialraum_by_sozialraum() -> None:
    data = read_flyer(Definition.of("", product="flyer", categories=["betreuung.kita"]))

    assert data.area.name == "Musterstadt"
    assert [place.number for place in data.places] == list(range(1, len(data.places) + 1))
    names = {area.code: area.name for area in data.others}
    listed = [names[place.area] for place in data.places if not place.for_whole_city]
    assert listed == sorted(listed)
    assert all(place.kind == "betreuung.kita" for place in data.places)


@pytest.mark.django_db
def test_the_command_prints_a_flyer_and_keeps_it_as_an_edition(tmp_path: Path) -> None:
    output = tmp_path / "flyer.pdf"
    given = {"product": "flyer", "sozialraum": "lindhorst", "category": ["schule"], "output": str(output)}

    call_command("export_map", **given, traeger="Stadt Musterstadt")

    edition = Edition.objects.get()
    assert edition.title == "Schule & Ganztag: Lindhorst (Musterstadt)"
    assert edition.definition["product"] == "flyer"
    assert edition.places.count() > 0
    assert output.read_bytes() == edition.path.read_bytes()

    with pytest.raises(CommandError, match=r"Das Format „a3“ gibt es nicht\. Vorhanden sind: a4\."):
        call_command("export_map", **given, format="a3")
    with pytest.raises(CommandError, match=r"Das Blatt „buch“ gibt es nicht\. Vorhanden sind: wegweiser, flyer"):
        call_command("export_map", **{**given, "product": "buch"})


@pytest.mark.django_db
def test_a_flyer_goes_to_press_with_its_folds_and_not_in_large_print(tmp_path: Path) -> None:
    output = tmp_path / "flyer.pdf"
    call_command(
        "export_map", product="flyer", sozialraum="lindhorst", category=["schule"], press="crop+fold", output=output
    )

    assert output.with_name("flyer-druck.pdf").read_bytes().startswith(b"%PDF")
    assert output.with_name("flyer-druck.txt").is_file()
    with pytest.raises(CommandError, match=r"Die Fassung „gross“ gibt es nicht\. Vorhanden sind: farbe, grau"):
        call_command("export_map", product="flyer", sozialraum="lindhorst", variant="gross", output=output)
