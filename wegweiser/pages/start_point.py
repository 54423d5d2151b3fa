"""Where somebody is or wants to be: typed as an address, found by the browser, tapped on the map, or a Sozialraum."""

from dataclasses import dataclass

from django.contrib.gis.geos import Point
from django.http import QueryDict
from django.utils.translation import gettext

from geo.errors import Mistake
from geo.gazetteer.choice import find
from geo.gazetteer.geocoder import Confidence
from geo.gazetteer.suggestions import Suggestion
from geo.gazetteer.typed import LONGEST_TEXT
from geo.params import degrees_of


@dataclass(frozen=True)
class StartPoint:
    """A point, or why there is none: several addresses to choose from, or a sentence."""

    point: Point | None = None
    label: str = ""
    note: str = ""
    """How sure the point is, where it is not that very house."""
    offers: tuple[Suggestion, ...] = ()
    trouble: str = ""

    @classmethod
    def of(cls, posted: QueryDict) -> "StartPoint":
        typed = {name: posted.get(name) or "" for name in ("laenge", "breite", "gewaehlt", "adresse")}
        if typed["laenge"]:
            return _position(typed["laenge"], typed["breite"])
        return _address(typed["gewaehlt"] or typed["adresse"])


def sureness(suggestion: Suggestion) -> str:
    """In words for visitors; nothing for the very house."""
    if suggestion.confidence is Confidence.NEAREST_NUMBER:
        return gettext("nächste Hausnummer")
    if suggestion.confidence is Confidence.STREET:
        return gettext("Mitte der Straße")
    return ""


def _position(lon: str, lat: str) -> StartPoint:
    try:
        return StartPoint(degrees_of(lon, lat), gettext("Ihr Standort"))
    except Mistake:
        return StartPoint(trouble=gettext("Diesen Standort können wir nicht lesen. Bitte geben Sie eine Adresse ein."))


def _address(typed: str) -> StartPoint:
    address = "".join(sign for sign in typed[:LONGEST_TEXT] if sign.isprintable()).strip()
    if not address:
        return StartPoint(trouble=gettext("Bitte geben Sie eine Straße ein."))
    found = find(address)
    if found.place:
        return StartPoint(found.place.point, found.place.label, sureness(found.place))
    if found.choices:
        return StartPoint(label=address, offers=found.choices, trouble=gettext("Welche Adresse meinen Sie?"))
    unknown = gettext("Diese Adresse kennen wir nicht. Bitte prüfen Sie Straße und Hausnummer.")
    return StartPoint(label=address, trouble=unknown)
