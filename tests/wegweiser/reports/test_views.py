"""The public forms, from both ends."""

import logging
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.city import create_facility
from tests.wegweiser.reports.samples import barrier, error, slip, suggestion
from wegweiser.directory.choices import State, Visibility
from wegweiser.directory.models.city import City
from wegweiser.reports.limits import EVERYBODY, FROM_ALL, FROM_ONE
from wegweiser.reports.models import Kind, Report, Tally

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]

SUGGEST, BARRIER = "/ort-vorschlagen/", "/barriere-melden/"
ALL_LANGUAGES = [code for code, _ in settings.LANGUAGES]


def kita(**values: Any) -> int:
    return create_facility("Kita Ahorn", 100, 100, **values).pk


def path(place_id: int) -> str:
    return f"/einrichtung/{place_id}/melden/"


def test_an_error_at_a_place_reaches_the_queue(client: Client) -> None:
    place = kita()

    response = client.post(path(place), error(place, faults=["phone", "hours"], contact="mutter@example.org"))

    assert (response.status_code, response["Location"]) == (303, "/gemeldet/")
    report = Report.objects.get()
    assert (report.kind, report.place_id, report.subject) == (Kind.ERROR, place, "Kita Ahorn")
    assert (report.faults, report.text, report.contact) == (["phone", "hours"], "Neu: 99", "mutter@example.org")
    assert (report.state, report.mailed_at, report.language) == ("open", None, "de")
    assert "Ihre Meldung ist angekommen" in client.get("/gemeldet/").content.decode()


def test_a_place_is_suggested_by_the_names_of_our_fields(client: Client) -> None:
    assert client.post(SUGGEST, suggestion(text="Immer montags\r\nab 10")).status_code == 303

    report = Report.objects.get()
    assert report.proposed == {"name": "Krabbelgruppe", "category": "betreuung.kita", "address": "Heumarkt 25"}
    assert (report.kind, report.subject, report.text) == (Kind.SUGGESTION, "Krabbelgruppe", "Immer montags\nab 10")


def test_a_barrier_is_reported(client: Client) -> None:
    assert client.post(f"/en{BARRIER}", barrier(page="Karte")).status_code == 303

    report = Report.objects.get()
    assert (report.kind, report.subject, report.language) == (Kind.BARRIER, "Karte", "en")


@pytest.mark.parametrize(
    ("given", "target", "sentence"),
    [
        ({"faults": []}, "id_faults_0", "Bitte wählen Sie etwas aus."),
        ({"faults": ["sprengen"]}, "id_faults_0", "Diese Auswahl gibt es nicht."),
        ({"faults": ["other"], "text": " \n "}, "id_text", "Bitte schreiben Sie, was nicht stimmt."),
        ({"text": "x" * 2001}, "id_text", "Das ist zu lang. Erlaubt sind 2000 Zeichen, es sind 2001."),
        ({"contact": "x" * 201}, "id_contact", "Das ist zu lang."),
        ({"website": "https://spam.example"}, "senden", "Ein Feld, das leer bleiben soll"),
        ({"website": "x" * 9999}, "senden", "Ein Feld, das leer bleiben soll"),
        ({"token": ""}, "senden", "zu lange offen"),
        ({"token": "a:b:c"}, "senden", "zu lange offen"),
        ({"token": slip("error.0")}, "senden", "zu lange offen"),
    ],
)
def test_a_faulty_report_comes_back_with_its_faults_named(
    client: Client, given: dict[str, Any], target: str, sentence: str
) -> None:
    place = kita()

    response = client.post(path(place), error(place, **given))

    text = response.content.decode()
    assert response.status_code == 422
    assert re.search(rf'<a href="#{target}">[^<]*{re.escape(sentence)}', text)
    assert f'id="{target}"' in text
    assert not Report.objects.exists()
    assert not Tally.objects.exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"name": ""}, "Bitte schreiben Sie den Namen."),
        ({"name": "\0\x1b"}, "Bitte schreiben Sie den Namen."),
        ({"name": "x" * 201}, "Das ist zu lang."),
        ({"address": "", "phone": ""}, "Bitte schreiben Sie die Adresse oder die Telefonnummer."),
        ({"phone": "9" * 61}, "Das ist zu lang."),
        ({"category": "betreuung.nichts"}, "Diese Auswahl gibt es nicht."),
        ({"category": "beratung.schutz' OR 1=1 --"}, "Diese Auswahl gibt es nicht."),
    ],
)
def test_a_faulty_suggestion_is_refused(client: Client, given: dict[str, Any], sentence: str) -> None:
    response = client.post(SUGGEST, suggestion(**given))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Report.objects.exists()


def test_a_barrier_needs_words(client: Client) -> None:
    assert "Bitte schreiben Sie, was nicht geht." in client.post(BARRIER, barrier(text="")).content.decode()


def test_what_was_typed_stays_and_the_form_can_be_sent_again(client: Client) -> None:
    place = kita()
    first = client.post(
        path(place), error(place, faults=["hours"], text="Ab 9", token="", contact="0301")
    ).content.decode()

    token = re.search(r'name="token" value="([^"]+)"', first)
    assert token
    assert "Ab 9</textarea>" in first
    assert 'value="0301"' in first
    assert re.search(r'value="hours"[^>]*checked', first)
    quickly = client.post(path(place), error(place, token=token[1]))
    assert "Das ging sehr schnell" in quickly.content.decode()  # and the same slip may come again


def test_a_form_sent_too_quickly_keeps_its_slip(client: Client) -> None:
    place = kita()
    token = slip(f"error.{place}", timedelta())
    text = client.post(path(place), error(place, token=token)).content.decode()
    assert f'value="{token}"' in text


def test_an_error_is_tied_to_its_field(client: Client) -> None:
    text = client.post(SUGGEST, suggestion(name="")).content.decode()
    field = re.search(r'<input type="text" name="name"[^>]*>', text)
    assert field
    assert 'aria-invalid="true"' in field[0]
    assert 'aria-describedby="id_name_error"' in field[0]
    assert '<ul class="errorlist" id="id_name_error">' in text
    assert text.startswith("<!doctype html>")
    assert "<title>Bitte prüfen Sie:" in text


def test_markup_is_shown_as_text(client: Client) -> None:
    place = kita()
    evil = "<script>alert(1)</script>\"'"
    text = client.post(path(place), error(place, text=evil, contact=evil, faults=[])).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;" in text


def test_the_same_form_sent_twice_is_one_report(client: Client) -> None:
    place = kita()
    sent = error(place)
    assert [client.post(path(place), sent).status_code for _ in range(3)] == [303, 303, 303]
    assert Report.objects.count() == 1
    client.post(path(place), {**sent, "text": "Es war die 98."})
    assert Report.objects.count() == 2


@pytest.mark.parametrize(
    "values",
    [{"state": State.DRAFT}, {"state": State.CLOSED}, {"visibility": Visibility.INTERNAL}],
)
def test_places_that_the_public_does_not_know_answer_like_those_that_do_not_exist(
    client: Client, values: dict[str, Any]
) -> None:
    unknown, hidden = 987_654, create_facility("Geheimstr. 1", 100, 100, **values).pk
    asked = [(client.get(path(pk)), client.post(path(pk), error(pk))) for pk in (unknown, hidden)]
    assert [answer.status_code for answers in asked for answer in answers] == [404] * 4
    texts = {
        answers[1].content.decode().replace(path(pk), "") for answers, pk in zip(asked, (unknown, hidden), strict=True)
    }
    pages = {
        answers[0].content.decode().replace(path(pk), "") for answers, pk in zip(asked, (unknown, hidden), strict=True)
    }
    assert (len(texts), len(pages)) == (1, 1)
    assert not Report.objects.exists()


def test_a_number_beyond_the_database_is_unknown_too(client: Client) -> None:
    assert client.get(path(10**30)).status_code == 404


@pytest.mark.parametrize("visibility", [Visibility.AREA, Visibility.PHONE_ONLY])
def test_nobody_is_asked_for_the_address_of_a_protected_place(client: Client, visibility: str) -> None:
    place = create_facility("Schutz", visibility=visibility, phone="0301").pk

    text = client.get(path(place)).content.decode()

    assert "Bitte schreiben Sie keine Adresse" in text
    assert 'value="location"' not in text
    assert client.post(path(place), error(place, faults=["location"])).status_code == 422


def test_the_form_of_a_suggestion_offers_no_kind_of_protected_places(client: Client) -> None:
    text = client.get(SUGGEST).content.decode()
    assert 'value="betreuung.kita"' in text
    assert not re.search('value="(schutz.frauenhaus|schutz.inobhut|betreuung.tagespflege)"', text)


@pytest.mark.parametrize("page", [SUGGEST, BARRIER])
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"origin": "null", "sec-fetch-site": "same-site"},
    ],
)
def test_forms_of_other_sites_are_refused(client: Client, page: str, headers: dict[str, str]) -> None:
    assert client.post(page, suggestion(), headers=headers).status_code == 403
    assert not Report.objects.exists()


def test_no_answer_sets_a_cookie_or_is_kept(client: Client) -> None:
    place = kita()
    client.cookies["sessionid"] = "x"
    answers = [
        client.get(path(place)),
        client.get(SUGGEST),
        client.get(BARRIER),
        client.post(SUGGEST, {}),
        client.post(path(place), error(place)),
        client.get("/gemeldet/"),
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 422, 303, 200]
    assert not any(answer.cookies for answer in answers)
    assert all("no-store" in answer["Cache-Control"] for answer in answers[:-1])


def test_nothing_of_a_report_is_logged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    place = kita()
    with caplog.at_level(logging.DEBUG):
        client.post(
            path(place), error(place, text="Geheimnis", contact="geheim@example.org"), REMOTE_ADDR="203.0.113.9"
        )
        client.post(path(place), error(place, text="Geheimnis", faults=[]), REMOTE_ADDR="203.0.113.9")
    logged = " ".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    assert not re.search("geheim|203.0.113", logged, re.IGNORECASE)


def test_a_hundred_reports_from_one_source_are_mostly_refused(client: Client) -> None:
    place = kita()
    answers = [client.post(path(place), error(place, text=f"Nr. {number}")) for number in range(100)]

    assert [answer.status_code for answer in answers].count(303) <= 2 * FROM_ONE.most  # a window may end in between
    assert Report.objects.count() <= 2 * FROM_ONE.most
    last = answers[-1]
    assert last.status_code == 429
    assert 0 < int(last["Retry-After"]) <= 600
    text = last.content.decode()
    assert "Gerade kommen zu viele Meldungen." in text
    assert "Nr. 99</textarea>" in text
    assert 'href="tel:' in text
    other = client.post(path(place), error(place), REMOTE_ADDR="198.51.100.7")
    assert other.status_code == 303


def test_when_all_send_too_much_the_next_is_refused_whoever_it_is(client: Client) -> None:
    place, now = kita(), timezone.now()
    for moment in (now, now + FROM_ALL.within):  # an hour may end in between
        Tally.objects.create(sender=EVERYBODY, begins_at=FROM_ALL.begins_at(moment), count=FROM_ALL.most)
    assert client.post(path(place), error(place)).status_code == 429
    assert not Report.objects.exists()


@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_the_forms_speak_each_language(client: Client, language: str) -> None:
    row = City.objects.get()
    row.profile |= {"languages": ALL_LANGUAGES}
    row.save()
    prefix = "" if language == "de" else f"/{language}"
    for page in (path(kita()), SUGGEST, BARRIER, "/gemeldet/"):
        text = client.get(prefix + page).content.decode()
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in text
        assert ("Abschicken" in text) <= language.startswith("de")


def test_a_language_that_the_city_does_not_offer_is_not_found(client: Client) -> None:
    assert client.get(f"/tr{SUGGEST}").status_code == 404


@pytest.mark.parametrize("make", [lambda: path(kita()), lambda: SUGGEST, lambda: BARRIER])
def test_a_form_asks_the_database_little(
    client: Client, make: Callable[[], str], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    page = make()
    with django_assert_max_num_queries(3):
        client.get(page)


def test_sending_takes_a_constant_number_of_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    place = kita()
    client.post(path(place), error(place))
    with django_assert_max_num_queries(14):
        client.post(path(place), error(place, text="noch etwas"))


def test_the_page_of_a_place_leads_to_its_form(client: Client) -> None:
    place = kita()
    text = client.get(f"/einrichtung/{place}/").content.decode()
    assert f'href="{path(place)}"' in text
    assert f'href="{SUGGEST}"' in text
    assert f'href="{BARRIER}"' in client.get("/barrierefreiheit/").content.decode()
