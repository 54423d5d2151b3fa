import json

import pytest
from django.test import RequestFactory

from geo.errors import Mistake, SwappedCorners, UnknownLayer
from geo.http import etag_of, language_of, not_modified, problem_of

BBOX = SwappedCorners(name="bbox", value="1,2,0,3")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "de"),
        ("de", "de"),
        ("de-AT,en;q=0.5", "de"),
        ("en-GB,de;q=0.8", "en"),
        ("tr,de;q=0.9", "de"),
        ("fr", "en"),
        ("en;q=0.1,de;q=0.9", "de"),
    ],
)
def test_problems_speak_german_or_english(header: str, language: str) -> None:
    request = RequestFactory().get("/", headers={"Accept-Language": header} if header else {})
    assert language_of(request) == language


@pytest.mark.parametrize(
    ("mistake", "status"), [(BBOX, 400), (UnknownLayer(value="x", known=["base"]), 404)], ids=["value", "address"]
)
def test_a_mistake_becomes_a_problem_document(mistake: Mistake, status: int) -> None:
    response = problem_of(RequestFactory().get("/", headers={"Accept-Language": "en"}), mistake)

    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Content-Language"] == "en"
    body = json.loads(response.content)
    assert body["status"] == status
    assert body["type"] == "about:blank"
    assert body["detail"] == mistake.sentence("en")


def test_the_parameter_is_named_for_programs_too() -> None:
    assert json.loads(problem_of(RequestFactory().get("/"), BBOX).content)["parameter"] == "bbox"


def test_every_mistake_is_written_in_both_languages() -> None:
    for mistake in Mistake.__subclasses__():
        assert mistake.german.endswith("."), mistake
        assert mistake.english.endswith("."), mistake
        assert mistake.german != mistake.english


def test_who_has_the_state_gets_nothing_new() -> None:
    etag = etag_of("facilities", "abc")
    assert etag != etag_of("facilities", "abd")
    unchanged = not_modified(RequestFactory().get("/", headers={"If-None-Match": etag}), etag)
    assert unchanged is not None
    assert unchanged.status_code == 304
    assert not_modified(RequestFactory().get("/"), etag) is None
