from collections.abc import Iterator

import pytest
from django.utils import translation

from wegweiser.directory.hours import one_line, readable


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
        ("2026 Dec 24-2027 Jan 01 off", ["24. Dezember 2026 – 1. Januar 2027 geschlossen"]),
        ("Dec 24,Dec 31 08:00-12:00", ["24. Dezember, 31. Dezember 8:00–12:00"]),
        ("Jul 15-20 off", ["15. Juli – 20. Juli geschlossen"]),
        ("2026 Jul: Mo 10:00-12:00", ["Juli 2026 Mo 10:00–12:00"]),
        ("2026 Feb 30 off", ["2026 Feb 30 geschlossen"]),
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
            "إثنين \u20688:00–12:00\u2069؛ أربعاء \u206814:00–17:00\u2069؛ حسب الاتفاق",
        ),
        (" täglich ab 8, außer So ", "", "de", "täglich ab 8, außer So"),
        ("", "nach Vereinbarung", "uk", "за домовленістю"),
        ("", "", "de", ""),
    ],
)
def test_one_line_parts_different_days_by_semicolons(hours: str, note: str, language: str, line: str) -> None:
    assert one_line(hours, note, language) == line
