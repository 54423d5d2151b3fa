"""What a page or a sheet says about its translation, and dates as its language writes them."""

from datetime import date

from django.conf import settings
from django.utils.dateformat import format as formatted
from django.utils.translation import get_language, gettext, pgettext

from wegweiser.directory.city import CityProfile
from wegweiser.directory.direction import kept


def translation_note(profile: CityProfile) -> str:
    """Who has checked the texts of the active language; nothing where they are the original."""
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE:
        return ""
    checked = profile.translations.get(language)
    if checked is None:
        return gettext("Diese Übersetzung ist noch nicht geprüft.")
    name, day = kept(checked.checked_by), written_date(checked.checked_on)
    return gettext("Übersetzung geprüft: {name}, {day}.").format(name=name, day=day)


def written_date(day: date) -> str:
    return kept(formatted(day, pgettext("Datumsformat", "d.m.Y")))
