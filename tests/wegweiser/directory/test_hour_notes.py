import pytest
from django.utils import translation

from wegweiser.directory.hour_notes import PHRASES, translated
from wegweiser.directory.hours import one_line

FOREIGN = ("en", "tr", "ar", "uk", "ru", "pl", "ro", "bg")


@pytest.mark.parametrize("language", FOREIGN)
def test_every_usual_note_is_translated(language: str) -> None:
    with translation.override(language):
        assert {phrase for phrase in PHRASES if translated(phrase) in (None, phrase)} == set()


@pytest.mark.parametrize(
    ("note", "language", "line"),
    [
        ("und nach Vereinbarung", "de", "Mo 9:00–12:00; und nach Vereinbarung"),
        ("und nach Vereinbarung, auch abends", "en", "Mon 9:00–12:00; and by appointment, also in the evening"),
        ("nur mit Termin", "ar", "إثنين \u20689:00–12:00\u2069؛ بموعد مسبق فقط"),
        ("nur mit Termin; Eingang im Hof", "en", "Mon 9:00–12:00; nur mit Termin; Eingang im Hof"),
        ("Eingang im Hof", "ar", "إثنين \u20689:00–12:00\u2069؛ \u2068Eingang im Hof\u2069"),
    ],
)
def test_a_note_is_translated_whole_or_stays_as_it_is(note: str, language: str, line: str) -> None:
    assert one_line("Mo 09:00-12:00", note, language) == line
