"""„Mein Viertel“: the nearest of each group, proved, for one person and kept nowhere."""

import logging
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from geo.db.nearest import nearest_of_each
from geo.gazetteer.choice import find
from geo.gazetteer.models import Address
from tests.city import create_city, create_facility, point
from wegweiser.directory.models.public import PublicFacility
from wegweiser.printing.errors import OutsideCity, ProofError
from wegweiser.printing.export import viertel_sheet
from wegweiser.printing.models import Edition, EditionPlace
from wegweiser.printing.products import viertel as product
from wegweiser.printing.products.viertel import print_viertel, read_viertel
from wegweiser.printing.proof import rows, runs_of

pytestmark = pytest.mark.django_db


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        assert len(opened) == 1
        return str(opened[0].get_textpage().get_text_range()).replace("\r\n", " ")


@pytest.fixture
def zweifeld(empty_city: None) -> None:
    create_city()
    for n in range(1, 6):
        create_facility(f"Kita {n}", 500 + 100 * n, 500)
    create_facility("Grundschule am Anger", 500, 700, category_id="schule.grundschule", phone="030 23125-200")
    create_facility("Kita Geheim", visibility="phone_only")


@pytest.mark.usefixtures("zweifeld")
def test_the_nearest_of_each_group_are_found_with_their_way() -> None:
    found = read_viertel(point(500, 500), "", "de", 3)

    assert [place.name for place in found.sheet.places] == ["Kita 1", "Kita 2", "Kita 3", "Grundschule am Anger"]
    assert [found.walk(place) for place in found.sheet.places] == ["2 Min.", "4 Min.", "6 Min.", "4 Min."]
    text = text_of(print_viertel(point(500, 500), "Musterweg 3", "de"))
    assert "Mein Viertel" in text
    assert "Musterweg 3" in text
    assert "030 23125-200" in text
    assert "Geheim" not in text


@pytest.mark.usefixtures("zweifeld")
def test_all_groups_are_asked_in_one_query() -> None:
    with CaptureQueriesContext(connection) as queries:
        found = nearest_of_each(PublicFacility.objects.all(), "group_code", ["betreuung", "schule"], point(500, 500), 2)
    assert len(queries) <= 1
    assert len(found) == 3
    assert sorted(round(each.distance_m) for each in found) == [100, 200, 200]


@pytest.mark.usefixtures("zweifeld")
def test_the_sheet_says_how_far_ten_minutes_reach_and_where_one_lives() -> None:
    pdf = print_viertel(point(500, 500), "", "de")

    text = text_of(pdf)
    assert "5 Minuten zu Fuß" in text
    assert "10 Minuten zu Fuß" in text
    assert "Ihr Sozialraum: West" in text


@pytest.mark.usefixtures("zweifeld")
def test_outside_the_city_there_is_no_sheet() -> None:
    with pytest.raises(OutsideCity, match="liegt nicht in der Stadt"):
        viertel_sheet(point(-2000, 500), "", "de")


@pytest.mark.usefixtures("zweifeld")
def test_a_place_that_the_sheet_lacks_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    sections = product._sections

    def without_first(found: product.Viertel) -> object:
        first, *rest = sections(found)
        yield {**first, "rows": first["rows"][1:]}
        yield from rest

    monkeypatch.setattr(product, "_sections", without_first)
    with pytest.raises(ProofError, match="0-mal statt einmal: 1 „Kita 1“"):
        print_viertel(point(500, 500), "", "de")


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_three_of_each_group_fit_one_page_in_every_language(language: str) -> None:
    house = find("Heumarkt 25").place
    assert house

    pdf = viertel_sheet(house.point, house.label, language)

    (page,) = runs_of(pdf)
    assert "Heumarkt25,45921Musterstadt" in "".join("".join(run.text for run in page).split())
    groups = Counter(place.group for place in read_viertel(house.point, "", language, 3).sheet.places)
    assert set(groups.values()) == {3}
    assert [str(number) for number in range(1, 3 * len(groups) + 1)] == [row.number for row in rows(page)]
    assert not any("…" in run.text for run in page)


def test_arabic_stands_mirrored() -> None:
    house = find("Heumarkt 25").place
    assert house

    columns = {}
    for language in ("de", "ar"):
        with pypdfium2.PdfDocument(viertel_sheet(house.point, "", language)) as pdf:
            page = pdf[0]
            text = page.get_textpage()
            found = text.search("Pusteblume").get_next()
            assert found
            columns[language] = text.get_charbox(found[0])[0] < page.get_width() / 2
    assert columns == {"de": True, "ar": False}


def test_a_name_of_200_letters_stays_in_its_column(empty_city: None) -> None:
    create_city()
    create_facility("Kita " + "Donaudampfschifffahrt" * 9, 500, 500)
    create_facility("K" * 200, 600, 500)

    text_of(print_viertel(point(500, 500), "", "de"))


def test_a_visitor_gets_a_sheet_and_nothing_of_it_stays(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    house = Address.objects.order_by("pk").first()
    assert house
    with caplog.at_level(logging.DEBUG, logger="wegweiser"):
        response = client.post(
            "/mein-viertel/", {"adresse": f"{house}, {house.postcode} {house.place}", "drucken": "1"}
        )

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    text = text_of(response.content)
    assert house.street in text
    assert "Hilfe sofort" in text
    assert not Edition.objects.exists()
    assert not EditionPlace.objects.exists()
    assert house.street not in caplog.text


def test_the_address_stands_on_the_sheet_only_if_the_person_wants_it(client: Client) -> None:
    response = client.post("/mein-viertel/", {"adresse": "Heumarkt 25"})

    text = text_of(response.content)
    assert "Heumarkt 25, 45921" not in text
    assert "Ihr Sozialraum: Innenstadt" in text, "so much does not give the house away"


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("", "Diese Adresse kennen wir nicht"),
        ("Nirgendwogasse 1", "Diese Adresse kennen wir nicht"),
        ("x" * 5000, "Diese Adresse kennen wir nicht"),
        ("\x00<script>", "Diese Adresse kennen wir nicht"),
        ("Unter den Linden 77, 10117 Berlin", "Adressen außerhalb von Musterstadt stehen nicht in unserem Verzeichnis"),
        ("Heumarkd 25", "Welche Adresse meinen Sie?"),
    ],
)
def test_an_address_that_is_not_known_is_asked_for_again(client: Client, address: str, sentence: str) -> None:
    response = client.post("/mein-viertel/", {"adresse": address})

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert ('name="gewaehlt"' in response.content.decode()) is ("meinen" in sentence), "nothing unrelated is offered"
    if "meinen" in sentence:
        assert "Heumarkt 25" in response.content.decode()


def test_a_choice_counts_more_than_what_was_typed_before(client: Client) -> None:
    page = client.post("/mein-viertel/", {"adresse": "Heumarkd 25"}).content.decode()
    chosen = page.partition('name="gewaehlt" value="')[2].partition('"')[0]

    response = client.post("/mein-viertel/", {"gewaehlt": chosen, "adresse": "Heumarkd 25", "drucken": "1"})

    assert response["Content-Type"] == "application/pdf"
    assert chosen in text_of(response.content)


def test_the_form_is_there_without_javascript_in_other_languages_too(client: Client) -> None:
    page = client.get("/mein-viertel/")
    assert page.status_code == 200
    assert 'method="post"' in page.content.decode()
    assert client.get("/tr/mein-viertel/").status_code == 200
    assert client.put("/mein-viertel/").status_code == 405


def test_a_foreign_site_cannot_send_the_form(client: Client) -> None:
    response = client.post("/mein-viertel/", {"adresse": "Heumarkt 25"}, headers={"Origin": "https://evil.example"})

    assert response.status_code == 403


def test_the_command_takes_an_address_or_a_point(tmp_path: Path) -> None:
    output = tmp_path / "viertel.pdf"

    call_command("export_viertel", address="Heumarkt 25", output=str(output))
    assert "Heumarkt 25" in text_of(output.read_bytes())

    with pytest.raises(CommandError, match="Die Adresse „Nirgendwo 1“ ist nicht bekannt"):
        call_command("export_viertel", address="Nirgendwo 1", output=str(output))
    with pytest.raises(CommandError, match="liegt nicht in der Stadt"):
        call_command("export_viertel", point=[7.7, 50.0], output=str(output))
