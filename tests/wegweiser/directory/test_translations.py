"""What is said of a translation, and dates."""

from datetime import date

import pytest
from django.conf import settings
from django.utils.translation import get_language_info, override

from tests.city import PROFILE
from wegweiser.directory.city import CityProfile
from wegweiser.directory.translations import translation_note, written_date

TURKISH = {"checked_by": "Ayşe Yılmaz", "checked_on": "2026-10-01"}


def test_an_unchecked_translation_is_called_so_in_its_language() -> None:
    profile = CityProfile.from_data({**PROFILE, "languages": ["de", "tr"], "translations": {"tr": TURKISH}})
    said = {}
    for language, _ in settings.LANGUAGES:
        with override(language):
            said[language] = translation_note(profile)
    assert said["de"] == ""
    assert said["tr"] == "Çeviriyi kontrol eden: Ayşe Yılmaz, 01.10.2026."
    assert said["en"] == "This translation has not been checked yet."
    assert len(set(said.values())) == len(said)


@pytest.mark.parametrize(
    ("language", "written"),
    [("de", "01.10.2026"), ("de-simple", "1. Oktober 2026"), ("en", "1 Oct 2026"), ("ar", "\u20681/10/2026\u2069")],
)
def test_dates_are_written_as_the_language_does(language: str, written: str) -> None:
    with override(language):
        assert written_date(date(2026, 10, 1)) == written


def test_einfache_sprache_has_a_name_and_falls_back_to_german() -> None:
    assert get_language_info("de-simple")["name_local"] == "Einfache Sprache"
    with override("de-simple"):
        assert written_date(date(2026, 3, 2)) == "2. März 2026"
