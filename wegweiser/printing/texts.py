"""The fixed German texts of a sheet."""

from datetime import date

from wegweiser.directory.city import CityProfile
from wegweiser.printing.data import SheetData
from wegweiser.printing.paper import Paper

SERIES = "Wegweiser für Familien"
HINT = "Die Nummern stehen auf der Rückseite."
LEGEND = "Zeichenerklärung"
SKETCH = "Skizze, nicht amtlich"
HATCHED = "Schraffiert: Dafür gibt es hier keine Karte."
OVERVIEW = "Übersichtsplan ohne Straßen"
WALK = "5 Minuten zu Fuß"
WITHOUT_MAP = "ohne Karte"
OUTSIDE = "außerhalb"
WHOLE_CITY = "Für die ganze Stadt"
PLAYGROUNDS = "Spielplätze"
CONTINUED = "(weiter)"
UP_TO_DATE = "Immer aktuell:"
HELP = "Hilfe sofort"
RESCUE = "Feuerwehr, Rettungsdienst"
OFFICE = "Fragen? Wir helfen gern."
OWN_NUMBERS = "Unsere Nummern"
OWN_NUMBERS_HINT = "Zum Eintragen. Hängen Sie den Plan an den Kühlschrank."
OWN_NUMBERS_LABELS = (
    "Kita",
    "Schule",
    "Kinderarzt",
    "Hausarzt",
    "Hebamme",
    "Arbeit",
    "Nachbarn",
    "Großeltern",
    "Freunde",
)
NOTES = "Notizen"
GUIDE = "So finden Sie einen Ort"
GUIDE_STEPS = (
    "Suchen Sie im Verzeichnis, was Sie brauchen. Farben und Zeichen sind dieselben wie auf der Karte.",
    "Merken Sie sich die Nummer links und das Feld rechts, zum Beispiel C4.",
    "Die Buchstaben stehen am oberen und unteren Rand der Karte, die Zahlen links und rechts.",
    "Im Feld finden Sie das Schild mit der Nummer. Steht es neben seinem Ort, führt eine dünne Linie dorthin.",
    "„Ohne Karte“ heißt: Der Ort bleibt geschützt oder ist nur am Telefon da. Rufen Sie an.",
    "„Außerhalb“ heißt: Der Ort liegt nicht auf dieser Karte, ist aber auch für Sie da.",
)
FEEDBACK = "Stimmt etwas nicht?"
FEEDBACK_HINT = (
    "Nummern und Zeiten ändern sich. Fehlt ein Ort, oder ist einer umgezogen? "
    "Bitte sagen Sie es uns, damit der nächste Plan stimmt."
)
FEEDBACK_LINK = "Was sich seit dem Druck geändert hat, sehen Sie hier:"
SHEETS = "Die Pläne für {city}"
SHEETS_HINT = "Für jeden Sozialraum gibt es einen eigenen Plan. Dieser hier ist hervorgehoben."
INSERT_HINT = "weiter auf dem Beiblatt"
SYMBOLS = "Zeichen: Font Awesome Free (CC BY 4.0), eigene. Schrift: Noto Sans (OFL)."


def notes(data: SheetData) -> tuple[str, ...]:
    """What a reader must know before trusting the map."""
    said = [
        (OVERVIEW, not data.basemap_token),
        (SKETCH, data.city.sozialraeume.sketch and SKETCH not in data.city.notice),
        (HATCHED, data.coverage is not None and not data.coverage.covers(data.area.boundary)),
        (data.city.notice, bool(data.city.notice)),
    ]
    return tuple(text for text, holds in said if holds)


def stand(day: date) -> str:
    return f"Stand: {day:%d.%m.%Y}"


def scale(denominator: float) -> str:
    return f"1 : {denominator:,.0f}".replace(",", "\u00a0")


def edition(data: SheetData, denominator: float, cell_m: int, code: str) -> str:
    return f"{scale(denominator)} · Gitter {length(cell_m)} · {stand(data.stand)} · Ausgabe {code}"


def sources(data: SheetData, hatched: bool = False) -> str:
    said = "Quellen: " + "; ".join([*dict.fromkeys(data.sources)]) + ". " + SYMBOLS
    return f"{HATCHED} {said}" if hatched else said


def title(data: SheetData, paper: Paper) -> str:
    return f"{SERIES}: {data.area.name} ({data.city.name}, {paper.label})"


def alternative(data: SheetData, denominator: float, on_map: int) -> str:
    """What somebody hears who cannot see the map."""
    return (
        f"Karte des Sozialraums {data.area.name} im Maßstab {scale(denominator)} mit {on_map} nummerierten "
        f"Einrichtungen. Alle Einrichtungen mit Adresse und Telefon siehe Verzeichnis auf der Rückseite."
    )


def insert_title(data: SheetData) -> str:
    return f"{SERIES}: {data.area.name} – Beiblatt zum Verzeichnis"


def length(metres: int) -> str:
    return f"{metres // 1000} km" if metres >= 1000 else f"{metres} m"


def imprint(city: CityProfile) -> list[str]:
    said = city.imprint
    publisher = f"Herausgeber: {said.publisher}"
    if said.represented_by:
        publisher += f", vertreten durch: {said.represented_by}"
    parts = [f"{publisher}.", f"Verantwortlich: {said.responsible}." if said.responsible else "", said.edition_note]
    return [part for part in parts if part]
