"""What a place's own page says beyond its card, in the page's language."""

from dataclasses import dataclass

from django.utils.translation import get_language, get_language_info, gettext

from wegweiser.directory import hour_notes
from wegweiser.directory.ages import ages_text
from wegweiser.directory.choices import ChangingTable, Cost, PlaygroundClass, PramAccess, Wheelchair
from wegweiser.directory.direction import listed
from wegweiser.directory.hours import readable
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.models.taxonomy import Flag


@dataclass(frozen=True)
class Facts:
    hours: list[str]
    hours_note: str | None
    """None where it is written in German only."""
    ages: str
    languages: str
    wheelchair: str
    pram: str
    changing_table: str
    cost: str
    playground: str
    flags: list[str]

    @classmethod
    def of(cls, place: PublicFacility, flags: list[Flag]) -> "Facts":
        language = get_language() or "de"
        return cls(
            hours=(readable(place.opening_hours) or [place.opening_hours]) if place.opening_hours else [],
            hours_note=hour_notes.translated(place.hours_note),
            ages=ages_text(place.age_from_months, place.age_to_months),
            languages=listed(language_name(code) for code in place.languages),
            wheelchair=_wheelchair(place.wheelchair),
            pram=_pram(place.pram),
            changing_table=_changing_table(place.changing_table),
            cost=_cost(place.cost),
            playground=_playground(place.playground_class),
            flags=[flag.name_in(language) for flag in flags],
        )


def language_name(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _wheelchair(value: str) -> str:
    texts = {
        Wheelchair.YES: gettext("rollstuhlgerecht"),
        Wheelchair.LIMITED: gettext("teilweise rollstuhlgerecht"),
        Wheelchair.NO: gettext("nicht rollstuhlgerecht"),
    }
    return texts.get(Wheelchair(value), "")


def _pram(value: str) -> str:
    texts = {
        PramAccess.YES: gettext("gut zu erreichen"),
        PramAccess.LIMITED: gettext("nur teilweise zu erreichen"),
        PramAccess.NO: gettext("nicht zu erreichen"),
    }
    return texts.get(PramAccess(value), "")


def _changing_table(value: str) -> str:
    texts = {ChangingTable.YES: gettext("vorhanden"), ChangingTable.NO: gettext("nicht vorhanden")}
    return texts.get(ChangingTable(value), "")


def _cost(value: str) -> str:
    texts = {
        Cost.FREE: gettext("kostenlos"),
        Cost.INCOME: gettext("nach Einkommen"),
        Cost.FEE: gettext("kostet einen Beitrag"),
        Cost.PARTLY: gettext("teils kostenlos"),
    }
    return texts.get(Cost(value), "")


def _playground(value: str) -> str:
    texts = {
        PlaygroundClass.NEARBY: gettext("kleiner Spielplatz in der Nähe"),
        PlaygroundClass.SOZIALRAUM: gettext("Spielplatz für den Stadtteil"),
        PlaygroundClass.CITY: gettext("großer Spielplatz für die ganze Stadt"),
    }
    return texts.get(PlaygroundClass(value), "")
