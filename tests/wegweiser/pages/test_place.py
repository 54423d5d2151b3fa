import pytest
from django.test import Client
from django.utils import translation

from tests.city import create_facility
from wegweiser.directory.ages import ages_text
from wegweiser.directory.choices import State, Visibility

pytestmark = pytest.mark.django_db


def page_of(client: Client, pk: int, language: str = "") -> str:
    response = client.get(f"{language}/einrichtung/{pk}/")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.usefixtures("city")
def test_a_public_place_says_where_it_is_and_how_to_reach_it(client: Client) -> None:
    place = create_facility(
        "Kita Ahorn", 100, 100, street="Ahornstraße", house_number="3", postcode="45999", phone="030 23125-001",
        opening_hours="Mo-Fr 07:15-16:15; PH off", website="https://www.kita-ahorn.example/", age_from_months=4,
        age_to_months=72,
    )  # fmt: skip
    page = page_of(client, place.pk)
    for text in ("Ahornstraße 3", "45999", "Mo–Fr 7:15–16:15", "Feiertage geschlossen", "4 Monate – 6 Jahre", "West"):
        assert text in page
    assert 'href="tel:+493023125001"' in page
    assert ">kita-ahorn.example</a>" in page
    assert 'data-coordinates="51.4' in page


@pytest.mark.usefixtures("city")
def test_the_page_speaks_the_language_of_its_address(client: Client) -> None:
    place = create_facility("Kita Ahorn", 100, 100, opening_hours="Mo-Fr 07:15-16:15")
    page = page_of(client, place.pk, "/en")
    assert '<html lang="en" dir="ltr">' in page
    assert "Mon–Fri 7:15–16:15" in page
    assert "Show the way" in page


@pytest.mark.usefixtures("city")
def test_usual_notes_beside_hours_are_translated_and_others_marked_as_german(client: Client) -> None:
    usual = create_facility("Kita Ahorn", 100, 100, opening_hours="Mo-Fr 07:15-16:15", hours_note="nur mit Termin")
    other = create_facility("Kita Birke", 100, 100, opening_hours="Mo-Fr 07:15-16:15", hours_note="Bitte klingeln")
    assert "by appointment only" in page_of(client, usual.pk, "/en")
    assert "nur mit Termin" not in page_of(client, usual.pk, "/en")
    assert '<bdi lang="de">Bitte klingeln</bdi>' in page_of(client, other.pk, "/en")
    assert "nur mit Termin" in page_of(client, usual.pk)


@pytest.mark.usefixtures("city")
def test_a_place_shown_by_area_keeps_its_street_and_point(client: Client) -> None:
    place = create_facility(
        "Tagespflege Mond", 100, 100, visibility=Visibility.AREA, street="Geheimweg", house_number="7",
        postcode="45999", city="Zweifeld", phone="030 23125-002",
    )  # fmt: skip
    page = page_of(client, place.pk)
    assert "45999 Zweifeld" in page
    assert "West" in page
    for secret in ("Geheimweg", "data-coordinates"):
        assert secret not in page


@pytest.mark.usefixtures("city")
def test_a_protected_place_shows_its_phone_only(client: Client) -> None:
    place = create_facility(
        "Frauenhaus", category_id="schutz.frauenhaus", visibility=Visibility.PHONE_ONLY, phone="030 23125-003"
    )
    page = page_of(client, place.pk)
    assert "030 23125-003" in page
    assert "Dieser Ort ist geschützt" in page
    for absent in ("<dt>Adresse</dt>", "<dt>Sozialraum</dt>", "data-coordinates"):
        assert absent not in page


@pytest.mark.parametrize("hours", ["nach Vereinbarung", "Mo-Fr 25:99", "täglich ab 8 <b>Uhr</b>"])
@pytest.mark.usefixtures("city")
def test_hours_that_cannot_be_read_are_shown_as_written_and_not_called_closed(client: Client, hours: str) -> None:
    page = page_of(client, create_facility("Kita Ahorn", 100, 100, opening_hours=hours).pk)
    assert hours.replace("<", "&lt;").replace(">", "&gt;") in page
    assert "geschlossen" not in page


@pytest.mark.parametrize("values", [{"state": State.DRAFT}, {"visibility": Visibility.INTERNAL}])
@pytest.mark.usefixtures("city")
def test_an_unpublished_place_is_not_found(client: Client, values: dict[str, str]) -> None:
    place = create_facility("Kita Ahorn", 100, 100, **values)
    assert client.get(f"/einrichtung/{place.pk}/").status_code == 404


@pytest.mark.usefixtures("city")
def test_the_old_link_of_a_closed_place_tells_what_is_near(client: Client) -> None:
    closed = create_facility("Kita Ahorn", 100, 100, street="Ahornstraße", state=State.CLOSED)
    create_facility("Kita Birke", 150, 100)
    create_facility("Bücherei", 110, 100, category_id="lernen.bibliothek")
    response = client.get(f"/einrichtung/{closed.pk}/")
    page = response.content.decode()
    assert response.status_code == 410
    assert "Diesen Ort gibt es nicht mehr" in page
    similar, _, near = page.partition("In der Nähe des alten Ortes")
    assert "Kita Birke" in similar
    assert "Bücherei" in near
    assert "1 Min. zu Fuß" in near
    assert "Ahorn" not in page


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.usefixtures("city")
def test_the_old_link_of_a_protected_place_says_nothing_about_where_it_was(client: Client, language: str) -> None:
    house = create_facility(
        "Frauenhaus", category_id="schutz.frauenhaus", visibility=Visibility.PHONE_ONLY, phone="030 23125-003"
    )
    hidden = create_facility("Tagespflege Mond", 100, 100, visibility=Visibility.AREA, street="Geheimweg")
    create_facility("Bücherei", 110, 100, category_id="lernen.bibliothek")
    numbers = [house.pk, hidden.pk]
    house.delete()
    hidden.delete()
    for number in numbers:
        response = client.get(f"{language}/einrichtung/{number}/")
        page = response.content.decode()
        assert response.status_code == 410
        assert [word for word in ("Bücherei", "Geheimweg", "West", "Mond", "zu Fuß", "on foot") if word in page] == []


@pytest.mark.usefixtures("city")
def test_a_place_tells_what_is_near_it(client: Client) -> None:
    place = create_facility("Kita Ahorn", 100, 100)
    create_facility("Bücherei", 400, 100, category_id="lernen.bibliothek")
    _, _, near = page_of(client, place.pk).partition("In der Nähe")
    assert "Bücherei" in near
    assert "6 Min. zu Fuß" in near
    assert "Kita Ahorn" not in near.partition("map-data")[0].partition("</section>")[0]


@pytest.mark.usefixtures("city")
def test_nothing_is_near_a_place_that_nobody_may_find(client: Client) -> None:
    create_facility("Bücherei", 110, 100, category_id="lernen.bibliothek")
    place = create_facility("Tagespflege Mond", 100, 100, visibility=Visibility.AREA)
    assert "Bücherei" not in page_of(client, place.pk)


@pytest.mark.parametrize(("category", "leaves"), [("schutz.frauenhaus", True), ("betreuung.kita", False)])
@pytest.mark.usefixtures("city")
def test_pages_for_people_in_danger_can_be_left_quickly(client: Client, category: str, leaves: bool) -> None:
    page = page_of(client, create_facility("Ort", category_id=category, phone="1").pk)
    assert ("Seite schnell verlassen" in page) == leaves


@pytest.mark.usefixtures("city")
def test_german_words_say_that_they_are_german(client: Client) -> None:
    place = create_facility("Kita Ahorn", 100, 100, description="Mit Garten.")
    assert "This text is in German." in page_of(client, place.pk, "/en")
    assert '<p lang="de" dir="ltr">Mit Garten.</p>' in page_of(client, place.pk, "/en")
    assert "in-german" not in page_of(client, place.pk)


@pytest.mark.parametrize("number", ["0", "9223372036854775808", "99999999999999999999", "1e3", "abc"])
@pytest.mark.usefixtures("city")
def test_a_number_without_a_place_is_not_found(client: Client, number: str) -> None:
    assert client.get(f"/einrichtung/{number}/").status_code == 404


@pytest.mark.usefixtures("city")
def test_a_website_that_is_no_web_address_becomes_no_link(client: Client) -> None:
    page = page_of(client, create_facility("Kita Ahorn", 100, 100, website="javascript:alert(1)").pk)
    assert 'href="javascript:' not in page


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (None, None, ""),
        (4, 72, "4 Monate – 6 Jahre"),
        (36, 72, "3–6 Jahre"),
        (12, 36, "1–3 Jahre"),
        (None, 72, "0–6 Jahre"),
        (0, 18, "0–18 Monate"),
        (72, None, "6 Jahre und älter"),
        (12, None, "1 Jahr und älter"),
    ],
)
def test_ages_are_said_as_parents_count(first: int | None, last: int | None, text: str) -> None:
    with translation.override("de"):
        assert ages_text(first, last) == text
