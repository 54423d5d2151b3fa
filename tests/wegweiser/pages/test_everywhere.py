"""What holds on every public page."""

import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client

from tests.city import create_facility
from wegweiser.directory.models.city import City

pytestmark = pytest.mark.django_db

PAGES = (
    "/", "/karte/", "/in-der-naehe/", "/auswahl/", "/sozialraum/", "/sozialraum/west/", "/hilfe/",
    "/lage/streit/", "/lage/kita/", "/familienkarte/", "/herunterladen/", "/leichte-sprache/",
    "/barrierefreiheit/", "/impressum/", "/datenschutz/", "/lizenzen/", "/naechste-schritte/",
)  # fmt: skip
ALL_LANGUAGES = [code for code, _ in settings.LANGUAGES]


@pytest.fixture
def full_city(city: None) -> None:
    row = City.objects.get()
    row.profile |= {
        "languages": ALL_LANGUAGES,
        "notice": "Zweifeld ist erfunden.",
        "emergency": [{"number": "112", "label": "Rettung", "note": "rund um die Uhr"}],
        "steps": [{"title": "Grenzen", "text": "Fragen Sie die Statistik.", "command": "script/manage load_city x"}],
    }
    row.save()
    create_facility("Kita Ahorn", 100, 100, opening_hours="Mo-Fr 08:00-16:00", languages=["tr", "xx"])


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ALL_LANGUAGES)
@pytest.mark.usefixtures("full_city")
def test_each_page_speaks_each_language_of_the_city(client: Client, page: str, language: str) -> None:
    prefix = "" if language == "de" else f"/{language}"
    response = client.get(prefix + page)
    text = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in text
    assert "Zweifeld ist erfunden." in text
    assert f'href="{page}"' in text  # the way back to German
    assert f'href="/tr{page}"' in text
    assert ("Hilfe in Not" in text.partition("</header>")[0]) == language.startswith("de")


@pytest.mark.usefixtures("full_city")
def test_a_page_says_who_has_checked_its_translation(client: Client) -> None:
    row = City.objects.get()
    row.profile |= {"translations": {"tr": {"checked_by": "Ayşe Yılmaz", "checked_on": "2026-10-01"}}}
    row.save()
    said = {language: client.get(f"/{language}/hilfe/").content.decode() for language in ("tr", "en", "de-simple")}
    assert "Çeviriyi kontrol eden: Ayşe Yılmaz, 01.10.2026." in said["tr"]
    assert "This translation has not been checked yet." in said["en"]
    assert "Diesen Text in Einfacher Sprache hat noch niemand geprüft." in said["de-simple"]
    assert "translation-note" not in client.get("/hilfe/").content.decode()


@pytest.mark.parametrize("page", [*PAGES, "/nirgends/", "/symbole.svg", "/farbe/00505C.css"])
@pytest.mark.usefixtures("full_city")
def test_no_answer_sets_a_cookie_or_lets_anything_in_from_elsewhere(client: Client, page: str) -> None:
    response = client.get(page)
    assert not response.cookies
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "camera=()" in response["Permissions-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("key", ["x", "../../etc", "a" * 32])
@pytest.mark.parametrize("page", ["/", "/hilfe/", "/gibt-es-nicht/", "/tr/karte/"])
@pytest.mark.usefixtures("full_city")
def test_a_broken_session_is_not_even_taken_back(client: Client, page: str, key: str) -> None:
    client.cookies["sessionid"] = key
    response = client.get(page)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize(
    ("path", "sentence"), [("/", "Diese Anfrage können wir nicht"), ("/en/", "We cannot understand")]
)
@pytest.mark.usefixtures("full_city")
def test_a_request_that_makes_no_sense_is_answered_in_its_language(client: Client, path: str, sentence: str) -> None:
    response = client.get(path, headers={"host": "böse host"})
    assert response.status_code == 400
    assert sentence in response.content.decode()


@pytest.mark.usefixtures("full_city")
def test_search_sets_no_cookie(client: Client) -> None:
    assert not client.post("/", {"wort": "kita"}).cookies


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("full_city")
def test_pages_hold_no_script_or_style_of_their_own(client: Client, page: str) -> None:
    text = client.get(page).content.decode()
    assert " style=" not in text
    assert "<style" not in text
    assert set(re.findall(r"<script ([^>]*)>", text)) <= {
        'defer src="/static/leaflet/leaflet.js"',
        'type="module" src="/static/pages/map/explorer.js"',
        'type="module" src="/static/pages/exit.js"',
        'type="module" src="/static/pages/routes.js"',
        'type="module" src="/static/pages/offline/keep.js"',
        'id="map-data" type="application/json"',
        'id="kind-counts" type="application/json"',
    }


@pytest.mark.usefixtures("city")
def test_languages_that_the_city_does_not_offer_are_not_found(client: Client) -> None:
    assert client.get("/en/").status_code == 200
    assert client.get("/tr/").status_code == 404
    assert "Türkçe" not in client.get("/").content.decode()


@pytest.mark.usefixtures("city")
def test_the_steps_are_there_only_while_there_are_some(client: Client) -> None:
    assert client.get("/naechste-schritte/").status_code == 404
    assert "nächsten drei Schritte" not in client.get("/").content.decode()


@pytest.mark.usefixtures("city")
def test_the_imprint_names_who_pays(client: Client) -> None:
    city = City.objects.get()
    city.profile |= {"funders": [{"name": "Stiftung", "note": "Gefördert von"}, {"name": "Verein"}]}
    city.save()
    text = client.get("/impressum/").content.decode()
    assert ">Gefördert von: Stiftung<" in text
    assert ">Verein<" in text


@pytest.mark.usefixtures("full_city")
def test_the_steps_are_linked_from_the_first_page(client: Client) -> None:
    assert 'href="/naechste-schritte/"' in client.get("/").content.decode()
    assert "script/manage load_city x" in client.get("/naechste-schritte/").content.decode()


@pytest.mark.usefixtures("city")
def test_emergency_numbers_say_in_each_language_what_they_are(client: Client) -> None:
    city = City.objects.get()
    number = {"number": "112", "label": "Rettung", "note": "kostenlos", "labels": {"tr": "Ambulans"}}
    city.profile |= {"languages": ["de", "tr", "ar"], "emergency": [{**number, "notes": {"ar": "مجانًا"}}]}
    city.save()
    shown = {"": ("Rettung", "kostenlos"), "/tr": ("Ambulans", "kostenlos"), "/ar": ("Rettung", "مجانًا")}
    for prefix, (label, note) in shown.items():
        text = client.get(f"{prefix}/hilfe/").content.decode()
        assert f"<bdi>{label}</bdi>" in text
        assert f"<bdi>{note}</bdi>" in text


@pytest.mark.usefixtures("full_city")
def test_emergency_numbers_can_be_dialled(client: Client) -> None:
    text = client.get("/hilfe/").content.decode()
    assert 'href="tel:112"' in text
    assert "rund um die Uhr" in text


@pytest.mark.usefixtures("full_city")
def test_licences_name_every_layer_and_the_symbols(client: Client) -> None:
    text = client.get("/lizenzen/").content.decode()
    assert text.count("dl-de/zero-2-0") >= 3
    assert "Font Awesome" in text
    assert "CC BY 4.0" in text


@pytest.mark.parametrize("address", ["/", "/tr/karte/", "/hilfe/"])
@pytest.mark.usefixtures("empty_city")
def test_before_a_city_is_loaded_every_page_says_how_to_load_one(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 503
    assert "load_city" in response.content.decode()


@pytest.mark.usefixtures("empty_city")
def test_a_wrong_address_is_answered_without_a_city_too(client: Client) -> None:
    assert client.get("/nirgends/").status_code == 404


def test_a_fault_of_ours_is_told_without_the_database() -> None:
    page = render_to_string("500.html")
    assert "Das hat nicht geklappt" in page
    assert 'href="tel:112"' in page


@pytest.mark.usefixtures("city")
def test_the_staff_side_keeps_its_forms_and_stays_german(client: Client) -> None:
    response = client.get("/admin/login/", headers={"accept-language": "tr"})
    assert response["Referrer-Policy"] == "same-origin"
    assert 'lang="de"' in response.content.decode()
