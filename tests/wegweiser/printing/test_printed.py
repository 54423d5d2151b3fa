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


def answer(client: Client, edition: Edition, number: str) -> str:
    return words(page(client, edition, f"?nr={number}").partition('id="ort"')[2].partition("</section>")[0])


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


@pytest.mark.parametrize("asked", ["abc", "-1", "%3Cscript%3E", "1e5", "²", "2-4"])
def test_what_is_no_number_is_asked_for_again(client: Client, edition: Edition, asked: str) -> None:
    found = page(client, edition, f"?nr={asked}")

    assert "Bitte geben Sie die Nummer in Ziffern ein" in found
    assert "<script>" not in found


@pytest.mark.parametrize("asked", ["99", "9" * 12, "9" * 5000])
def test_a_number_beyond_the_last_one_is_said(client: Client, edition: Edition, asked: str) -> None:
    assert "steht nicht auf diesem Plan. Seine höchste Nummer ist 4." in page(client, edition, f"?nr={asked}")


@pytest.mark.parametrize("asked", ["2", "02", "Nr. 2", "nr2", "%232", "٢", " 2. "])
def test_a_number_is_understood_however_it_is_written(client: Client, edition: Edition, asked: str) -> None:
    assert "Kita Birke" in answer(client, edition, asked)


def test_a_number_that_is_nobodys_leads_to_the_code(client: Client, edition: Edition) -> None:
    leave_out(SHEET, kita("Birke").pk, "zieht um", "E. Muster")
    later = export.release_sheet(SHEET, "E. Muster")

    said = answer(client, later, "2")
    assert "Die Nummer 2 ist auf diesem Plan nicht vergeben." in said
    assert f"Auf diesem steht neben „Ausgabe“ {later.code}." in said
    assert "zieht um" not in page(client, later), "a reason is for the office"


def test_a_place_that_is_gone_or_protected_has_its_own_sentence(client: Client, edition: Edition) -> None:
    kita("Ahorn").delete()
    Facility.objects.filter(name="Kita Birke").update(state="closed")
    Facility.objects.filter(name="Kita Linde").update(
        visibility="phone_only", street="", house_number="", point=None, geometry_source=""
    )
    Facility.objects.filter(name="Kita Ulme").update(visibility="internal")

    for number, name in (("1", "Kita Ahorn"), ("2", "Kita Birke")):
        assert f"{name} geschlossen" in answer(client, edition, number)
        assert "Diesen Ort gibt es nicht mehr." in answer(client, edition, number)
        assert "Anrufen" not in answer(client, edition, number)
    for number in ("3", "4"):
        said = answer(client, edition, number)
        assert "Diesen Ort zeigen wir nicht mehr öffentlich." in said
        assert "fragen Sie bitte hier: Stadt Zweifeld, 030 23125-000" in said
    assert "Linde" not in page(client, edition)


def test_a_place_can_be_seen_called_and_reached(client: Client, edition: Edition) -> None:
    found = page(client, edition, "?nr=3").partition('id="ort"')[2].partition("</section>")[0]

    assert f'href="/einrichtung/{kita("Linde").pk}/"' in found
    assert 'href="tel:' in found
    assert "openstreetmap.org/directions" in found


def test_a_draft_says_that_it_is_one(client: Client, edition: Edition) -> None:
    draft = export.export_sheet(Definition.of("west", "a4", draft=True))

    assert "Entwurf Dieser Plan ist noch nicht freigegeben." in words(page(client, draft))
    assert "noch nicht freigegeben" not in page(client, edition)


def test_the_same_content_is_no_newer_plan(client: Client, edition: Edition) -> None:
    again = export.export_sheet(SHEET)

    assert again != edition
    for each in (edition, again):
        assert "neueren Plan" not in page(client, each)
    kita("Linde").delete()
    export.export_sheet(SHEET)
    assert "neueren Plan" not in page(client, edition), "families still get the release"
    export.release_sheet(SHEET, "E. Muster")
    for each in (edition, again):
        assert "neueren Plan" in page(client, each)


def test_a_sheet_of_a_city_that_releases_none_is_outdated_by_the_data(client: Client, empty_city: None) -> None:
    create_city()
    create_facility("Kita Ahorn", 300, 300)
    current = export.export_sheet(SHEET)
    assert "neueren Plan" not in page(client, current)

    create_facility("Kita Birke", 500, 300)

    assert "neueren Plan" in page(client, current)


def test_an_unknown_code_is_explained(client: Client, edition: Edition) -> None:
    for code in ("ZZZZZZ", "0", "O" * 12):
        answered = client.get(f"/w/{code}")
        assert answered.status_code == 404
        assert "Bitte prüfen Sie die sechs Zeichen" in answered.content.decode()
    assert client.get(f"/w/{edition.code.lower()}/").status_code == 200


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
