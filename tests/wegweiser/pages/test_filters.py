"""Filters as a family meets them: in the address, in the form, in the list and on the map."""

import json
import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import LazySettings
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.city import create_facility
from tests.wegweiser.pages.test_list import names
from wegweiser.directory.calendars import Calendar
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.opening import Clock
from wegweiser.pages import positions
from wegweiser.pages.filters import PlaceFilter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
WEDNESDAY = datetime(2026, 4, 15, 10, tzinfo=ZoneInfo("Europe/Berlin"))
CLOCK = Clock(WEDNESDAY, Calendar("NW"))
EVERYTHING = ["Bad", "Kita", "Praxis", "Treff", "Turnen"]


@pytest.fixture
def places(city: None) -> None:
    """Each with something that no other has."""
    create_facility(
        "Kita", 100, 100, age_from_months=4, age_to_months=72, opening_hours="Mo-Fr 07:00-16:00", cost="income",
        changing_table="yes", languages=["de", "tr"],
    )  # fmt: skip
    create_facility(
        "Praxis", 1100, 100, category_id="gesundheit.kinderarzt", opening_hours="We 14:00-18:00; Sa 09:00-12:00",
        age_to_months=216, wheelchair="limited", pram="yes", languages=["de", "ar"],
    )  # fmt: skip
    create_facility(
        "Bad", 1200, 100, category_id="freizeit.bad", opening_hours="Mo-Su 08:00-20:00", wheelchair="yes",
        card_offer="halber Eintritt", card_from=date(2026, 1, 1), card_to=date(2026, 4, 15),
        closed_from=date(2026, 4, 18), closed_to=date(2026, 4, 30),
    )  # fmt: skip
    create_facility(
        "Treff", 100, 200, category_id="gemeinschaft.nachbarschaft", opening_hours="nach Vereinbarung", cost="free",
        pram="limited",
    )  # fmt: skip
    create_facility(
        "Turnen", 100, 300, category_id="freizeit.sportverein", age_from_months=36, card_offer="Probe",
        card_to=date(2026, 4, 14), opening_hours="Mo-Fr 08:00-12:00", hours_exceptions="2026 Apr 15 off",
    )  # fmt: skip


def found(query: str) -> list[str]:
    return sorted(PlaceFilter.from_query(QueryDict(query)).places(CLOCK).values_list("name", flat=True))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("art=betreuung&art=gesundheit.kinderarzt", ["Kita", "Praxis"]),
        ("alter=0", ["Bad", "Kita", "Praxis", "Treff"]),
        ("alter=3", ["Bad", "Kita", "Praxis", "Treff", "Turnen"]),
        ("alter=7", ["Bad", "Praxis", "Treff", "Turnen"]),
        ("offen=jetzt", ["Bad", "Kita"]),
        ("offen=samstag", ["Praxis"]),
        ("offen=jetzt&offen=samstag", []),
        ("sprache=tr", ["Kita"]),
        ("sprache=tr&sprache=ar", ["Kita", "Praxis"]),
        ("mit=rollstuhl", ["Bad", "Praxis"]),
        ("mit=kinderwagen", ["Praxis", "Treff"]),
        ("mit=rollstuhl&mit=kinderwagen", ["Praxis"]),
        ("mit=wickeltisch", ["Kita"]),
        ("mit=kostenlos", ["Treff"]),
        ("mit=familienkarte", ["Bad"]),
        ("sozialraum=ost&mit=rollstuhl", ["Bad", "Praxis"]),
        ("sozialraum=ost&mit=rollstuhl&art=freizeit", ["Bad"]),
        ("alter=&art=&sozialraum=", EVERYTHING),
    ],
)
def test_each_filter_narrows_and_all_combine(query: str, expected: list[str]) -> None:
    assert found(query) == expected


@pytest.mark.parametrize(
    ("query", "unknown"),
    [
        ("art=quatsch&art=betreuung.x", ("quatsch", "betreuung.x")),
        ("alter=nan&alter=-1&alter=99&alter=3.5", ("nan", "-1", "99", "3.5")),
        ("offen=immer", ("immer",)),
        ("sprache=%27%3B--&sprache=" + "x" * 5000, ("';--", "x" * 80)),
        ("mit=hund", ("hund",)),
        ("sozialraum=nord", ("nord",)),
        ("art=%00&sozialraum=%00", ("\x00", "\x00")),
    ],
)
def test_what_nobody_knows_is_left_out_and_named(client: Client, query: str, unknown: tuple[str, ...]) -> None:
    asked = PlaceFilter.from_query(QueryDict(query))
    assert asked.unknown == unknown
    assert found(query) == EVERYTHING
    response = client.get(f"/?{query}")
    assert response.status_code == 200
    assert "Das kennen wir nicht" in response.content.decode()


def test_a_thousand_values_ask_no_more_of_the_database() -> None:
    def queries(count: int) -> int:
        query = QueryDict("&".join(f"art=schule.x{number}" for number in range(count)))
        with CaptureQueriesContext(connection) as captured:
            PlaceFilter.from_query(query)
        return len(captured)

    assert queries(1) == queries(1000) == 1


def test_each_wish_is_a_chip_that_takes_it_away(client: Client) -> None:
    page = client.get("/?art=betreuung.kita&alter=3&sprache=tr").content.decode()
    chips = re.findall(r'<li><a href="([^"]+)"><span class="sr">Entfernen:</span> ([^<]+)</a>', page)
    assert chips == [
        ("/?alter=3&amp;sprache=tr", "Kita"),
        ("/?art=betreuung.kita&amp;sprache=tr", "Kind: 3 Jahre"),
        ("/?art=betreuung.kita&amp;alter=3", "Türkisch"),
    ]


def test_an_empty_list_says_which_wish_to_give_up(client: Client) -> None:
    page = client.get("/?mit=kostenlos&sprache=tr").content.decode()
    ways = re.findall(r'<li><a href="([^"]+)">ohne „([^“]+)“</a> <span>(\d+) Orte?</span>', page)
    assert sorted(ways) == [("/?mit=kostenlos", "Türkisch", "1"), ("/?sprache=tr", "kostenlos", "1")]
    hopeless = client.get("/?mit=kostenlos&sprache=tr&sprache=ar&art=lernen&alter=3").content.decode()
    assert "auch wenn Sie auf einen davon verzichten" in hopeless


def test_alternatives_are_given_up_together_and_cost_no_more(client: Client) -> None:
    several = "&".join(f"sprache={first}{second}" for first in "xyz" for second in "abcdefghij")
    with CaptureQueriesContext(connection) as queries:
        page = client.get(f"/?art=betreuung.kita&{several}").content.decode()
    ways = re.findall(r"ohne „([^“]+)“</a> <span>(\d+) Orte?</span>", page)
    assert ways == [("xa, xb, xc …", str(len(found("art=betreuung.kita"))))]
    assert len(queries) < 25


def test_counts_stand_beside_each_kind_and_follow_the_other_wishes(client: Client) -> None:
    create_facility("Zentrum", 100, 400, category_id="betreuung.familienzentrum").secondary_categories.set(
        ["betreuung.kita"]
    )

    def counts(query: str) -> dict[str, int]:
        page = client.get(query).content.decode()
        found = re.search(r'id="kind-counts" type="application/json">(.*?)</script>', page)
        assert found
        return dict(json.loads(found[1]))

    everything = counts("/")
    assert (everything["betreuung"], everything["betreuung.kita"], everything["freizeit"]) == (2, 2, 2)
    assert counts("/?sprache=tr&art=freizeit") == {"betreuung": 1, "betreuung.kita": 1}


def test_the_form_holds_what_the_address_asks_for(client: Client) -> None:
    page = client.get("/auswahl/?art=betreuung.kita&alter=3&offen=jetzt&mit=kostenlos&sprache=tr&sozialraum=ost")
    text = page.content.decode()
    assert re.findall(r'value="([^"]+)" checked', text) == ["betreuung.kita", "jetzt", "kostenlos", "tr"]
    assert re.findall(r'value="([^"]+)" selected', text) == ["3", "ost"]
    assert 'method="get" action="/"' in text
    assert "schule.grundschule" not in text  # no such place
    assert 'value="de"' not in text  # spoken everywhere


def test_the_map_shows_what_the_list_shows(client: Client) -> None:
    for query in ("", "?art=freizeit", "?mit=rollstuhl&sozialraum=ost", "?sprache=uk"):
        on_map = [row[4] for row in client.get(f"/orte.json{query}").json()["places"]]
        assert on_map == names(client.get(f"/{query}"))


def test_too_many_for_one_answer_come_as_heaps_by_tile(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(positions, "MOST_AT_ONCE", 3)
    assert client.get("/orte.json?alter=3").json() == {"tiles": "/orte/{z}/{x}/{y}.json?alter=3"}
    place = PublicFacility.objects.get(name="Kita")
    lon, lat = place.point.transform(4326, clone=True).coords
    heaps = client.get(f"/orte/10/{int((lon + 180) / 360 * 1024)}/340.json").json()["places"]
    assert sum(row[5] for row in heaps) == 5
    assert len(heaps) < 5
    assert abs(heaps[0][1] - lon) < 0.02
    assert abs(heaps[0][2] - lat) < 0.02


@pytest.mark.parametrize("tile", ["25/0/0", "10/1024/0", "10/0/99999999"])
def test_tiles_that_do_not_exist_are_not_found(client: Client, tile: str) -> None:
    assert client.get(f"/orte/{tile}.json").status_code == 404


def test_several_places_at_one_address_are_all_there(client: Client) -> None:
    for number in range(3):
        create_facility(f"Beratung {number}", 500, 500, category_id="familie.sucht")
    shown = client.get("/orte.json?art=familie").json()["places"]
    assert [row[4] for row in shown] == ["Beratung 0", "Beratung 1", "Beratung 2"]
    assert len({(row[1], row[2]) for row in shown}) == 1
    assert names(client.get("/?art=familie")) == ["Beratung 0", "Beratung 1", "Beratung 2"]


class TestKept:
    @pytest.fixture(autouse=True)
    def _memory(self, settings: LazySettings, tmp_path: Path) -> None:
        memory = {"BACKEND": settings.LOCAL_MEMORY, "LOCATION": str(tmp_path)}
        settings.CACHES = {**settings.CACHES, "pages": memory}

    def test_the_second_visitor_costs_two_small_queries(self, client: Client) -> None:
        first = client.get("/?art=freizeit")
        with CaptureQueriesContext(connection) as captured:
            second = client.get("/?art=freizeit")
        assert len(captured) == 2  # the languages of the city, the tokens of the layers
        assert first.content == second.content

    def test_who_has_it_is_told_so(self, client: Client) -> None:
        etag = client.get("/?art=freizeit").headers["ETag"]
        assert client.get("/?art=freizeit", headers={"if-none-match": etag}).status_code == 304
        assert client.get("/?art=schule", headers={"if-none-match": etag}).status_code == 200
        assert client.get("/en/?art=freizeit", headers={"if-none-match": etag}).status_code == 200

    def test_what_is_typed_is_never_kept(self, client: Client) -> None:
        response = client.post("/", {"wort": "kita"})
        assert "ETag" not in response.headers
        assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("query", ["", "?mit=familienkarte&offen=jetzt&offen=samstag&alter=3&sprache=tr&art=schule"])
def test_more_places_ask_no_more_of_the_database(client: Client, query: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/{query}").status_code == 200
            assert client.get(f"/auswahl/{query}").status_code == 200
        return len(captured)

    before = queries()
    for number in range(20):
        create_facility(f"Praxis {number}", 100, number, category_id="gesundheit.kinderarzt")
    assert queries() == before
