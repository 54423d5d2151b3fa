"""The closed lists of the directory. Values are stored and stand in the API; labels are what staff read."""

from django.db.models import TextChoices


class Visibility(TextChoices):
    """What the public may learn about where a place is. Enforced by the database (public.sql)."""

    PUBLIC = "public", "öffentlich: mit Adresse auf der Karte"
    AREA = "area", "nur Sozialraum: ohne Straße, nicht auf der Karte"
    PHONE_ONLY = "phone_only", "nur Telefon: geschützter Ort, Adresse wird nicht gespeichert"
    INTERNAL = "internal", "intern: nirgends öffentlich"


STRICTNESS = (Visibility.PUBLIC, Visibility.AREA, Visibility.PHONE_ONLY, Visibility.INTERNAL)
"""From what everybody may know to what nobody may."""


class State(TextChoices):
    DRAFT = "draft", "Entwurf"
    PUBLISHED = "published", "veröffentlicht"
    CLOSED = "closed", "geschlossen"


class GeometrySource(TextChoices):
    """Where a location comes from; unrecoverable later, and it decides the licence."""

    NONE = "", "ohne Lage"
    GIVEN = "given", "aus der Quelle"
    REGISTER = "register", "Hauskoordinate"
    NEAREST_NUMBER = "nearest_number", "nächste Hausnummer"
    STREET = "street", "Straßenmitte"
    MANUAL = "manual", "von Hand gesetzt"
    OSM = "osm", "OpenStreetMap"


class VerifiedVia(TextChoices):
    """On which way somebody said that a place is as it is written down."""

    UNKNOWN = "", "unbekannt"
    LINK = "link", "Träger-Link"
    PHONE = "phone", "Telefon"
    OFFICE = "office", "Amt"
    IMPORT = "import", "Import"


class Wheelchair(TextChoices):
    UNKNOWN = "", "unbekannt"
    YES = "yes", "rollstuhlgerecht"
    LIMITED = "limited", "teilweise rollstuhlgerecht"
    NO = "no", "nicht rollstuhlgerecht"


class PramAccess(TextChoices):
    UNKNOWN = "", "unbekannt"
    YES = "yes", "mit Kinderwagen gut zu erreichen"
    LIMITED = "limited", "mit Kinderwagen nur teilweise zu erreichen"
    NO = "no", "mit Kinderwagen nicht zu erreichen"


class ChangingTable(TextChoices):
    UNKNOWN = "", "unbekannt"
    YES = "yes", "vorhanden"
    NO = "no", "nicht vorhanden"


class Cost(TextChoices):
    UNKNOWN = "", "unbekannt"
    FREE = "free", "kostenlos"
    INCOME = "income", "einkommensabhängig"
    FEE = "fee", "Beitrag"
    PARTLY = "partly", "teils kostenlos"


class InSchoolHolidays(TextChoices):
    AS_WRITTEN = "", "wie in den Öffnungszeiten"
    CLOSED = "closed", "in den Schulferien geschlossen"


class PlaygroundClass(TextChoices):
    """The three classes of Oberhausen's Spielraumentwicklungsplan."""

    NONE = "", "–"
    NEARBY = "hausnah", "hausnahe Spielfläche"
    SOZIALRAUM = "sozialraum", "Spielfläche für den Sozialraum"
    CITY = "ueberregional", "Spielfläche mit überregionaler Bedeutung"


class Shape(TextChoices):
    CIRCLE = "circle", "Kreis"
    ROUNDED_SQUARE = "rounded_square", "abgerundetes Quadrat"
