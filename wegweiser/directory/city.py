"""city.toml: the key file of a city folder, read once into checked values.

`CityProfile.read` serves the importers, `CityProfile.current` everything that shows a page or prints a sheet.
"""

import json
import tomllib
from contextlib import suppress
from dataclasses import MISSING, asdict, dataclass, field, fields
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Any, NamedTuple, Self, get_args, get_origin, get_type_hints

from django.conf import settings
from django.utils.translation import get_language

from wegweiser.directory.models.city import City

FILE_NAME = "city.toml"
GERMAN = "de"


class CityFolderError(Exception):
    """The city folder cannot be used; the sentence names file, key and what is allowed."""


class Said(NamedTuple):
    """A text, and the language that it is in."""

    text: str
    language: str


@dataclass(frozen=True)
class Office:
    name: str
    street: str = ""
    postcode: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    reports_email: str = ""
    """Where reports are announced, if not at `email`."""
    website: str = ""
    hours: str = ""


@dataclass(frozen=True)
class Imprint:
    publisher: str
    represented_by: str = ""
    responsible: str = ""
    edition_note: str = ""
    edition_notes: dict[str, str] = field(default_factory=dict)
    """In other languages, by their code, as everywhere in this file."""

    def edition_note_in(self, language: str) -> str:
        return self.edition_notes.get(language, self.edition_note)


@dataclass(frozen=True)
class Funder:
    """Who pays; named on the sheet, with its logo where the folder has one."""

    name: str
    logo: str = ""
    note: str = ""
    notes: dict[str, str] = field(default_factory=dict)

    def note_in(self, language: str) -> str:
        return self.notes.get(language, self.note)


@dataclass(frozen=True)
class Attribution:
    text: str
    licence: str
    url: str = ""


@dataclass(frozen=True)
class EmergencyNumber:
    """Label and note are German; `labels` and `notes` say the same in other languages, by their code."""

    number: str
    label: str
    note: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def label_in(self, language: str) -> str:
        return self.labels.get(language, self.label)

    def note_in(self, language: str) -> str:
        return self.notes.get(language, self.note)


@dataclass(frozen=True)
class Translation:
    """Who has read the texts of a language as somebody at home in it, and when."""

    checked_by: str
    checked_on: date


@dataclass(frozen=True)
class Accessibility:
    """What a city adds to its statement of accessibility; by default, law and mediator are those of NRW."""

    checked_on: date | None = None
    method: str = "Selbstbewertung"
    gaps: tuple[str, ...] = ()
    law: str = (
        "§ 10b des Behindertengleichstellungsgesetzes Nordrhein-Westfalen (BGG NRW) "
        "und die Barrierefreie-Informationstechnik-Verordnung Nordrhein-Westfalen (BITVNRW)"
    )
    ombuds_office: str = "Ombudsstelle für barrierefreie Informationstechnik des Landes Nordrhein-Westfalen"
    ombuds_email: str = "ombudsstelle-barrierefreie-it@mags.nrw.de"
    ombuds_website: str = "https://www.lbbp.nrw.de/ombudsstelle"


@dataclass(frozen=True)
class Privacy:
    officer: str
    email: str = ""
    phone: str = ""
    authority: str = "Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen"
    authority_website: str = "https://www.ldi.nrw.de"


@dataclass(frozen=True)
class Step:
    """One of the next steps that a city without its own data still has to take."""

    title: str
    text: str
    url: str = ""
    command: str = ""


@dataclass(frozen=True)
class BoundaryFile:
    file: str
    name: str
    code: str = ""
    layer: str = ""
    where: str = ""
    crs: str = ""
    sketch: bool = False


@dataclass(frozen=True)
class BasemapFile:
    file: str


@dataclass(frozen=True)
class AddressFile:
    file: str
    format: str
    municipality: str = ""
    postcodes: str = ""


@dataclass(frozen=True)
class SchoolHolidayFile:
    file: str


@dataclass(frozen=True)
class FacilityFile:
    source: str
    name: str
    licence: str
    file: str
    format: str = "table"
    crs: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    where: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CityProfile:
    slug: str
    name: str
    languages: tuple[str, ...]
    bounds: tuple[float, ...]
    """West, south, east, north in EPSG:4326: the box in which coordinates are believed."""
    office: Office
    imprint: Imprint
    sozialraeume: BoundaryFile
    notice: str = ""
    notices: dict[str, str] = field(default_factory=dict)
    accent: str = "#00505C"
    logo: str = ""
    holidays: str = ""
    printed_options: tuple[str, ...] = ()
    """Codes of optional categories that the printed sheet shows all the same."""
    overdue_percent: int = 20
    """A sheet is released while no more of its places are overdue or were never checked."""
    attribution: dict[str, Attribution] = field(default_factory=dict)
    emergency: tuple[EmergencyNumber, ...] = ()
    steps: tuple[Step, ...] = ()
    basemap: BasemapFile | None = None
    addresses: AddressFile | None = None
    school_holidays: SchoolHolidayFile | None = None
    facilities: tuple[FacilityFile, ...] = ()
    funders: tuple[Funder, ...] = ()
    translations: dict[str, Translation] = field(default_factory=dict)
    accessibility: Accessibility = field(default_factory=Accessibility)
    privacy: Privacy | None = None
    exit_page: str = "https://www.dwd.de/"
    """Where „Seite schnell verlassen“ leads: harmless, and what anybody might look at."""

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The profile of a city folder; raises CityFolderError."""
        path = folder / FILE_NAME
        if not path.is_file():
            raise CityFolderError(f"„{folder}“ ist kein Stadtordner: Die Datei {FILE_NAME} fehlt.")
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            common = tomllib.loads(common_numbers_file().read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise CityFolderError(f"{path} ist keine gültige TOML-Datei: {error}") from error
        try:
            profile = cls.from_data(common | data)
        except CityFolderError as error:
            raise CityFolderError(f"{path}: {error}") from None
        for name in profile.file_names():
            if Path(name).is_absolute() or ".." in Path(name).parts:
                raise CityFolderError(f"{path} nennt „{name}“. Erlaubt sind nur Dateien im Stadtordner.")
            if not (folder / name).is_file():
                raise CityFolderError(f"{path} nennt „{name}“, aber diese Datei fehlt im Ordner {folder}.")
        return profile

    @classmethod
    def current(cls) -> Self:
        """The profile of the city that is loaded; raises City.DoesNotExist before the first load_city."""
        return cls.from_data(City.objects.get().profile)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        profile: Self = _build(cls, data, "")
        _check(profile)
        _check_names(profile)
        return profile

    def notice_in(self, language: str) -> str:
        return self.notices.get(language, self.notice)

    @property
    def said_notice(self) -> Said:
        """The notice in the active language, or in German."""
        language = get_language() or GERMAN
        return Said(self.notice_in(language), language if language in self.notices else GERMAN)

    def plain(self) -> dict[str, Any]:
        """What `from_data` reads, fit for JSON."""
        stated = {key: value for key, value in asdict(self).items() if value is not None}
        plain: dict[str, Any] = json.loads(json.dumps(stated, default=date.isoformat))
        return plain

    def file_names(self) -> list[str]:
        sections = [self.sozialraeume, self.basemap, self.addresses, self.school_holidays, *self.facilities]
        names = [section.file for section in sections if section]
        if self.addresses and self.addresses.postcodes:
            names.append(self.addresses.postcodes)
        return [*names, *self.logo_files()]

    def logo_files(self) -> list[str]:
        """Files of the logos, the city's first; the contents stand in models.city.CityLogo."""
        return [name for name in (self.logo, *(funder.logo for funder in self.funders)) if name]


def common_numbers_file() -> Path:
    """Those of „Hilfe sofort“ that hold all over Germany, for a city that names none."""
    return Path(settings.BASE_DIR) / "fixtures" / "emergency.toml"


def _build(cls: type[Any], data: Any, where: str) -> Any:
    """A dataclass from plain data; every unknown, missing or mistyped key is named with its path."""
    if not isinstance(data, dict):
        raise CityFolderError(f"„{where}“ muss ein Abschnitt sein, keine einfache Angabe.")
    hints = get_type_hints(cls)
    allowed = {item.name: item for item in fields(cls)}
    for key in data:
        if key not in allowed:
            raise CityFolderError(f"Unbekannter Schlüssel „{_path(where, key)}“. Erlaubt sind: {', '.join(allowed)}.")
    # a stored profile says null for a section that the city does not have
    given = {key: value for key, value in data.items() if value is not None}
    values = {key: _value(hints[key], value, _path(where, key)) for key, value in given.items()}
    try:
        return cls(**values)
    except TypeError:
        required = [name for name in allowed if name not in values and name in _required(cls)]
        missing = ", ".join(f"„{_path(where, name)}“" for name in required)
        raise CityFolderError(f"Es fehlt {missing}.") from None


def _required(cls: type[Any]) -> set[str]:
    return {item.name for item in fields(cls) if item.default is MISSING and item.default_factory is MISSING}


def _path(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key


def _value(hint: Any, value: Any, where: str) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return _value(arguments[0], value, where)
    if origin is tuple:
        _expect(list, value, where)
        return tuple(_value(arguments[0], item, f"{where}[{index}]") for index, item in enumerate(value))
    if origin is dict:
        _expect(dict, value, where)
        return {key: _value(arguments[1], item, f"{where}.{key}") for key, item in value.items()}
    if hint is date:
        return _date(value, where)
    if hasattr(hint, "__dataclass_fields__"):
        return _build(hint, value, where)
    _expect((int, float) if hint is float else hint, value, where)
    return value


def _date(value: Any, where: str) -> date:
    """TOML has dates of its own, a stored profile has them as text."""
    with suppress(ValueError):
        day = date.fromisoformat(value) if isinstance(value, str) else value
        if type(day) is date:
            return day
    raise CityFolderError(f"„{where}“ muss ein Tag sein wie 2026-10-01, nicht {value!r}.")


def _expect(kind: Any, value: Any, where: str) -> None:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        names = {str: "ein Text", bool: "true oder false", list: "eine Liste", dict: "ein Abschnitt"}
        raise CityFolderError(f"„{where}“ muss {names.get(kind, 'eine Zahl')} sein, nicht {value!r}.")


def _check(profile: CityProfile) -> None:
    if not profile.languages:
        raise CityFolderError("„languages“ ist leer; mindestens „de“ muss darin stehen.")
    if len(profile.bounds) != 4:
        raise CityFolderError("„bounds“ braucht vier Zahlen: West, Süd, Ost, Nord in Grad.")
    west, south, east, north = profile.bounds
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise CityFolderError("„bounds“ muss West < Ost und Süd < Nord in Grad sein (Länge zuerst).")
    if not 0 <= profile.overdue_percent <= 100:
        raise CityFolderError("„overdue_percent“ muss eine Zahl von 0 bis 100 sein.")
    if not profile.exit_page.startswith("https://"):
        raise CityFolderError("„exit_page“ muss eine Adresse sein, die mit https:// beginnt.")
    for layer in ("sozialraeume", "facilities", "basemap"):
        present = getattr(profile, layer)
        if present and layer not in profile.attribution:
            raise CityFolderError(f"Zu „{layer}“ fehlt „attribution.{layer}“ mit text und licence.")


def _check_names(profile: CityProfile) -> None:
    for language in profile.translations.keys() - set(profile.languages):
        raise CityFolderError(f"„translations.{language}“: Diese Sprache steht nicht in „languages“.")
    sources = [source.source for source in profile.facilities]
    for source in sources:
        if sources.count(source) > 1:
            raise CityFolderError(f"Die Quelle „{source}“ steht zweimal; Nummern gelten je Quelle.")
