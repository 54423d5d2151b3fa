"""The fixed texts of a sheet, in the language that is active when they are used."""

from datetime import date

from django.conf import settings
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from wegweiser.directory.city import CityProfile
from wegweiser.directory.direction import kept
from wegweiser.directory.translations import written_date
from wegweiser.printing.crowd import span
from wegweiser.printing.values import SheetData

SERIES = _("Wegweiser für Familien")
HINT = _("Die Nummern stehen auf der Rückseite.")
LEGEND = _("Zeichenerklärung")
SKETCH = _("Skizze, nicht amtlich")
INDEX_BEHIND = _("Alle Orte mit Adresse und Telefon stehen im Verzeichnis auf der Rückseite.")
HATCHED = _("Schraffiert: Dafür gibt es hier keine Karte.")
OVERVIEW = _("Übersichtsplan ohne Straßen")
WALK = _("5 Minuten zu Fuß")
WITHOUT_MAP = _("ohne Karte")
OUTSIDE = _("außerhalb")
WHOLE_CITY = _("Für die ganze Stadt")
PLAYGROUNDS = _("Spielplätze")
CONTINUED = _("(weiter)")
UP_TO_DATE = _("Immer aktuell:")
HELP = _("Hilfe sofort")
RESCUE = _("Feuerwehr, Rettungsdienst")
OFFICE = _("Fragen? Wir helfen gern.")
OWN_NUMBERS = _("Unsere Nummern")
OWN_NUMBERS_HINT = _("Zum Eintragen. Hängen Sie den Plan an den Kühlschrank.")
OWN_NUMBERS_LABELS = (
    _("Kita"),
    _("Schule"),
    _("Kinderarzt"),
    _("Hausarzt"),
    _("Hebamme"),
    _("Arbeit"),
    _("Nachbarn"),
    _("Großeltern"),
    _("Freunde"),
)
NOTES = _("Notizen")
GUIDE = _("So finden Sie einen Ort")
GUIDE_STEPS = (
    _("Suchen Sie im Verzeichnis, was Sie brauchen. Farben und Zeichen sind dieselben wie auf der Karte."),
    _("Merken Sie sich die Nummer links und das Feld rechts, zum Beispiel C4."),
    _("Die Buchstaben stehen am oberen und unteren Rand der Karte, die Zahlen links und rechts."),
    _("Im Feld finden Sie das Schild mit der Nummer. Steht es neben seinem Ort, führt eine dünne Linie dorthin."),
    _("„Ohne Karte“ heißt: Der Ort bleibt geschützt oder ist nur am Telefon da. Rufen Sie an."),
    _("„Außerhalb“ heißt: Der Ort liegt nicht auf dieser Karte, ist aber auch für Sie da."),
)
FEEDBACK = _("Stimmt etwas nicht?")
FEEDBACK_HINT = _(
    "Nummern und Zeiten ändern sich. Fehlt ein Ort, oder ist einer umgezogen? "
    "Bitte sagen Sie es uns, damit der nächste Plan stimmt."
)
FEEDBACK_LINK = _("Was sich seit dem Druck geändert hat, sehen Sie hier:")
SHEETS_HINT = _("Für jeden Sozialraum gibt es einen eigenen Plan. Dieser hier ist hervorgehoben.")
DRAFT = _("Entwurf")
INSERT_HINT = _("weiter auf dem Beiblatt")
SYMBOLS = _("Zeichen: Font Awesome Free (CC BY 4.0), eigene. Schrift: Noto Sans (OFL).")


def notes(data: SheetData) -> tuple[str, ...]:
    """What a reader must know before trusting the map."""
    said = [
        (OVERVIEW, not data.basemap_token),
        (SKETCH, data.city.sozialraeume.sketch and "nicht amtlich" not in data.city.notice),
        (HATCHED, data.coverage is not None and not data.coverage.covers(data.area.boundary)),
        (kept(data.city.said_notice.text), bool(data.city.notice)),
    ]
    return tuple(str(text) for text, holds in said if holds)


def stand(day: date) -> str:
    return _("Stand: {day}").format(day=written_date(day))


def scale(denominator: float) -> str:
    return kept(f"1 : {denominator:,.0f}".replace(",", "\u00a0"))


def edition(data: SheetData, denominator: float, cell_m: int, code: str) -> str:
    grid = _("Gitter {length}").format(length=length(cell_m))
    return f"{scale(denominator)} · {grid} · {stand(data.stand)} · {edition_code(code)}"


def edition_code(code: str) -> str:
    return _("Ausgabe {code}").format(code=kept(code))


def sources(data: SheetData, hatched: bool = False) -> str:
    said = _("Quellen: {names}.").format(names=kept("; ".join(dict.fromkeys(data.sources))))
    return " ".join([*([str(HATCHED)] if hatched else []), said, str(SYMBOLS)])


def title(data: SheetData) -> str:
    named = f"{SERIES}: {data.title} ({data.city.name}, {data.definition.paper.label})"
    return f"{named} – {DRAFT}" if data.definition.draft else named


def since(data: SheetData) -> list[str]:
    """The numbers that somebody should look at who has the edition before."""
    if data.since is None:
        return []
    parts = [
        (_("neu: {numbers}"), data.since.new),
        (_("geändert: {numbers}"), data.since.changed),
        (_("entfallen: {numbers}"), data.since.dropped),
    ]
    said = "; ".join(text.format(numbers=span(numbers).replace(",", ", ")) for text, numbers in parts if numbers)
    return [_("Seit Ausgabe {number} – {changes}.").format(number=data.since.edition, changes=said)]


def alternative(data: SheetData, denominator: float, on_map: int) -> str:
    """What somebody hears who cannot see the map."""
    said = ngettext(
        "Karte des Sozialraums {area} im Maßstab {scale} mit {count} nummerierten Ort.",
        "Karte des Sozialraums {area} im Maßstab {scale} mit {count} nummerierten Orten.",
        on_map,
    )
    figure = said.format(area=kept(data.area.name), scale=scale(denominator), count=on_map)
    return f"{figure} {INDEX_BEHIND}"


def inset(denominator: float) -> str:
    return _("Ausschnitt {scale}").format(scale=scale(denominator))


def inset_alternative(count: int) -> str:
    return _("Der Ausschnitt zeigt {count} Einrichtungen größer.").format(count=count)


def insert_title(data: SheetData) -> str:
    return _("{series}: {area} – Beiblatt zum Verzeichnis").format(series=SERIES, area=kept(data.title))


def sheets(data: SheetData) -> str:
    return _("Die Pläne für {city}").format(city=kept(data.city.name))


def qr_code(address: str) -> str:
    return _("QR-Code zu {address}").format(address=kept(address))


def length(metres: int) -> str:
    if metres >= 1000:
        return _("{number} km").format(number=metres // 1000)
    return _("{number} m").format(number=metres)


def imprint(city: CityProfile) -> list[str]:
    said = city.imprint
    represented = _("Herausgeber: {name}, vertreten durch: {by}.") if said.represented_by else _("Herausgeber: {name}.")
    publisher = represented.format(name=kept(said.publisher), by=kept(said.represented_by))
    responsible = _("Verantwortlich: {name}.").format(name=kept(said.responsible)) if said.responsible else ""
    return [
        part
        for part in (publisher, responsible, kept(said.edition_note_in(get_language() or settings.LANGUAGE_CODE)))
        if part
    ]
