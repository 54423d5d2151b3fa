"""The application's log tells where the program failed, and nothing of who asked for what."""

import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from django.conf import settings
from django.db import DataError, OperationalError
from django.test import Client, RequestFactory

from wegweiser.finding import search
from wegweiser.logs import Discreet
from wegweiser.pages import nearby, positions

CANARY = "Kanarienvogelgasse 7"
SENDER = "203.0.113.77"


@pytest.fixture
def log() -> Iterator[StringIO]:
    """All that is written, down to the least important, as the settings format it."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    formatter = settings.LOGGING["formatters"]["plain"]
    assert formatter["()"] == f"{Discreet.__module__}.{Discreet.__qualname__}"
    handler.setFormatter(Discreet(formatter["fmt"]))
    root, django = logging.getLogger(), logging.getLogger("django")
    loggers = [
        root,
        django,
        logging.getLogger("wegweiser"),
        logging.getLogger("geo"),
        logging.getLogger("django.request"),
    ]
    before = [(each, each.level) for each in loggers]
    for each in loggers:
        each.setLevel(logging.INFO)
    for each in (root, django):
        each.addHandler(handler)
    yield written
    for each in (root, django):
        each.removeHandler(handler)
    for each, level in before:
        each.setLevel(level)


def fails(*_: object, **__: object) -> None:
    raise DataError(f'invalid input: "{CANARY}"') from OperationalError("canceling statement due to statement timeout")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/", {"wort": CANARY}),
        ("/karte/", {"wort": CANARY, "laenge": "6.88123", "breite": "51.46123"}),
        ("/in-der-naehe/", {"adresse": CANARY}),
        ("/in-der-naehe/", {"laenge": "6.88123", "breite": "51.46123"}),
        ("/in-der-naehe/adressen/", {"adresse": CANARY}),
        ("/mein-viertel/", {"adresse": CANARY}),
        ("/ort-vorschlagen/", {"name": CANARY, "address": CANARY, "text": CANARY, "contact": CANARY}),
        ("/barriere-melden/", {"text": CANARY, "token": CANARY}),
        ("/hilfe/", {"wort": CANARY}),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"origin": "http://evil.example"}])
def test_what_is_asked_stands_in_no_line(
    log: StringIO, path: str, sent: dict[str, str], headers: dict[str, str]
) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False, REMOTE_ADDR=SENDER)
    client.post(path, sent, headers=headers)
    assert [word for word in (CANARY, "6.88123", SENDER) if word in log.getvalue()] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("part", "path", "sent"),
    [
        ((search, "typed_words"), "/", {"wort": CANARY}),
        ((nearby, "suggest"), "/in-der-naehe/adressen/", {"adresse": CANARY}),
        ((nearby.StartPoint, "of"), "/tr/in-der-naehe/", {"adresse": CANARY}),
    ],
)
def test_nor_does_it_when_the_program_fails(
    log: StringIO, monkeypatch: pytest.MonkeyPatch, part: tuple[object, str], path: str, sent: dict[str, str]
) -> None:
    monkeypatch.setattr(*part, fails)
    assert Client(raise_request_exception=False, REMOTE_ADDR=SENDER).post(path, sent).status_code == 500
    text = log.getvalue()
    assert "DataError" in text
    assert "test_logs.py" in text
    assert "OperationalError: canceling statement" in text
    assert [word for word in (CANARY, SENDER) if word in text] == []


@pytest.mark.django_db
def test_nor_does_a_path_that_tells_where_somebody_looks(log: StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(positions.Tile, "checked", fails)
    assert Client(raise_request_exception=False).get("/orte/14/8514/5466.json").status_code == 500
    assert "8514" not in log.getvalue()
    assert "orte/<int:zoom>/<int:x>/<int:y>.json" in log.getvalue()


def test_a_line_without_a_request_stays_as_it_is() -> None:
    record = logging.LogRecord("geo", logging.WARNING, __file__, 1, "%s tiles", (3,), None)
    assert Discreet("%(message)s").format(record) == "3 tiles"
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "Invalid HTTP_HOST header: 'x'.", (), None)
    record.request = RequestFactory().get("/")
    assert Discreet("%(message)s").format(record) == "Invalid HTTP_HOST header: 'x'."
