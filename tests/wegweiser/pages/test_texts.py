"""The statement of accessibility, data protection, and the page in Leichte Sprache."""

from typing import Any

import pytest
from django.test import Client

from wegweiser.directory.models.city import City

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def change_city(**values: Any) -> None:
    city = City.objects.get()
    city.profile |= values
    city.save()


def test_the_statement_names_gaps_date_and_ombuds_office(client: Client) -> None:
    change_city(accessibility={"checked_on": "2026-11-16", "gaps": ["Das Video fehlt."]})
    page = client.get("/barrierefreiheit/").content.decode()
    for text in (
        "teilweise vereinbar",
        "Das Video fehlt.",
        "16. November 2026",
        "BITVNRW",
        "ombudsstelle-barrierefreie-it",
    ):
        assert text in page
    assert "Noch nicht geprüft sind Englisch" in page


def test_the_statement_does_not_claim_a_check_that_nobody_made(client: Client) -> None:
    page = client.get("/barrierefreiheit/").content.decode()
    assert "noch nicht geprüft" in page
    assert "lbbp.nrw.de" in page


def test_a_checked_translation_is_no_gap(client: Client) -> None:
    change_city(translations={"en": {"checked_by": "Jo Smith", "checked_on": "2026-10-01"}})
    assert "Übersetzungen:" not in client.get("/barrierefreiheit/").content.decode()


def test_another_state_has_its_own_law_and_mediator(client: Client) -> None:
    change_city(accessibility={"law": "LGG Rheinland-Pfalz", "ombuds_office": "Durchsetzungsstelle"})
    page = client.get("/barrierefreiheit/").content.decode()
    assert "LGG Rheinland-Pfalz" in page
    assert "Durchsetzungsstelle" in page
    assert "BITVNRW" not in page


def test_data_protection_names_officer_and_authority(client: Client) -> None:
    change_city(privacy={"officer": "Frau Beispiel", "email": "datenschutz@zweifeld.example"})
    page = client.get("/datenschutz/").content.decode()
    for text in ("Frau Beispiel", "datenschutz@zweifeld.example", "ldi.nrw.de", "Art. 6 Abs. 1"):
        assert text in page


def test_leichte_sprache_says_that_nobody_has_checked_it(client: Client) -> None:
    page = client.get("/en/leichte-sprache/").content.decode()
    assert '<div lang="de" dir="ltr">' in page
    assert "noch keine Menschen geprüft" in page
    assert 'href="tel:112"' in page
