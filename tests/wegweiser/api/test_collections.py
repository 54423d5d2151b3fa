"""The open API as a programmer meets it: every parameter works, absent, malformed, at its limit."""

import json
from datetime import timedelta
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from geo.models import LayerRevision
from tests.city import create_city, create_facility
from wegweiser.directory.models.facility import Facility
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.models.taxonomy import Category

pytestmark = pytest.mark.django_db
FACILITIES = "/api/collections/facilities/items"
SOZIALRAEUME = "/api/collections/sozialraeume/items"


@pytest.fixture
def city(empty_city: None) -> dict[str, Facility]:
    """West | Ost: a Kita and a school in the west, a counsellor in the east, and four that protect people."""
    create_city()
    places = {
        "Kita": create_facility("Kita", 500, 500, street="Am Markt", house_number="3", phone="030 23125-001"),
        "Schule": create_facility("Schule", 900, 500, category_id="schule.grundschule"),
        "Beratung": create_facility("Beratung", 1500, 500, category_id="familie.erziehungsberatung"),
        "Gebiet": create_facility("Gebiet", 600, 600, visibility="area", street="Geheimweg", house_number="7"),
        "Frauenhaus": create_facility("Frauenhaus", visibility="phone_only", category_id="schutz.frauenhaus"),
        "intern": create_facility("intern", 500, 600, visibility="internal"),
        "Entwurf": create_facility("Entwurf", 500, 700, state="draft"),
    }
    places["Kita"].secondary_categories.add(Category.objects.get(code="familie.bildung"))
    places["Kita"].serves.add(Sozialraum.objects.get(code="ost"))
    return places


def ask(client: Client, path: str = FACILITIES, **query: str) -> Any:
    answer = client.get(path, query)
    assert answer.status_code == 200, answer.content
    assert answer.headers["Content-Type"] == "application/geo+json"
    return answer.json()


def names(client: Client, path: str = FACILITIES, **query: str) -> set[str]:
    return {feature["properties"]["name"] for feature in ask(client, path, **query)["features"]}


def refused(client: Client, path: str, status: int = 400, language: str = "de") -> str:
    answer = client.get(path, headers={"Accept-Language": language})
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    return str(answer.json()["detail"])


def test_a_place_as_a_feature(client: Client, city: dict[str, Facility]) -> None:
    feature = ask(client)["features"][0]
    assert feature["id"] == city["Kita"].pk
    longitude, latitude = feature["geometry"]["coordinates"]
    assert (longitude, latitude) == (round(longitude, 6), round(latitude, 6))
    assert 6.8 < longitude < 6.95
    assert 51.4 < latitude < 51.5
    properties = feature["properties"]
    assert properties["category"] == "betreuung.kita"
    assert properties["secondary_categories"] == ["familie.bildung"]
    assert (properties["sozialraum"], properties["serves"]) == ("west", ["ost"])
    assert (properties["street"], properties["phone"]) == ("Am Markt", "030 23125-001")
    assert properties["licence"] == "dl-de/zero-2-0"


def test_who_protects_people_has_no_location(client: Client, city: dict[str, Facility]) -> None:
    found = {feature["properties"]["name"]: feature for feature in ask(client)["features"]}
    assert found.keys() == {"Kita", "Schule", "Beratung", "Gebiet", "Frauenhaus"}
    assert found["Gebiet"]["geometry"] is None
    assert found["Gebiet"]["properties"]["sozialraum"] == "west"
    assert found["Frauenhaus"]["geometry"] is None
    assert found["Frauenhaus"]["properties"]["sozialraum"] is None
    assert "Geheimweg" not in json.dumps(found)


def test_the_head_of_a_collection(
    client: Client, city: dict[str, Facility], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):  # revision, features
        head = ask(client)
    assert (head["type"], head["numberMatched"], head["numberReturned"]) == ("FeatureCollection", 5, 5)
    assert head["timeStamp"].endswith("Z")
    assert [link["rel"] for link in head["links"]] == ["self", "collection"]


def test_pages_follow_each_other(
    client: Client, city: dict[str, Facility], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    seen: list[int] = []
    path = f"{FACILITIES}?limit=2"
    while path:
        with django_assert_num_queries(2 if len(seen) == 4 else 3):  # the last page needs no count
            page = client.get(path).json()
        assert page["numberMatched"] == 5
        seen += [feature["id"] for feature in page["features"]]
        following = [link["href"] for link in page["links"] if link["rel"] == "next"]
        path = "?".join(urlsplit(following[0])[2:4]) if following else ""
    assert len(seen) == len(set(seen)) == 5


def test_a_page_keeps_the_question_and_names_the_one_before(client: Client, city: dict[str, Facility]) -> None:
    page = ask(client, limit="1", offset="1", category="betreuung", bbox="6.8,51.4,6.95,51.5")
    assert (page["numberMatched"], page["numberReturned"]) == (1, 0)
    before = next(link["href"] for link in page["links"] if link["rel"] == "prev")
    assert "category=betreuung" in before
    assert "offset=0" in before
    assert "bbox=6.8,51.4,6.95,51.5" in before


def test_a_limit_above_the_maximum_is_taken_for_it(client: Client, city: dict[str, Facility]) -> None:
    assert ask(client, limit="999999999")["numberReturned"] == 5


def test_a_box_holds_what_lies_in_it(client: Client, city: dict[str, Facility]) -> None:
    kita = next(each for each in ask(client)["features"] if each["properties"]["name"] == "Kita")
    x, y = kita["geometry"]["coordinates"]
    assert names(client, bbox=f"{x - 0.001},{y - 0.001},{x + 0.001},{y + 0.001}") == {"Kita"}
    assert names(client, bbox="-180,-90,180,90") == {"Kita", "Schule", "Beratung"}
    assert names(client, bbox="170,50,171,51") == set()


def test_a_sozialraum_holds_what_lies_in_it_and_who_is_there_for_it(client: Client, city: dict[str, Facility]) -> None:
    assert names(client, sozialraum="west") == {"Kita", "Schule", "Gebiet"}
    assert names(client, sozialraum="ost") == {"Beratung", "Kita"}


def test_a_category_or_a_whole_group(client: Client, city: dict[str, Facility]) -> None:
    assert names(client, category="schule.grundschule") == {"Schule"}
    assert names(client, category="familie.bildung") == {"Kita"}
    assert names(client, category="betreuung") == {"Kita", "Gebiet"}


def test_filters_narrow_together(client: Client, city: dict[str, Facility]) -> None:
    assert names(client, sozialraum="west", category="schule", bbox="6.8,51.4,6.95,51.5") == {"Schule"}


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("bbox=6.8,51.4,6.95,nan", "nan"),
        ("bbox=6.8,51.4,inf,51.5", "inf"),
        ("bbox=6.95,51.4,6.8,51.5", "West < Ost"),
        ("bbox=6.8,51.4,6.95,51.5,9", "5 Zahlen"),
        ("bbox=", "bbox"),
        ("limit=0", "ab 1"),
        ("limit=-1", "-1"),
        ("limit=viele", "viele"),
        ("offset=1.5", "1.5"),
        ("sozialraum=nord", "ost, west"),
        ("sozialraum=%00", "sozialraum"),
        ("sozialraum=", "ost, west"),
        ("category=kita", "betreuung, schule"),
        ("category=betreuung.kino", "betreuung.kita"),
        ("kategorie=schule", "age, bbox, category, language, limit, offset, open, sozialraum, with"),
        ("age=drei", "drei"),
        ("age=28", "27"),
        ("language=tlh", "tlh"),
        ("with=hund", "wheelchair, pram, changing_table, free, familienkarte"),
        ("with=free,", "free, familienkarte"),
        ("open=immer", "now, saturday"),
        ("category=schule,nichts", "nichts"),
        ("limit=1&limit=2", "mehrmals"),
        ("f=json", "„f“"),
    ],
)
def test_a_wrong_parameter_is_refused_by_name(
    client: Client, city: dict[str, Facility], query: str, named: str
) -> None:
    assert named in refused(client, f"{FACILITIES}?{query}")


def test_refused_in_english_too(client: Client, city: dict[str, Facility]) -> None:
    sentence = refused(client, f"{FACILITIES}?sozialraum=nord", language="en")
    assert sentence == "“sozialraum” is “nord”, which does not exist here. Allowed are: ost, west."


def test_one_place(client: Client, city: dict[str, Facility]) -> None:
    place = ask(client, f"{FACILITIES}/{city['Kita'].pk}")
    assert (place["type"], place["properties"]["name"]) == ("Feature", "Kita")
    assert {link["rel"] for link in place["links"]} == {"self", "collection"}


def test_the_filters_of_the_pages_are_those_of_the_api(client: Client, city: dict[str, Facility]) -> None:
    Facility.objects.filter(name="Kita").update(
        opening_hours="24/7", age_from_months=4, age_to_months=72, languages=["de", "tr"], cost="free", wheelchair="yes"
    )
    for query in (
        {"age": "3", "category": "betreuung,schule", "with": "wheelchair"},
        {"language": "tr"},
        {"with": "free,wheelchair"},
        {"open": "now,saturday"},
    ):
        assert names(client, **query) == {"Kita"}
    assert "Kita" not in names(client, age="7")


def test_what_holds_now_is_asked_for_again_each_minute(client: Client, city: dict[str, Facility]) -> None:
    always, now = (client.get(f"{FACILITIES}?{query}").headers["ETag"] for query in ("age=3", "open=now"))
    with patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(minutes=1)):
        assert client.get(f"{FACILITIES}?age=3").headers["ETag"] == always
        assert client.get(f"{FACILITIES}?open=now").headers["ETag"] != now


@pytest.mark.parametrize("hidden", ["intern", "Entwurf"])
def test_a_hidden_place_does_not_exist(client: Client, city: dict[str, Facility], hidden: str) -> None:
    refused(client, f"{FACILITIES}/{city[hidden].pk}", 404)


@pytest.mark.parametrize(
    ("path", "named"),
    [
        (f"{FACILITIES}/999999999", "999999999"),
        (f"{FACILITIES}/99999999999999999999", "facilities"),
        (f"{FACILITIES}/kita", "kita"),
        (f"{FACILITIES}/%00", "facilities"),
        (f"{SOZIALRAEUME}/nord", "nord"),
        (f"{SOZIALRAEUME}/%00", "sozialraeume"),
        ("/api/collections/shops", "facilities, sozialraeume"),
        ("/api/collections/shops/items", "facilities, sozialraeume"),
        ("/api/collections/facilities/items/1/2", "/api/"),
        ("/api/nothing", "/api/"),
    ],
)
def test_an_unknown_address_is_explained(client: Client, path: str, named: str) -> None:
    assert named in refused(client, path, 404)


def test_sozialraeume_are_areas(client: Client, city: dict[str, Facility]) -> None:
    found = {feature["id"]: feature for feature in ask(client, SOZIALRAEUME)["features"]}
    assert {code: each["properties"] for code, each in found.items()} == {
        "ost": {"code": "ost", "name": "Ost"},
        "west": {"code": "west", "name": "West"},
    }
    assert found["ost"]["geometry"]["type"] == "MultiPolygon"
    assert ask(client, f"{SOZIALRAEUME}/ost")["properties"]["name"] == "Ost"


def test_sozialraeume_in_a_box(client: Client, city: dict[str, Facility]) -> None:
    longitude, latitude = ask(client)["features"][0]["geometry"]["coordinates"]
    box = f"{longitude},{latitude},{longitude + 0.0001},{latitude + 0.0001}"
    assert names(client, SOZIALRAEUME, bbox=box) == {"West"}
    assert "category" in refused(client, f"{SOZIALRAEUME}?category=schule")


def test_unchanged_data_are_not_sent_again(
    client: Client, city: dict[str, Facility], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    etag = client.get(FACILITIES).headers["ETag"]
    with django_assert_num_queries(1):
        assert client.get(FACILITIES, headers={"If-None-Match": etag}).status_code == 304
    assert client.get(f"{FACILITIES}?limit=1", headers={"If-None-Match": etag}).status_code == 200

    LayerRevision.objects.filter(layer="facilities").update(token="newer")
    answer = client.get(FACILITIES, headers={"If-None-Match": etag})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


def test_every_page_may_read_and_nobody_may_write(client: Client, city: dict[str, Facility]) -> None:
    assert client.get(FACILITIES).headers["Access-Control-Allow-Origin"] == "*"
    asked_first = client.options(FACILITIES)
    assert asked_first.status_code == 204
    assert "GET" in asked_first.headers["Access-Control-Allow-Methods"]
    assert client.head(FACILITIES).status_code == 200
    for send in (client.post, client.put, client.patch, client.delete):
        assert send(FACILITIES).status_code == 405
    answer = client.get(FACILITIES)
    assert answer.cookies == {}
    assert "Cookie" not in answer.headers["Vary"]


def test_no_name_can_break_the_json(client: Client, city: dict[str, Facility]) -> None:
    name = '"}<script>alert(1)</script>\\ 🏠 \u202e'
    create_facility(name, 100, 100)
    assert name in names(client)


def test_the_whole_city_fits_into_150_kb(client: Client) -> None:
    answer = client.get(FACILITIES, {"limit": "10000"}, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.content) < 150_000
