"""The fixed texts of flyer, „Mein Viertel“, Ausmalplan and Aushang, in the language that is active when used."""

from django.utils.translation import gettext_lazy as _

FLYER_SERIES = _("Auf einen Blick")
LEAFLET_HINT = _("weiter auf dem Einlegeblatt")
LEAFLET = _("Einlegeblatt")


def flyer_description(name: str, area: str, count: int) -> str:
    return _("Faltblatt „{name}“ für {area}: {count} Orte mit Adresse und Telefon.").format(
        name=name, area=area, count=count
    )


def traeger(name: str) -> str:
    return _("Träger: {name}").format(name=name)
