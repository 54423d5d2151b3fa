"""A row of a source becomes a place: every field checked, its visibility settled before its location is looked at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from geo.gazetteer.normalise import split_address
from wegweiser.directory.categories import Category, Taxonomy
from wegweiser.directory.choices import (
    ChangingTable,
    Cost,
    InSchoolHolidays,
    PlaygroundClass,
    PramAccess,
    State,
    Visibility,
    Wheelchair,
)
from wegweiser.directory.city_sections import FacilityFile
from wegweiser.directory.imports import fields
from wegweiser.directory.imports.fields import FieldFault, RowFault
from wegweiser.directory.imports.mending import mend
from wegweiser.directory.imports.place import ADDRESS, Place
from wegweiser.directory.imports.placing import Placing
from wegweiser.directory.imports.protection import settle_visibility
from wegweiser.directory.imports.stored import Stored
from wegweiser.directory.imports.table import Row
from wegweiser.directory.models.facility import Facility, Traeger

ACCESS = {"ja": "yes", "nein": "no", "teilweise": "limited", "unknown": "", "unbekannt": ""}
COST = {"kostenlos": "free", "einkommensabhängig": "income", "beitrag": "fee", "teils": "partly", "unbekannt": ""}
IN_SCHOOL_HOLIDAYS = {"geschlossen": "closed", "geöffnet": "", "offen": ""}

PARSERS: dict[str, Callable[[str], object]] = {
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
    "wheelchair": lambda value: fields.choice(value, Wheelchair, ACCESS),
    "pram": lambda value: fields.choice(value, PramAccess, ACCESS),
    "changing_table": lambda value: fields.choice(value, ChangingTable, ACCESS),
    "cost": lambda value: fields.choice(value, Cost, COST),
    "card_offer": str,
    "card_from": fields.day,
    "card_to": fields.day,
    "hours_exceptions": fields.opening_hours,
    "in_school_holidays": lambda value: fields.choice(value, InSchoolHolidays, IN_SCHOOL_HOLIDAYS),
    "closed_from": fields.day,
    "closed_to": fields.day,
    "closed_notice": str,
    "playground_class": lambda value: fields.choice(value, PlaygroundClass),
    "playground_ages": str,
    "verified_on": fields.day,
    "traeger": str,
}
"""What cannot be read is left out of the place."""
STRICT = {"name", "category", "secondary_categories", "flags", "visibility", "state", "serves", "citywide"}
"""What cannot be read costs the row: leaving it out would change what the public is told, or whom."""
OUR_FIELDS = {*PARSERS, *STRICT, *ADDRESS, "origin_id", "address", "x", "y", "phone", "phone_prefix"}

Checked = TypeVar("Checked")

UNSET = Facility()
"""What each column holds while nothing is known."""
LENGTHS = {field.attname: field.max_length for field in Facility._meta.concrete_fields if field.max_length}
LONGEST_TRAEGER = Traeger._meta.get_field("name").max_length or 0


@dataclass(frozen=True)
class PlaceReader:
    """Reads the rows of one source."""

    spec: FacilityFile
    taxonomy: Taxonomy
    placing: Placing
    postcode_digits: int

    def origin_id(self, row: Row) -> str:
        return self._mapped(row).get("origin_id", "").strip()

    def read(self, row: Row, stored: Stored) -> Place:
        """Raises RowFault."""
        texts = {name: self._checked(name, fields.text, value) for name, value in self._mapped(row).items()}
        if "address" in texts:
            texts["street"], texts["house_number"] = split_address(texts["address"])
        place = Place(row, texts.get("origin_id", ""))
        if not place.origin_id or not texts.get("name"):
            raise RowFault("es fehlt die Nummer (origin_id) oder der Name (name)")
        known = stored.places.get(place.origin_id)
        category = self._checked("category", self._category, texts.get("category", ""))
        place.values.update(origin_id=place.origin_id, name=texts["name"], category_id=category.code)
        self._take_links(place, texts)
        self._take_fields(place, texts)
        self._take_status(place, texts, category, known)
        if place.values["visibility"] != Visibility.PHONE_ONLY and not (known and _is_protected(known)):
            self.placing.put(place, texts)
            self.placing.find_sozialraum(place, _is_excused(place, known, stored))
        self._check_lengths(place)
        return place

    def _mapped(self, row: Row) -> dict[str, str]:
        mapped = {name: row.values.get(column, "") for name, column in self.spec.columns.items()}
        for name, words in self.spec.values.items():
            mapped[name] = words.get(mapped.get(name, ""), mapped.get(name, ""))
        return {**mapped, **{name: mapped.get(name) or value for name, value in self.spec.defaults.items()}}

    def _checked(self, name: str, parser: Callable[[str], Checked], value: str) -> Checked:
        """A fault, whatever its kind, costs the row and names the column."""
        try:
            return parser(value)
        except (FieldFault, RowFault) as fault:
            raise RowFault(f"„{self.spec.columns.get(name, name)}“: {fault}") from None

    def _category(self, code: str) -> Category:
        try:
            return self.taxonomy.categories[code]
        except KeyError:
            raise FieldFault(f"die Art „{code}“ gibt es nicht") from None

    def _categories(self, codes: str) -> tuple[str, ...]:
        return tuple(sorted(self._category(code).code for code in fields.code_list(codes)))

    def _flags(self, codes: str) -> list[str]:
        flags = list(fields.code_list(codes))
        unknown = [flag for flag in flags if flag not in self.taxonomy.flags]
        if unknown:
            raise FieldFault(f"das Merkmal „{unknown[0]}“ gibt es nicht")
        return flags

    def _sozialraeume(self, codes: str) -> tuple[str, ...]:
        """Codes or names."""
        known = self.placing.sozialraeume.names
        by_name = {name: code for code, name in known.items()}
        served = [code if code in known else by_name.get(code, "") for code in fields.code_list(codes)]
        if not all(served):
            raise FieldFault(f"„{codes}“ nennt einen Sozialraum, den es nicht gibt")
        return tuple(sorted(served))

    def _take_links(self, place: Place, texts: Mapping[str, str]) -> None:
        if "secondary_categories" in texts:
            codes = texts["secondary_categories"]
            place.secondary_categories = self._checked("secondary_categories", self._categories, codes)
        if "serves" in texts:
            place.serves = self._checked("serves", self._sozialraeume, texts["serves"])
        if "flags" in texts:
            place.values["flags"] = self._checked("flags", self._flags, texts["flags"])

    def _take_fields(self, place: Place, texts: Mapping[str, str]) -> None:
        for name in texts.keys() & PARSERS.keys():
            self._take(place, name, PARSERS[name], texts[name])
        if "phone" in texts:
            prefix = texts.get("phone_prefix", "")
            self._take(place, "phone", lambda value: fields.phone(value, prefix), texts["phone"])
        if "postcode" in texts:
            place.values["postcode"] = fields.postcode(texts["postcode"], self.postcode_digits)
        if texts.get("opening_hours") and not place.values["opening_hours"]:
            _keep_as_note(place, texts["opening_hours"])
        mend(place)
        place.traeger = place.values.pop("traeger", None)

    def _take(self, place: Place, name: str, parser: Callable[[str], object], value: str) -> None:
        try:
            place.values[name] = parser(value) if value else getattr(UNSET, name)
        except FieldFault as fault:
            place.values[name] = getattr(UNSET, name)
            outcome = "steht nun als Hinweis" if name == "opening_hours" else "weggelassen"
            place.warnings.append(f"„{self.spec.columns.get(name, name)}“: {fault}; {outcome}")

    def _take_status(self, place: Place, texts: Mapping[str, str], category: Category, known: Facility | None) -> None:
        if texts.get("state"):
            place.values["state"] = self._checked("state", lambda value: fields.choice(value, State), texts["state"])
        if "citywide" in texts:
            place.values["citywide"] = self._checked("citywide", fields.yes_or_no, texts["citywide"])
        elif known is None:
            place.values["citywide"] = category.citywide
        given = texts.get("visibility", "")
        wanted = self._checked("visibility", lambda value: fields.choice(value, Visibility), given) if given else None
        settle_visibility(place, Visibility(wanted) if wanted else None, category.visibility, known)

    def _check_lengths(self, place: Place) -> None:
        lengths = {name: len(value) for name, value in place.values.items() if isinstance(value, str)}
        for name, longest in {**LENGTHS, "traeger": LONGEST_TRAEGER}.items():
            length = len(place.traeger or "") if name == "traeger" else lengths.get(name, 0)
            if length > longest:
                raise RowFault(
                    f"„{self.spec.columns.get(name, name)}“: {length} Zeichen sind zu lang, {longest} passen"
                )


def _is_protected(known: Facility) -> bool:
    return known.visibility == Visibility.PHONE_ONLY


def _is_excused(place: Place, known: Facility | None, stored: Stored) -> bool:
    """Whether a place may lie outside: it says for whom it is there, or said so earlier."""
    citywide = place.values.get("citywide", known is not None and known.citywide)
    serves = place.serves
    if serves is None and known:
        serves = tuple(stored.links("serves", known))
    return bool(citywide or serves)


def _keep_as_note(place: Place, hours: str) -> None:
    """Hours that the grammar does not know are shown as they were written."""
    place.values["hours_note"] = "; ".join(part for part in (hours, place.values.get("hours_note")) if part)
