import pytest
from django.test import Client

from tests.city import create_city, create_facility
from wegweiser.printing.advice import advice
from wegweiser.printing.definition import Definition
from wegweiser.printing.export import export_sheet

pytestmark = pytest.mark.django_db


def test_small_streets_and_many_rows_propose_what_would_be_better() -> None:
    edition = export_sheet(Definition.of("innenstadt"))

    assert advice(edition) == "Das Verzeichnis braucht ein Beiblatt; auf A2 passt alles auf die Rückseite."
    edition.scale_denominator = 15_500
    assert advice(edition) == "Im Maßstab 1 : 15\u00a0500 sind Straßen schwer zu lesen; A2 zeigt sie größer."


def test_a_sheet_that_is_well_as_it_is_gets_no_advice() -> None:
    edition = export_sheet(Definition.of("innenstadt", "a2"))

    assert edition.snapshot["pages"] == 2
    assert advice(edition) == ""


def test_the_page_of_a_sheet_that_is_too_full_names_the_format_that_holds_all(client: Client, empty_city: None) -> None:
    create_city()
    for number in range(45):
        create_facility(f"Kita {number}", 200 + number % 7 * 30, 200 + number // 7 * 30)

    response = client.get("/sozialraum/west/wegweiser-a4.pdf")

    assert response.status_code == 409
    assert "Schilder sind zu viele für dieses Format. Auf A" in response.content.decode()
