import pytest
from django.test import Client

from tests.city import create_facility
from wegweiser.directory.choices import Visibility
from wegweiser.directory.models.city import City
from wegweiser.directory.models.situations import LifeSituation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def test_the_first_page_offers_them_in_its_language_until_something_is_chosen(client: Client) -> None:
    assert '<a href="/lage/baby/">Baby kommt</a>' in client.get("/").content.decode()
    assert '<a href="/en/lage/baby/">Having a baby</a>' in client.get("/en/").content.decode()
    assert "/lage/baby/" not in client.get("/?art=betreuung").content.decode()


def test_without_any_there_is_no_empty_heading(client: Client) -> None:
    LifeSituation.objects.all().delete()
    assert 'class="situations"' not in client.get("/").content.decode()


def test_each_leads_to_places_kind_by_kind_in_its_own_order(client: Client) -> None:
    for number in range(5):
        create_facility(f"Kita {number}", 100 + number, 100)
    create_facility("Platz-Beratung", 300, 300, category_id="betreuung.beratung", citywide=True)
    page = client.get("/lage/kita/").content.decode()
    assert page.index("Platz-Beratung") < page.index("Kita 0") < page.index("Alle 5 auf Liste und Karte")
    assert "Kita 3" not in page
    assert 'href="/?art=betreuung.kita"' in page
    assert "Krabbel" not in page  # a kind without places is left out


def test_trouble_at_home_begins_with_a_way_out_and_shows_no_address_of_a_protected_house(client: Client) -> None:
    city = City.objects.get()
    city.profile |= {"emergency": [{"number": "110", "label": "Polizei"}], "exit_page": "https://wetter.example/"}
    city.save()
    create_facility(
        "Frauenhaus", category_id="schutz.frauenhaus", visibility=Visibility.PHONE_ONLY, phone="030 23125-003"
    )
    page = client.get("/lage/streit/").content.decode()
    assert page.index('href="https://wetter.example/"') < page.index("<h1>") < page.index('href="tel:110"')
    assert 'href="tel:+493023125003"' in page
    assert "Weg zeigen" not in page


def test_a_text_that_is_not_translated_stands_in_german(client: Client) -> None:
    LifeSituation.objects.filter(pk="neu").update(names={"de": "Neu hier"}, texts={"de": "Guten Tag!"})
    page = client.get("/en/lage/neu/").content.decode()
    assert "Neu hier" in page
    assert "Guten Tag!" in page


@pytest.mark.parametrize("code", ["gibtesnicht", "x" * 300, "%00"])
def test_an_unknown_one_is_not_found(client: Client, code: str) -> None:
    assert client.get(f"/lage/{code}/").status_code == 404
