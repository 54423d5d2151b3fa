from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from tests.city import create_city
from wegweiser.printing.definition import Definition, Variant
from wegweiser.printing.models import Edition, EditionState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _city(empty_city: None) -> None:
    create_city()


def edition(code: str, state: EditionState, size: int = 345_000, **choices: str) -> Path:
    """A sheet of West as if it had been printed."""
    definition = Definition.of("west", **choices)
    release = {"number": 1, "released_at": timezone.now()} if state == EditionState.RELEASED else {}
    row = Edition.objects.create(
        code=code, identity=code, state=state, sozialraum="west", series=definition.series, title="West",
        language=definition.language, paper=definition.paper.name, scale_denominator=10_000, stand=timezone.localdate(),
        definition=definition.plain(), snapshot={}, **release,
    )  # fmt: skip
    row.path.parent.mkdir(parents=True, exist_ok=True)
    row.path.write_bytes(b"%PDF-" + bytes(size - 5))
    return row.path


def test_each_sozialraum_has_its_sheet_in_every_language_with_the_size_of_what_exists(client: Client) -> None:
    edition("AAA", EditionState.CURRENT, language="en")
    page = client.get("/herunterladen/").content.decode()
    assert page.count('href="/sozialraum/west/wegweiser-a3.pdf"') == 1
    assert 'href="/en/sozialraum/ost/wegweiser-a3.pdf"' in page
    assert page.count("345 kB") == 1
    assert 'href="/orte.csv"' in page


def test_what_was_released_beside_it_can_be_loaded_with_what_it_is(client: Client) -> None:
    path = edition("BBB", EditionState.RELEASED, paper="a2", variant=Variant.LARGE)
    page = client.get("/herunterladen/").content.decode()
    assert 'href="/w/BBB.pdf"' in page
    assert "West, A2, große Schrift" in page
    response = client.get("/w/bbb.pdf")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert b"".join(response) == path.read_bytes()  # type: ignore[arg-type]  # a stream


@pytest.mark.parametrize("state", [EditionState.DRAFT, EditionState.CURRENT])
def test_what_was_not_released_is_not_offered(client: Client, state: EditionState) -> None:
    edition("CCC", state, paper="a2")
    assert "CCC" not in client.get("/herunterladen/").content.decode()
    assert client.get("/w/CCC.pdf").status_code == 404


def test_a_withdrawn_file_is_gone(client: Client) -> None:
    edition("DDD", EditionState.RELEASED, paper="a2").unlink()
    assert "DDD" not in client.get("/herunterladen/").content.decode()
    assert client.get("/w/DDD.pdf").status_code == 404
