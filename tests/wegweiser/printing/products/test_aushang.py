"""Door signs: each with the number and cell that its printed Wegweiser gives, none for a place that is not public."""

from dataclasses import replace

import pikepdf
import pytest
from django.core.management import call_command
from django.test import Client

from tests.city import create_city, create_facility
from tests.wegweiser.printing.conftest import MARK
from wegweiser.directory.choices import Visibility
from wegweiser.directory.models.facility import Facility, Traeger
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import NotPrintedYet, ProofError
from wegweiser.printing.export import export_sheet
from wegweiser.printing.models import Edition, EditionPlace
from wegweiser.printing.products.aushang import DoorSigns, make_signs, prove_signs, read_signs
from wegweiser.printing.proof import runs_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_city")]


@pytest.fixture
def city() -> Edition:
    """Zweifeld with four places in its west, its Wegweiser printed; one place is secret, one came later."""
    create_city()
    traeger = Traeger.objects.create(name="Stadt Zweifeld")
    for n, name in enumerate(["Kita Ahorn", "Kita Buche", "Kita Linde-Süd"]):
        create_facility(name, 200 + 200 * n, 500, traeger=traeger if n else None)
    create_facility("Kita Geheim", visibility=Visibility.PHONE_ONLY)
    edition = export_sheet(Definition.of("west"))
    create_facility("Kita Zeder", 500, 300, traeger=traeger)
    return edition


def signs(**choices: object) -> DoorSigns:
    return read_signs(Definition.of("", product="aushang", **choices))


def test_each_printed_place_gets_a_page_with_its_number_and_cell(city: Edition) -> None:
    data = signs()

    made = make_signs(data, MARK)

    rows = {row.name: (row.number, row.cell) for row in EditionPlace.objects.filter(edition=city)}
    assert {sign.place.name: (sign.number, sign.cell) for sign in data.signs} == {
        name: rows[name] for name in ("Kita Ahorn", "Kita Buche", "Kita Linde-Süd")
    }
    assert made.pages == 3
    first = " ".join(run.text for run in runs_of(made.pdf)[0])
    assert "Nr. 1, Feld " in first
    assert "West" in first
    assert f"Ausgabe {city.code}" in first
    assert data.signs[0].url.endswith(f"/w/{city.code}?nr=1")


def test_a_place_that_is_not_on_the_map_gets_none(city: Edition) -> None:
    secret = Facility.objects.get(name="Kita Geheim")
    later = Facility.objects.get(name="Kita Zeder")

    for place in (secret, later):
        with pytest.raises(NotPrintedYet, match="drucken Sie zuerst den Wegweiser"):
            signs(place=place.pk)


def test_a_number_that_no_place_has_means_none_and_not_all(city: Edition) -> None:
    with pytest.raises(NotPrintedYet):
        signs(place=0)


def test_an_edition_keeps_no_name_of_a_place_that_became_secret(city: Edition, client: Client) -> None:
    place = Facility.objects.get(name="Kita Ahorn")
    edition = export_sheet(Definition.of("", product="aushang", place=place.pk))
    with pikepdf.open(edition.path) as pdf:
        assert str(pdf.docinfo.Title) == "Aushang: Kita Ahorn"

    Facility.objects.filter(pk=place.pk).update(visibility=Visibility.INTERNAL)

    assert "Kita Ahorn" not in client.get(f"/w/{edition.code}").content.decode()
    assert "Kita Ahorn" not in str(Edition.objects.filter(pk=edition.pk).values())


def test_all_signs_of_a_traeger_are_one_file_with_bookmarks(city: Edition, tmp_path: object) -> None:
    output = f"{tmp_path}/aushang.pdf"

    call_command("export_map", product="aushang", traeger="Stadt Zweifeld", output=output)

    with pikepdf.open(output) as pdf, pdf.open_outline() as outline:
        assert [str(item.title) for item in outline.root] == ["Kita Buche", "Kita Linde-Süd"]
        assert [round(float(side) / 72 * 25.4) for side in pdf.pages[0].TrimBox[2:]] == [151, 213]
    edition = Edition.objects.get(title="Aushang: Stadt Zweifeld")
    assert [row.name for row in edition.places.all()] == ["Kita Buche", "Kita Linde-Süd"]


def test_a_newer_wegweiser_gives_newer_numbers(city: Edition) -> None:
    Facility.objects.filter(name="Kita Ahorn").delete()
    newer = export_sheet(Definition.of("west"))

    assert {sign.code for sign in signs().signs} == {newer.code}
    assert "Kita Zeder" in [sign.place.name for sign in signs().signs]


def test_a_sign_that_says_something_else_is_caught(city: Edition) -> None:
    data = signs()
    pdf = make_signs(data, MARK).pdf
    first, *rest = data.signs

    for wrong, what in (
        (replace(first, number=99), "Nr. 99"),
        (replace(first, cell="Z9"), "Nr. 1, Feld Z9"),
        (replace(first, place=replace(first.place, name="Kita Übermut")), "Kita Übermut"),
    ):
        with pytest.raises(ProofError, match=f"fehlt „{what}“"):
            prove_signs(pdf, [wrong, *rest])
    with pytest.raises(ProofError, match="3 Seiten statt 2"):
        prove_signs(pdf, data.signs[:2])
