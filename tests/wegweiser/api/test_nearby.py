import json
from typing import Any

import jsonschema
import pytest
from django.test import Client

from geo.crs import WGS84
from tests.city import create_city, create_facility, point
from tests.geo.gazetteer.houses import create_houses
from tests.wegweiser.api.test_documents import as_json_schema

pytestmark = pytest.mark.django_db
RESOURCES = ("nearest", "sozialraum", "addresses")


@pytest.fixture(autouse=True)
def _city(empty_city: None) -> None:
    create_city()
    create_houses()
    create_facility("Kita Nah", 500, 500)
    create_facility("Kita Fern", 900, 500)
    create_facility("Praxis", 800, 500, category_id="gesundheit.kinderarzt")
    create_facility("Geheim", 500, 510, visibility="area")


def ask(client: Client, resource: str, body: Any, **headers: str) -> Any:
    content = body if isinstance(body, str) else json.dumps(body)
    return client.post(f"/api/{resource}", content, content_type="application/json", headers=headers)


def at(x: float, y: float) -> dict[str, float]:
    here = point(x, y).transform(WGS84, clone=True)
    return {"lon": here.x, "lat": here.y}


def test_the_nearest_of_each_group_come_with_minutes_and_the_sozialraum(client: Client) -> None:
    answer = ask(client, "nearest", {**at(500, 500), "k": 1}).json()
    assert answer["sozialraum"] == {"code": "west", "name": "West"}
    found = [(kind["code"], [place["name"] for place in kind["places"]]) for kind in answer["kinds"]]
    assert found == [("betreuung", ["Kita Nah"]), ("gesundheit", ["Praxis"])]
    assert (answer["kinds"][1]["places"][0]["distance_m"], answer["kinds"][1]["places"][0]["walking_minutes"]) == (
        300,
        6,
    )


@pytest.mark.parametrize(
    "chosen", [{"groups": ["gesundheit"]}, {"categories": ["gesundheit.kinderarzt", "schule.grundschule"]}]
)
def test_groups_or_categories_can_be_chosen(client: Client, chosen: dict[str, Any]) -> None:
    answer = ask(client, "nearest", {**at(500, 500), **chosen}).json()
    assert [place["name"] for kind in answer["kinds"] for place in kind["places"]] == ["Praxis"]


@pytest.mark.parametrize("where", [{"lon": 0, "lat": 0}, {"lon": -120.5, "lat": 37}, {"lon": 180, "lat": -90}])
def test_outside_the_city_there_is_no_sozialraum(client: Client, where: dict[str, float]) -> None:
    assert ask(client, "sozialraum", where).json() == {"sozialraum": None}
    assert ask(client, "nearest", where).json()["sozialraum"] is None


def test_addresses_say_how_sure_they_are(client: Client) -> None:
    (found,) = ask(client, "addresses", {"text": "lagne str 7"}).json()["addresses"]
    assert (found["label"], found["confidence"], found["similar"]) == (
        "Lange Straße 5, 45991 Westdorf", "nearest_number", True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("resource", "body"),
    [
        *((resource, body) for resource in RESOURCES for body in ("", "[]", "{", "x" * 20_000, "[" * 5000, '{"a": 1}')),
        ("nearest", {}),
        ("nearest", {"lon": 6.8}),
        ("nearest", '{"lon": NaN, "lat": 51}'),
        ("nearest", '{"lon": Infinity, "lat": 51}'),
        ("nearest", '{"lon": 1e999, "lat": 51}'),
        ("nearest", f'{{"lon": {"9" * 6000}, "lat": 51}}'),
        ("nearest", {"lon": "6.8", "lat": 51}),
        ("nearest", {"lon": True, "lat": 51}),
        ("nearest", {"lon": 200, "lat": 51}),
        ("nearest", {"lon": 6.8, "lat": 51, "k": 0}),
        ("nearest", {"lon": 6.8, "lat": 51, "k": 10**18}),
        ("nearest", {"lon": 6.8, "lat": 51, "k": 1.5}),
        ("nearest", {"lon": 6.8, "lat": 51, "groups": ["'; DROP TABLE x"]}),
        ("nearest", {"lon": 6.8, "lat": 51, "groups": "betreuung"}),
        ("nearest", {"lon": 6.8, "lat": 51, "categories": ["\x00"]}),
        ("nearest", {"lon": 6.8, "lat": 51, "groups": ["amt"], "categories": ["amt.jobcenter"]}),
        ("nearest", '{"lon": "\\ud800", "lat": 51}'),
        ("nearest", '{"lon": 6.8, "lat": 51, "groups": ["\\udfff"]}'),
        ("nearest", '{"\\ud800": 6.8}'),
        ("addresses", '{"text": "\\ud800"}'),
        ("sozialraum", {"lon": 6.8, "lat": "<b>"}),
        ("addresses", {"text": 7}),
        ("addresses", {}),
    ],
)
def test_nonsense_is_a_problem_document(client: Client, resource: str, body: Any) -> None:
    answer = ask(client, resource, body)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"]


@pytest.mark.parametrize("text", ["", "qqqqq", "\x00", "x" * 5000, "' OR 1=1"])
def test_an_unknown_address_is_an_empty_answer(client: Client, text: str) -> None:
    assert ask(client, "addresses", {"text": text}).json() == {"addresses": []}


@pytest.mark.parametrize("resource", RESOURCES)
def test_no_answer_is_kept_and_none_is_asked_for_in_an_address(client: Client, resource: str) -> None:
    answer = ask(client, resource, {**at(500, 500)} if resource != "addresses" else {"text": "Lange"})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert answer["Access-Control-Allow-Methods"] == "POST, OPTIONS"
    assert not answer.cookies
    assert client.get(f"/api/{resource}", {"lon": "6.8"}).status_code == 405


@pytest.mark.parametrize("resource", RESOURCES)
def test_answers_are_as_described(client: Client, resource: str) -> None:
    openapi = client.get("/api/openapi.json").json()
    described = openapi["paths"][f"/api/{resource}"]["post"]
    question = described["requestBody"]["content"]["application/json"]["schema"]
    body = {"text": "Lange Straße 3"} if resource == "addresses" else at(500, 500)
    jsonschema.validate(body, as_json_schema(question))
    schema = described["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.validate(
        ask(client, resource, body).json(), as_json_schema({**schema, "components": openapi["components"]})
    )
