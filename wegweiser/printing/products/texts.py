"""The fixed texts of flyer, „Mein Viertel“, Ausmalplan and Aushang, in the language that is active when used."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from wegweiser.printing.data import SheetData

FLYER_SERIES = _("Auf einen Blick")
LEAFLET_HINT = _("weiter auf dem Einlegeblatt")
LEAFLET = _("Einlegeblatt")


def flyer_description(name: str, area: str, count: int) -> str:
    return _("Faltblatt „{name}“ für {area}: {count} Orte mit Adresse und Telefon.").format(
        name=name, area=area, count=count
    )


def traeger(name: str) -> str:
    return _("Träger: {name}").format(name=name)


WE_ARE_IN = _("Wir stehen im Wegweiser für Familien")
SCAN = _("Alles in Ihrer Nähe:")


def signs_title(data: SheetData, names: Sequence[str]) -> str:
    """Of one place, a Träger, a Sozialraum or the city."""
    of = names[0] if len(names) == 1 else data.definition.traeger or data.title
    return _("Aushang: {name}").format(name=of)


def signs_description(count: int) -> str:
    return _("Aushang für {count} Orte: Nummer und Feld im gedruckten Wegweiser.").format(count=count)


def number_and_cell(number: int, cell: str) -> str:
    if not cell:
        return _("Nr. {number}").format(number=number)
    return _("Nr. {number}, Feld {cell}").format(number=number, cell=cell)


COLOUR_IT = _("Male deinen Stadtteil aus!")
FROM = _("Von:")
AGE = _("Alter:")
FIND_THEM = _("Findest du alle?")
MORE_FOR_YOU = _("Mehr für dich:")
BADGE = "◯ "
"""Begins what is read aloud for a pictogram that stands for a place, so that the proof can tell it from others."""


def picture_title(data: SheetData) -> str:
    return _("Ausmalplan: {area} ({city})").format(area=data.title, city=data.city.name)


def picture_description(area: str) -> str:
    return _("{area} als Bild zum Ausmalen für Kinder.").format(area=area)


def picture_alternative(area: str) -> str:
    return _("Karte von {area} nur aus Linien, zum Ausmalen.").format(area=area)
