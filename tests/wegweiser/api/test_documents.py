"""Landing page, collections and the OpenAPI document, which has to be true."""

import re
from typing import Any

import jsonschema
import pytest
from django.test import Client

from tests.city import create_city, create_facility
from wegweiser.directory.models.public import PublicFacility

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _city(empty_city: None) -> None:
    create_city()
    create_facility("Kita", 500, 500)
    create_facility("Frauenhaus", visibility="phone_only")


@pytest.fixture
def openapi(client: Client) -> Any:
    answer = client.get("/api/openapi.json")
    assert answer.headers["Content-Type"].startswith("application/vnd.oai.openapi+json")
    return answer.json()


def local(href: str) -> str:
    return href.removeprefix("http://127.0.0.1:8000")


def test_every_link_leads_somewhere(client: Client) -> None:
    seen: set[str] = set()
    waiting = ["/api/"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        answer = client.get(path)
        assert answer.status_code == 200, path
        body = answer.json()
        for part in (body, *body.get("collections", ())):
            waiting += [local(link["href"]) for link in part.get("links", ())]
    assert seen >= {"/api/openapi.json", "/api/collections/facilities", "/api/collections/sozialraeume/items"}


def test_a_collection_says_who_made_it_and_where_it_lies(client: Client) -> None:
    described = client.get("/api/collections/facilities").json()
    assert (described["attribution"], described["license"]) == ("Stadt Zweifeld", "dl-de/zero-2-0")
    assert described["extent"]["spatial"]["bbox"] == [[6.80, 51.40, 6.95, 51.50]]


def test_the_document_lists_what_is_served(openapi: Any) -> None:
    assert set(openapi["paths"]) == {
        "/api/",
        "/api/collections",
        "/api/collections/{collection}",
        "/api/collections/facilities/items",
        "/api/collections/facilities/items/{item}",
        "/api/collections/sozialraeume/items",
        "/api/collections/sozialraeume/items/{item}",
        "/api/nearest",
        "/api/sozialraum",
        "/api/addresses",
    }
    assert all(set(methods) in ({"get"}, {"post"}) for methods in openapi["paths"].values())


def test_the_described_parameters_are_the_accepted_ones(client: Client, openapi: Any) -> None:
    for path, methods in readable(openapi):
        described = {each["name"] for each in methods["get"].get("parameters", ()) if each["in"] == "query"}
        example = filled(path)
        refusal = client.get(f"{example}?no-such-parameter=1", headers={"Accept-Language": "en"}).json()["detail"]
        accepted = re.search(r"Allowed are: (.*)\.", refusal)
        assert accepted, path
        assert described == set(filter(None, accepted[1].split(", "))), path


def test_every_answer_is_as_described(client: Client, openapi: Any) -> None:
    for path, methods in readable(openapi):
        answer = client.get(filled(path))
        content = methods["get"]["responses"]["200"]["content"]
        assert list(content) == [answer.headers["Content-Type"]], path
        schema = content[answer.headers["Content-Type"]]["schema"]
        jsonschema.validate(answer.json(), as_json_schema({**schema, "components": openapi["components"]}))


def test_every_refusal_is_as_described(client: Client, openapi: Any) -> None:
    for path, methods in readable(openapi):
        answer = client.get(f"{filled(path)}?x=1")
        content = methods["get"]["responses"]["400"]["content"]
        schema = content[answer.headers["Content-Type"]]["schema"]
        jsonschema.validate(answer.json(), as_json_schema({**schema, "components": openapi["components"]}))


def readable(openapi: Any) -> list[tuple[str, Any]]:
    return [(path, methods) for path, methods in openapi["paths"].items() if "get" in methods]


def filled(path: str) -> str:
    item = "west" if "sozialraeume" in path else str(PublicFacility.objects.values_list("pk", flat=True)[0])
    return path.replace("{item}", item).replace("{collection}", "facilities")


def as_json_schema(part: Any) -> Any:
    """OpenAPI 3.0's `nullable` in the words of JSON Schema."""
    if isinstance(part, list):
        return [as_json_schema(each) for each in part]
    if not isinstance(part, dict):
        return part
    same = {key: as_json_schema(value) for key, value in part.items() if key != "nullable"}
    return {"anyOf": [same, {"type": "null"}]} if part.get("nullable") is True else same
