import csv
import io

import pytest
from django.http import StreamingHttpResponse
from django.test import Client

from tests.city import create_facility
from wegweiser.directory.choices import State, Visibility

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"/orte.csv{query}")
    assert response.status_code == 200
    assert isinstance(response, StreamingHttpResponse)
    content = response.getvalue()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_it_holds_what_the_list_shows_with_source_and_licence(client: Client) -> None:
    create_facility("Kita Ahorn", 100, 100, street="Ahornstraße", house_number="3", postcode="01234")
    create_facility("Bücherei", 110, 100, category_id="lernen.bibliothek")
    create_facility("Entwurf", 120, 100, state=State.DRAFT)
    assert {row["Name"] for row in rows(client)} == {"Kita Ahorn", "Bücherei"}
    (kita,) = rows(client, "?art=betreuung.kita&sozialraum=west")
    assert (kita["Straße"], kita["PLZ"], kita["Sozialraum"]) == ("Ahornstraße", "01234", "West")
    assert (kita["Quelle"], kita["Lizenz"]) == ("Stadt Zweifeld", "dl-de/zero-2-0")
    assert kita["Breite"].startswith("51.4")


def test_no_protected_street_or_point_is_in_it(client: Client) -> None:
    create_facility("Mond", 100, 100, visibility=Visibility.AREA, street="Kanarienvogelgasse", house_number="7")
    (row,) = rows(client)
    assert (row["Straße"], row["Hausnummer"], row["Breite"], row["Länge"]) == ("", "", "", "")


@pytest.mark.parametrize("name", ["=1+1", "+49", "-2", "@SUM(A1)", "\tx"])
def test_what_begins_like_a_formula_stays_text(client: Client, name: str) -> None:
    create_facility(name, 100, 100)
    assert [row["Name"] for row in rows(client)] == [f"'{name}"]


def test_semicolons_quotes_and_lines_stay_in_their_cell(client: Client) -> None:
    create_facility('Kita "A"; B', 100, 100, hours_note="eins\nzwei")
    assert [(row["Name"], row["Hinweis zu den Zeiten"]) for row in rows(client)] == [('Kita "A"; B', "eins\nzwei")]


@pytest.mark.parametrize("query", ["?art=unsinn", "?sozialraum=x%00"])
def test_unknown_choices_are_not_found(client: Client, query: str) -> None:
    assert client.get(f"/orte.csv{query}").status_code == 404


def test_it_is_only_read(client: Client) -> None:
    assert client.post("/orte.csv").status_code == 405


def test_what_the_list_can_be_filtered_by_is_in_it(client: Client) -> None:
    create_facility("Kita Ahorn", 100, 100, age_from_months=12, age_to_months=72, cost="free", card_offer="Eine Stunde")
    (row,) = rows(client)
    assert (row["Alter ab (Monate)"], row["Alter bis (Monate)"], row["Kosten"]) == ("12", "72", "free")
    assert (row["Familienkarte"], row["Kinderwagen"], row["geschlossen ab"]) == ("Eine Stunde", "", "")
