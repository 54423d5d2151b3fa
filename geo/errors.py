"""One class per mistake a person can make; each message is a sentence that names the culprit."""

from typing import ClassVar


class GeoError(Exception):
    """What geo refuses or cannot do."""


class BasemapImportError(GeoError):
    """The extract cannot become a base map; the old one is untouched."""


class LayerMissing(GeoError):
    """A table that a map draws from is not there: nothing has been imported yet."""


class FontMissing(GeoError):
    """A font file that map texts need is not installed."""


class DrawingFailed(GeoError):
    """Mapnik refused a document or could not reach its data."""


class ExtentTooLarge(GeoError):
    """No scale of the series holds this much ground on this much paper."""


class VectorFileError(GeoError):
    """A file with geometries cannot be read; the sentence names file and feature."""


class PolygonError(GeoError):
    """A geometry cannot serve as an area; the sentence begins where the area's name ends."""


class AddressFileError(GeoError):
    """A file with addresses cannot be read; the sentence names file, line and field."""


class Mistake(GeoError):
    """What a visitor of API or tiles mistyped: parameter, value and limit are named, in German and English."""

    german: ClassVar[str]
    english: ClassVar[str]
    _LONGEST_ECHO = 80

    def __init__(self, **facts: object) -> None:
        self.facts = {name: self._shortened(value) for name, value in facts.items()}
        super().__init__(self.sentence("en"))

    def sentence(self, language: str) -> str:
        template = self.german if language == "de" else self.english
        return template.format(**self.facts)

    def _shortened(self, value: object) -> str:
        text = ", ".join(map(str, value)) if isinstance(value, (list, tuple, set)) else str(value)
        too_long = isinstance(value, str) and len(text) > self._LONGEST_ECHO
        return f"{text[: self._LONGEST_ECHO]}…" if too_long else text


class UnknownParameter(Mistake):
    german = "Den Parameter „{name}“ gibt es hier nicht. Erlaubt sind: {known}."
    english = "There is no parameter “{name}” here. Allowed are: {known}."


class RepeatedParameter(Mistake):
    german = "Der Parameter „{name}“ steht mehrmals in der Adresse; einmal ist richtig."
    english = "The parameter “{name}” is given more than once; once is right."


class NotANumber(Mistake):
    german = "„{name}“ ist „{value}“; das ist keine Zahl, mit der sich rechnen lässt."
    english = "“{name}” is “{value}”, which is not a finite number."


class NotAWholeNumber(Mistake):
    german = "„{name}“ ist „{value}“; erlaubt ist eine ganze Zahl ab {minimum}."
    english = "“{name}” is “{value}”; allowed is a whole number from {minimum} up."


class OutOfRange(Mistake):
    german = "„{name}“ enthält {value}; erlaubt ist {minimum} bis {maximum}."
    english = "“{name}” contains {value}; allowed is {minimum} to {maximum}."


class WrongCount(Mistake):
    german = "„{name}“ ist „{value}“ und hat {count} Zahlen; erlaubt sind vier: West,Süd,Ost,Nord in Grad."
    english = "“{name}” is “{value}” and has {count} numbers; allowed are four: west,south,east,north in degrees."


class SwappedCorners(Mistake):
    german = "„{name}“ ist „{value}“; erlaubt ist West < Ost und Süd < Nord, Länge vor Breite."
    english = "“{name}” is “{value}”; allowed is west < east and south < north, longitude before latitude."


class UnknownValue(Mistake):
    german = "„{name}“ ist „{value}“; das gibt es hier nicht. Erlaubt sind: {known}."
    english = "“{name}” is “{value}”, which does not exist here. Allowed are: {known}."


class UnknownLayer(Mistake):
    german = "Die Kartenebene „{value}“ gibt es nicht. Es gibt: {known}."
    english = "There is no layer “{value}”. There are: {known}."


class UnknownFormat(Mistake):
    german = "Die Ebene „{layer}“ gibt es nicht als „{value}“. Es gibt: {known}."
    english = "The layer “{layer}” does not come as “{value}”. There are: {known}."


class UnknownCollection(Mistake):
    german = "Die Sammlung „{value}“ gibt es nicht. Es gibt: {known}."
    english = "There is no collection “{value}”. There are: {known}."


class UnknownItem(Mistake):
    german = "In „{collection}“ gibt es „{value}“ nicht."
    english = "There is no “{value}” in “{collection}”."


class UnknownAddress(Mistake):
    german = "Unter dieser Adresse gibt es nichts. Die Übersicht steht unter {start}."
    english = "There is nothing at this address. The overview is at {start}."


class TileOutsideGrid(Mistake):
    german = "Kachel {name}={value} liegt außerhalb des Gitters; auf Zoomstufe {zoom} ist erlaubt 0 bis {maximum}."
    english = "Tile {name}={value} is outside the grid; at zoom {zoom}, 0 to {maximum} is allowed."


class ZoomOutOfRange(Mistake):
    german = "Zoomstufe {value} gibt es nicht; erlaubt ist {minimum} bis {maximum}."
    english = "There is no zoom {value}; {minimum} to {maximum} is allowed."


class NotJson(Mistake):
    german = "Der Inhalt der Anfrage ist kein JSON-Objekt von höchstens {limit} Zeichen."
    english = "The body is not a JSON object of at most {limit} characters."


class MissingParameter(Mistake):
    german = "„{name}“ fehlt."
    english = "“{name}” is missing."


class WrongKind(Mistake):
    german = "„{name}“ ist „{value}“; erlaubt ist {wanted}."
    english = "“{name}” is “{value}”; allowed is {wanted}."
