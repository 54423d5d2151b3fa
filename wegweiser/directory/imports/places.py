"""A row of a source becomes a place: every field checked, its visibility settled before its location is looked at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from geo.gazetteer.normalise import split_address
from wegweiser.directory.categories import Category, Taxonomy
from wegweiser.directory.choices import GeometrySource, PlaygroundClass, State, Visibility, Wheelchair
from wegweiser.directory.city import FacilityFile
from wegweiser.directory.imports import fields
from wegweiser.directory.imports.area import CityArea
from wegweiser.directory.imports.fields import FieldFault, RowFault
from wegweiser.directory.imports.placing import BORDER_M, Sozialraeume, location
from wegweiser.directory.imports.stored import Stored
from wegweiser.directory.imports.table import Row
from wegweiser.directory.models.facility import Facility

STRICTNESS = [Visibility.PUBLIC, Visibility.AREA, Visibility.PHONE_ONLY, Visibility.INTERNAL]
ADDRESS = ("street", "house_number", "postcode", "city")
WHEELCHAIR = {"ja": "yes", "nein": "no", "teilweise": "limited", "unknown": "", "unbekannt": "", "": ""}

Parser = Callable[[str], object]
PARSERS: dict[str, Parser] = {
    "name_addition": str,
    "description": str,
    "street": str,
    "house_number": str,
    "city": str,
    "email": fields.email,
    "website": fields.website,
    "opening_hours": fields.opening_hours,
    "hours_note": str,
    "age_from_months": fields.months,
    "age_to_months": fields.months,
    "languages": fields.languages,
    "wheelchair": lambda value: fields.choice(value, Wheelchair, WHEELCHAIR),
    "playground_class": lambda value: fields.choice(value, PlaygroundClass),
    "playground_ages": str,
    "verified_on": fields.day,
    "traeger": str,
}
ESSENTIAL: dict[str, Parser] = {
    "citywide": fields.yes_or_no,
    "state": lambda value: fields.choice(value, State),
}
"""A value that cannot be read costs the row: leaving it out would change whom the public is told what."""

OUR_FIELDS = {
    *PARSERS, *ESSENTIAL, *ADDRESS, "address", "origin_id", "name", "category", "secondary_categories", "flags",
    "x", "y", "phone", "phone_prefix", "visibility", "serves",
}  # fmt: skip


class Elsewhere(RowFault):
    """The place lies outside of the city and says nothing of why it matters to it."""


@dataclass(frozen=True)
class Context:
    """What rows of all sources are checked against."""

    taxonomy: Taxonomy
    area: CityArea
    sozialraeume: Sozialraeume
    postcode_digits: int


@dataclass
class Place:
    row: Row
    origin_id: str
    values: dict[str, Any] = field(default_factory=dict)
    """Columns of Facility that the source delivers; what it does not know stays as it is."""
    traeger: str | None = None
    secondary_categories: tuple[str, ...] | None = None
    serves: tuple[str, ...] | None = None
    warnings: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.values["name"])


class PlaceReader:
    """Reads the rows of one source."""

    def __init__(self, spec: FacilityFile, srid: int, context: Context) -> None:
        self.spec, self.srid, self.context = spec, srid, context

    def origin_id(self, row: Row) -> str:
        return str(self._mapped(row).get("origin_id", "")).strip()

    def read(self, row: Row, stored: Stored) -> Place:
        """Raises RowFault."""
        texts = {name: self._text(name, value) for name, value in self._mapped(row).items()}
        _split_address(texts)
        place = Place(row, texts.get("origin_id", ""))
        if not place.origin_id:
            raise RowFault("es fehlt die Nummer (origin_id)")
        known = stored.places.get(place.origin_id)
        self._identify(place, texts)
        self._take_fields(place, texts)
        self._settle_visibility(place, texts.get("visibility", ""), known)
        if not self._keeps_secret(place, known):
            self._locate(place, texts)
            self._find_sozialraum(place, known, stored)
        return place

    def _mapped(self, row: Row) -> dict[str, str]:
        mapped = {name: row.values.get(header, "") for name, header in self.spec.columns.items()}
        for name, words in self.spec.values.items():
            mapped[name] = words.get(mapped.get(name, ""), mapped.get(name, ""))
        return {**mapped, **{name: mapped.get(name) or value for name, value in self.spec.defaults.items()}}

    def _text(self, name: str, value: str) -> str:
        try:
            cleaned = fields.text(value)
        except RowFault as fault:
            raise RowFault(f"{name} {fault}") from None
        limit = getattr(Facility._meta.get_field(name), "max_length", None) if name in LIMITED else None
        if limit and len(cleaned) > limit:
            raise RowFault(f"{name} hat {len(cleaned)} Zeichen, höchstens {limit} passen")
        return cleaned

    def _identify(self, place: Place, texts: Mapping[str, str]) -> None:
        name, code = texts.get("name", ""), texts.get("category", "")
        if not name:
            raise RowFault("es fehlt der Name (name)")
        category = self._category(code)
        place.values.update(origin_id=place.origin_id, name=name, category_id=category.code)
        if "secondary_categories" in texts:
            codes = fields.code_list(texts["secondary_categories"])
            place.secondary_categories = tuple(sorted(self._category(each).code for each in codes))
        if "flags" in texts:
            flags = fields.code_list(texts["flags"])
            unknown = [flag for flag in flags if flag not in self.context.taxonomy.flags]
            if unknown:
                raise RowFault(f"das Merkmal „{unknown[0]}“ (flags) gibt es nicht")
            place.values["flags"] = list(flags)
        if "serves" in texts:
            place.serves = tuple(sorted(self._sozialraum(each) for each in fields.code_list(texts["serves"])))

    def _category(self, code: str) -> Category:
        try:
            return self.context.taxonomy.categories[code]
        except KeyError:
            raise RowFault(f"die Art „{code}“ (category) gibt es nicht") from None

    def _sozialraum(self, code: str) -> str:
        for known, name in self.context.sozialraeume.names.items():
            if code in (known, name):
                return known
        raise RowFault(f"den Sozialraum „{code}“ (serves) gibt es nicht")

    def _take_fields(self, place: Place, texts: Mapping[str, str]) -> None:
        for name in texts:
            if name in ESSENTIAL and texts[name]:
                try:
                    place.values[name] = ESSENTIAL[name](texts[name])
                except FieldFault as fault:
                    raise RowFault(f"{name}: {fault}") from None
            elif name in PARSERS:
                self._take(place, name, texts[name])
        if "postcode" in texts:
            place.values["postcode"] = fields.postcode(texts["postcode"], self.context.postcode_digits)
        if "phone" in texts:
            self._take_phone(place, texts)
        place.traeger = place.values.pop("traeger", None)
        _keep_unreadable_hours(place, texts)
        _order_ages(place)

    def _take(self, place: Place, name: str, value: str) -> None:
        try:
            place.values[name] = PARSERS[name](value)
        except FieldFault as fault:
            place.values[name] = getattr(UNSET, name)
            place.warnings.append(f"{name}: {fault}; weggelassen")

    def _take_phone(self, place: Place, texts: Mapping[str, str]) -> None:
        try:
            place.values["phone"] = fields.phone(texts["phone"], texts.get("phone_prefix", ""))
        except FieldFault as fault:
            place.values["phone"] = ""
            place.warnings.append(f"phone: {fault}; weggelassen")

    def _settle_visibility(self, place: Place, given: str, known: Facility | None) -> None:
        """What protects people is never loosened by a file: neither a kind's protection nor an earlier decision."""
        usual = self.context.taxonomy.categories[place.values["category_id"]].visibility
        try:
            wanted = Visibility(fields.choice(given, Visibility)) if given else None
        except FieldFault as fault:
            raise RowFault(f"visibility: {fault}") from None
        lowest = Visibility.PHONE_ONLY if usual == Visibility.PHONE_ONLY else Visibility.PUBLIC
        if known:
            lowest = max(lowest, Visibility(known.visibility), key=STRICTNESS.index)
        settled = max(lowest, wanted or (lowest if known else usual), key=STRICTNESS.index)
        if wanted and settled != wanted:
            place.warnings.append(f"visibility: bleibt „{settled}“, die Datei nennt „{wanted}“")
        place.values["visibility"] = settled

    def _keeps_secret(self, place: Place, known: Facility | None) -> bool:
        """A protected place stays without a location, also where it was protected only before."""
        if Visibility.PHONE_ONLY not in {place.values["visibility"], known.visibility if known else ""}:
            return False
        if any(place.values.get(name) for name in ADDRESS):
            place.warnings.append("geschützter Ort: Anschrift und Lage wurden nicht übernommen")
        place.values.update(dict.fromkeys(ADDRESS, ""), point=None, geometry_source=GeometrySource.NONE)
        place.serves = ()
        return True

    def _locate(self, place: Place, texts: Mapping[str, str]) -> None:
        if not {"x", "street"} & texts.keys():
            return
        found = location({**texts, **_address(place)}, self.context.area, self.srid)
        if found is None:
            place.values.update(point=None, geometry_source=GeometrySource.NONE)
            _warn_of_nowhere(place)
            return
        drawn = found.source == GeometrySource.GIVEN and self.spec.format == "osm"
        place.values.update(point=found.point, geometry_source=GeometrySource.OSM if drawn else found.source)
        if found.source in (GeometrySource.NEAREST_NUMBER, GeometrySource.STREET):
            place.warnings.append(f"Lage ungefähr: {found.source.label}")

    def _find_sozialraum(self, place: Place, known: Facility | None, stored: Stored) -> None:
        """A place outside has to say for whom it is there; just beyond a border that goes without saying."""
        serves = place.serves or (place.serves is None and known and stored.links("serves", known))
        citywide = place.values.get("citywide", known.citywide if known else False)
        if place.values.get("point") is None or serves or citywide:
            return
        code, distance_m = self.context.sozialraeume.nearest(place.values["point"])
        name = self.context.sozialraeume.names[code]
        if distance_m > BORDER_M:
            raise Elsewhere(
                f"liegt {distance_m:.0f} m außerhalb aller Sozialräume (am nächsten: {name}) und sagt nicht, "
                "für wen der Ort da ist (serves oder citywide)"
            )
        if distance_m > 0:
            place.serves = (code,)
            place.warnings.append(f"liegt {distance_m:.0f} m außerhalb der Grenze; gilt als da für {name}")


UNSET = Facility()
"""What each column holds while nothing is known."""
LIMITED = {field.name for field in Facility._meta.concrete_fields}


def _split_address(texts: dict[str, str]) -> None:
    address = texts.pop("address", None)
    if address is not None:
        texts["street"], texts["house_number"] = split_address(address)


def _address(place: Place) -> dict[str, str]:
    return {name: place.values[name] for name in ADDRESS if name in place.values}


def _warn_of_nowhere(place: Place) -> None:
    address = " ".join(place.values.get(name, "") for name in ADDRESS[:2]).strip()
    reason = f"„{address}“ steht nicht im Adressverzeichnis" if address else "weder Koordinaten noch Straße"
    place.warnings.append(f"ohne Lage: {reason}; steht nur in Listen")


def _keep_unreadable_hours(place: Place, texts: Mapping[str, str]) -> None:
    """Hours that the grammar does not know are shown as they were written."""
    written = texts.get("opening_hours", "")
    if written and not place.values.get("opening_hours"):
        parts = [written, texts.get("hours_note", "")]
        place.values["hours_note"] = "; ".join(part for part in parts if part)[:300]
        place.warnings[:] = [warning for warning in place.warnings if not warning.startswith("opening_hours")]
        place.warnings.append(f"opening_hours: „{written}“ ist nicht lesbar und steht nun als Hinweis")


def _order_ages(place: Place) -> None:
    lower, upper = place.values.get("age_from_months"), place.values.get("age_to_months")
    if lower is not None and upper is not None and lower > upper:
        place.values.update(age_from_months=None, age_to_months=None)
        place.warnings.append(f"Alter von {lower} bis {upper} Monaten: vertauscht; weggelassen")
