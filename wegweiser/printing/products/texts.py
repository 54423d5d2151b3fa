"""The fixed texts of flyer, „Mein Viertel“, Ausmalplan and Aushang, in the language that is active when used."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from wegweiser.printing.values import SheetData

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
WHICH_DO_YOU_KNOW = _("Welche Orte kennst du?")
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


VIERTEL = _("Mein Viertel")
VIERTEL_HINT = _("Was in der Nähe ist, mit Minuten zu Fuß.")
VIERTEL_DESCRIPTION = _("Die nächsten Orte für Familien rund um eine Adresse, mit Karte, Fußweg und Telefon.")


def viertel_hint(all_on_map: bool) -> str:
    farther = _("Was kein Schild auf der Karte hat, liegt weiter weg.")
    return str(VIERTEL_HINT) if all_on_map else f"{VIERTEL_HINT} {farther}"


def viertel_title(label: str) -> str:
    return f"{VIERTEL}: {label}" if label else str(VIERTEL)


def viertel_alternative(scale: str, count: int) -> str:
    return _(
        "Karte der Umgebung im Maßstab {scale} mit {count} nummerierten Orten. Alle Orte stehen mit Adresse, Telefon "
        "und Fußweg in der Liste darunter."
    ).format(scale=scale, count=count)


def your_sozialraum(area: str) -> str:
    return _("Ihr Sozialraum: {area}").format(area=area)


def minutes_on_foot(count: int) -> str:
    return _("{count} Minuten zu Fuß").format(count=count)


def minutes(count: int) -> str:
    return _("{count} Min.").format(count=count)


def walk(count: int | None, distance_m: float) -> str:
    """Minutes, or kilometres where nobody walks."""
    return minutes(count) if count is not None else _("{distance} km").format(distance=round(distance_m / 1000))
