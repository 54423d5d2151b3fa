from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.city import create_facility
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.models.taxonomy import Flag
from wegweiser.pages.family_card import Offer, offer_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]

TODAY = date(2026, 6, 2)
LATER, PAST = date(2026, 9, 1), date(2026, 1, 1)


@pytest.mark.parametrize(
    ("first", "last", "validity"),
    [
        (None, None, ""),
        (PAST, None, ""),
        (PAST, LATER, "gültig bis 01.09.2026"),
        (PAST, TODAY, "gültig bis 02.06.2026"),
        (LATER, None, "gültig ab 01.09.2026"),
        (LATER, date(2026, 12, 31), "gültig von 01.09.2026 bis 31.12.2026"),
    ],
)
def test_an_offer_says_how_long_it_is_valid(first: date | None, last: date | None, validity: str) -> None:
    place = PublicFacility(card_offer="halber Eintritt", card_from=first, card_to=last)
    assert offer_of(place, TODAY) == Offer("halber Eintritt", validity)


@pytest.mark.parametrize("values", [{"card_offer": ""}, {"card_offer": "alt", "card_to": TODAY - timedelta(days=1)}])
def test_what_has_run_out_is_no_offer(values: dict[str, str]) -> None:
    assert offer_of(PublicFacility(**values), TODAY) is None


def test_the_page_lists_partners_with_what_the_card_gives(client: Client) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    bath = create_facility("Hallenbad", 100, 100, card_offer="halber Eintritt")
    create_facility("Kino", 200, 100, card_offer="abgelaufen", card_to=yesterday, flags=["familienkarte"])
    create_facility("Zoo", 300, 100, flags=["familienkarte"])
    create_facility("Kita Ahorn", 400, 100)
    page = client.get("/familienkarte/").content.decode()
    assert [name for name in ("Hallenbad", "halber Eintritt", "Zoo", "Kino", "Kita Ahorn") if name in page] == [
        "Hallenbad", "halber Eintritt", "Zoo",
    ]  # fmt: skip
    assert "halber Eintritt" in client.get(f"/einrichtung/{bath.pk}/").content.decode()


def test_without_offers_the_page_says_so(client: Client) -> None:
    assert "keine Angebote" in client.get("/familienkarte/").content.decode()


def test_a_city_without_the_card_is_not_led_there(client: Client) -> None:
    assert 'href="/familienkarte/"' in client.get("/hilfe/").content.decode()
    Flag.objects.filter(pk="familienkarte").delete()
    assert 'href="/familienkarte/"' not in client.get("/hilfe/").content.decode()
