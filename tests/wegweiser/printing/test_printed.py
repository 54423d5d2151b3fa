"""The page behind the code on a sheet."""

import pytest
from django.contrib.gis.geos import MultiPolygon
from django.test import Client
from django.utils.html import strip_tags

from tests.city import create_city, create_facility, point
from wegweiser.directory.models.facility import Facility
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.printing import export
from wegweiser.printing.adjustments import leave_out
from wegweiser.printing.definition import Definition
from wegweiser.printing.freshness import changes_since
from wegweiser.printing.models import Edition
from wegweiser.printing.printed import PrintedTable

pytestmark = pytest.mark.django_db

SHEET = Definition.of("west", "a4")
NAMES = ("Ahorn", "Birke", "Linde", "Ulme")


@pytest.fixture
def edition(empty_city: None) -> Edition:
    create_city()
    for n, name in enumerate(NAMES):
        address = {"street": f"{name}weg", "house_number": "1"}
        create_facility(f"Kita {name}", 150 + 200 * n, 400, phone=f"030 23125-00{n}", **address)
    return export.release_sheet(SHEET, "E. Muster")


def kita(name: str) -> Facility:
    return Facility.objects.get(name=f"Kita {name}")


def page(client: Client, edition: Edition, query: str = "", language: str = "") -> str:
    return client.get(f"{language}/w/{edition.code}{query}").content.decode()


def words(html: str) -> str:
    return " ".join(strip_tags(html).split())


def test_a_number_leads_to_the_place_of_today(client: Client, edition: Edition) -> None:
    Facility.objects.filter(name="Kita Birke").update(phone="030 23125-999", name="Kita Rotbirke")

    found = page(client, edition, "?nr=02").partition('id="ort"')[2].partition("</section>")[0]

    assert "Kita Rotbirke" in found
    assert 'href="tel:+493023125999"' in found
    assert f'/{kita("Rotbirke").pk}/"' in found
    assert "openstreetmap.org/directions" in found
    assert "neuer Name" in found
    assert "neues Telefon" in found


@pytest.mark.parametrize("asked", ["99", "abc", "-1", "%3Cscript%3E", "1e5", "²"])
def test_a_number_that_is_not_on_the_sheet_gets_an_answer(client: Client, edition: Edition, asked: str) -> None:
    found = page(client, edition, f"?nr={asked}")

    assert "steht nicht auf diesem Plan. Seine höchste Nummer ist 4." in found
    assert "<script>" not in found


def test_what_has_changed_since_stands_below(client: Client, edition: Edition) -> None:
    assert "stimmen noch" in page(client, edition)
    Facility.objects.filter(name="Kita Ahorn").update(state="closed")
    Facility.objects.filter(name="Kita Birke").update(point=point(500, 900), street="Neuer Weg")
    Facility.objects.filter(name="Kita Linde").update(phone="030 23125-999")
    create_facility("Kita Buche", 700, 700)

    found = words(page(client, edition).partition("Seit dem Druck geändert")[2].partition("Alle Nummern")[0])

    assert "Neue Angaben 3 Kita Linde neues Telefon" in found
    assert "Umgezogen 2 Kita Birke umgezogen" in found
    assert "Nicht mehr dabei 1 Kita Ahorn geschlossen" in found
    assert "Neu dazugekommen" in found
    assert "Kita Buche" in found
    assert "Ulme" not in found


def test_a_moved_place_shows_no_cell_and_a_closed_one_no_number(client: Client, edition: Edition) -> None:
    Facility.objects.filter(name="Kita Ahorn").update(state="closed")
    Facility.objects.filter(name="Kita Birke").update(point=point(500, 900))

    lines = PrintedTable.of(edition).lines

    assert (lines[0].tel, lines[0].position) == ("", None)
    assert lines[1].has_moved
    assert "Feld" not in page(client, edition, "?nr=2").partition('id="ort"')[2].partition("</section>")[0]


def test_a_place_without_a_cell_says_why(client: Client, edition: Edition) -> None:
    create_facility("Kita Zuhause").serves.add(Sozialraum.objects.get(code="west"))
    newer = export.release_sheet(SHEET, "E. Muster")
    number = newer.places.get(name="Kita Zuhause").number

    found = words(page(client, newer, f"?nr={number}").partition('id="ort"')[2].partition("</section>")[0])

    assert "· ohne Karte" in found
    assert "Feld" not in found


def test_a_secret_place_is_no_longer_public_in_any_language(client: Client, edition: Edition) -> None:
    Facility.objects.filter(name="Kita Birke").update(visibility="area")

    assert "nicht mehr öffentlich" in words(page(client, edition, "?nr=2"))
    for language in ("", "/tr", "/ar", "/en"):
        assert "Birke" not in page(client, edition, language=language)


def test_what_was_left_out_later_is_neither_closed_nor_moved(edition: Edition) -> None:
    leave_out(SHEET, kita("Ulme").pk, "zieht um", "E. Muster")

    changes = changes_since(edition)

    assert [each.entry.name for each in changes.left] == ["Kita Ulme"]
    assert not changes.closed
    assert not changes.new


def test_the_code_works_when_its_sozialraum_is_gone(client: Client, edition: Edition) -> None:
    nothing: MultiPolygon = Sozialraum.objects.get(code="ost").boundary
    Sozialraum.objects.create(code="neu", name="Neu", boundary=nothing)
    Sozialraum.objects.filter(code="west").delete()
    Facility.objects.filter(name="Kita Linde").update(phone="030 23125-999")

    found = words(page(client, edition))

    assert "Neue Angaben 3 Kita Linde neues Telefon" in found
    assert "Neu dazugekommen" not in found


def test_a_newer_sheet_is_mentioned(client: Client, edition: Edition) -> None:
    assert "neueren Plan" not in page(client, edition)
    Facility.objects.filter(name="Kita Linde").update(phone="030 23125-999")
    export.export_sheet(Definition.of("west", "a4", draft=True))
    assert "neueren Plan" not in page(client, edition), "a draft is none"

    newer = export.release_sheet(SHEET, "E. Muster")

    assert "neueren Plan" in page(client, edition)
    assert "Ausgabe 2 ·" in page(client, newer)
