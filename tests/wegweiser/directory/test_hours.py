from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from wegweiser.directory.hours import Opening, one_line, opening_at, readable

BERLIN = ZoneInfo("Europe/Berlin")


def at(year: int, month: int, day: int, hour: int) -> datetime:
    return datetime(year, month, day, hour, tzinfo=BERLIN)


MONDAY = at(2026, 3, 2, 10)
CORPUS_CHRISTI = at(2026, 6, 4, 10)  # a holiday in NW, a working day in Berlin


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    with translation.override("de"):
        yield


@pytest.mark.parametrize(
    ("hours", "lines"),
    [
        ("Mo-Fr 07:15-16:15", ["Mo–Fr 7:15–16:15"]),
        ("Mo,Tu,Th 08:00-12:00,14:00-16:00; PH off", ["Mo, Di, Do 8:00–12:00, 14:00–16:00", "Feiertage geschlossen"]),
        ("Mo-Fr 08:00-12:00, We 14:00-18:00", ["Mo–Fr 8:00–12:00", "Mi 14:00–18:00"]),
        ("Apr-Oct: Mo-Su 09:00-20:00", ["April–Okt. Mo–So 9:00–20:00"]),
        ('Tu 09:00-11:00 "nur mit Termin"', ["Di 9:00–11:00 nur mit Termin"]),
        ("Mo[1] 10:00-12:00", ["1. Mo im Monat 10:00–12:00"]),
        ("Fr[-1] 10:00+", ["letzter Fr im Monat ab 10:00"]),
        ("SH off", ["Schulferien geschlossen"]),
        ("24/7", ["rund um die Uhr"]),
    ],
)
def test_hours_become_lines_to_read(hours: str, lines: list[str]) -> None:
    assert readable(hours) == lines


@pytest.mark.parametrize("hours", ["nach Vereinbarung", "", ";", "Mo-Fr 8-16", "sunrise-sunset", "täglich"])
def test_other_words_are_left_as_they_are(hours: str) -> None:
    assert readable(hours) is None


def test_in_a_right_to_left_text_a_span_keeps_its_order() -> None:
    with translation.override("ar"):
        assert readable("Mo 07:15-16:15") == ["إثنين \u20687:15–16:15\u2069"]


@pytest.mark.parametrize(
    ("hours", "note", "language", "line"),
    [
        (
            "Mo,Tu,Th 09:00-12:00; We 14:00-17:00",
            "und nach Vereinbarung",
            "de",
            "Mo, Di, Do 9:00–12:00; Mi 14:00–17:00; und nach Vereinbarung",
        ),
        ("Mo-Fr 07:15-16:15", "", "de", "Mo–Fr 7:15–16:15"),
        ("Mo 08:00-12:00; PH off", "", "en", "Mon 8:00–12:00; public holidays closed"),
        ("Mo 08:00-12:00; We 14:00-17:00", "", "tr", "Pzt 8:00–12:00; Çrş 14:00–17:00"),
        (
            "Mo 08:00-12:00; We 14:00-17:00",
            "nach Vereinbarung",
            "ar",
            "إثنين \u20688:00–12:00\u2069؛ أربعاء \u206814:00–17:00\u2069؛ \u2068nach Vereinbarung\u2069",
        ),
        (" täglich ab 8, außer So ", "", "de", "täglich ab 8, außer So"),
        ("", "nach Vereinbarung", "uk", "nach Vereinbarung"),
        ("", "", "de", ""),
    ],
)
def test_one_line_parts_different_days_by_semicolons(hours: str, note: str, language: str, line: str) -> None:
    assert one_line(hours, note, language) == line


def test_open_and_closed_with_the_next_change() -> None:
    hours = "Mo-Fr 08:00-12:00,14:00-16:00"
    assert opening_at(hours, MONDAY, "NW") == Opening(True, at(2026, 3, 2, 12))
    assert opening_at(hours, MONDAY.replace(hour=13), "NW") == Opening(False, at(2026, 3, 2, 14))


def test_the_moment_counts_in_german_time() -> None:
    utc = MONDAY.replace(hour=7, minute=30, tzinfo=ZoneInfo("UTC"))
    assert opening_at("Mo-Fr 08:00-12:00", utc, "NW") == Opening(True, at(2026, 3, 2, 12))


def test_holidays_are_those_of_the_state() -> None:
    hours = "Mo-Fr 08:00-16:00; PH off"
    assert opening_at(hours, CORPUS_CHRISTI, "NW") == Opening(False, at(2026, 6, 5, 8))
    assert opening_at(hours, CORPUS_CHRISTI, "BE") == Opening(True, at(2026, 6, 4, 16))


def test_weekdays_and_holidays_in_one_rule() -> None:
    assert opening_at("Su,PH 09:00-12:00", CORPUS_CHRISTI, "NW") == Opening(True, at(2026, 6, 4, 12))


def test_beyond_new_year_the_holidays_are_known() -> None:
    eve = at(2026, 12, 31, 18)
    assert opening_at("Mo-Su 08:00-16:00; PH off", eve, "NW") == Opening(False, at(2027, 1, 2, 8))


def test_hours_that_are_silent_about_holidays_say_nothing_on_one() -> None:
    assert opening_at("Mo-Fr 08:00-16:00", CORPUS_CHRISTI, "NW") is None
    eve = CORPUS_CHRISTI.replace(day=3, hour=18)
    assert opening_at("Mo-Fr 08:00-16:00", eve, "NW") == Opening(False, None)
    assert opening_at("24/7", CORPUS_CHRISTI, "NW") == Opening(True, None)


@pytest.mark.parametrize("hours", ["", "nach Vereinbarung", "Mo-Fr 08:00-16:00; SH off", 'Mo 08:00-12:00 unknown "?"'])
def test_without_knowledge_there_is_no_answer(hours: str) -> None:
    assert opening_at(hours, MONDAY, "NW") is None
