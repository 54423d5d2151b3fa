"""What is said when nothing can be answered, and that a database which comes back is used again."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from psycopg import sql

from tests import databases
from wegweiser.pages import texts

LIST, PLACES = "/", "/api/collections/facilities/items"


@contextmanager
def database_away(name: str) -> Iterator[None]:
    with psycopg.connect(databases.url("postgres"), autocommit=True) as server:
        allow = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
        server.execute(allow.format(sql.Identifier(name), sql.SQL("false")))
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        try:
            yield
        finally:
            server.execute(allow.format(sql.Identifier(name), sql.SQL("true")))


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("path", "said"), [("/", "Gerade nicht erreichbar"), ("/tr/karte/", "Şu anda ulaşılamıyor"), ("/hilfe/", "112")]
)
def test_without_the_database_pages_say_so_and_come_back(
    own_database: str, visitor: Client, path: str, said: str
) -> None:
    with database_away(own_database):
        connection.close()  # as at the end of each request
        response = visitor.get(path)
    text = response.content.decode()
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert response["Cache-Control"] == "no-store"
    assert "unsafe" not in response["Content-Security-Policy"]
    assert said in text
    assert 'href="tel:112"' in text
    assert "Traceback" not in text
    assert not response.cookies

    connection.close()
    assert visitor.get(path).status_code == 200


def test_programs_get_a_problem_document_instead(own_database: str, visitor: Client) -> None:
    with database_away(own_database):
        connection.close()
        response = visitor.get(PLACES)
    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response.json()["title"] == "Gerade nicht erreichbar"
    connection.close()
    assert visitor.get(PLACES).status_code == 200


@pytest.mark.django_db
def test_a_fault_of_the_program_tells_nothing_of_it(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "listed_places", lambda: 1 / 0)
    response = visitor.get("/hilfe/")
    assert response.status_code == 500
    assert "ZeroDivision" not in response.content.decode()
    assert "Retry-After" not in response
    assert response["Referrer-Policy"] == "no-referrer"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/hilfe/", "/sozialraum/", "/sitemap.xml", "/symbole.svg", "/tr/impressum/"])
def test_a_form_sent_where_none_is_taken_is_refused_on_a_page_of_ours(path: str) -> None:
    response = Client(enforce_csrf_checks=True).post(path, {"wort": "kita"})
    text = response.content.decode()
    assert response.status_code == 403
    assert "<style" not in text
    assert 'class="home"' in text
    assert not response.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/in-der-naehe/", "/mein-viertel/", "/ort-vorschlagen/"])
@pytest.mark.parametrize(
    "headers", [{"origin": "http://evil.example"}, {"origin": "null", "sec-fetch-site": "cross-site"}]
)
def test_a_form_of_another_site_is_refused_on_a_page_of_ours(
    client: Client, path: str, headers: dict[str, str]
) -> None:
    response = client.post(path, {"wort": "kita"}, headers=headers)
    assert response.status_code == 403
    assert "fremden Seite" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/hilfe/", "/orte.csv", "/api/", "/nirgends/"])
def test_a_broken_token_of_the_staff_side_is_not_replaced_on_a_public_page(client: Client, path: str) -> None:
    client.cookies[settings.CSRF_COOKIE_NAME] = "y"
    response = client.get(path)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert client.get("/admin/login/").cookies
