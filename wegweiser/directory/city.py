"""city.toml: the key file of a city folder, read once into checked values.

`CityProfile.read` serves the importers, `CityProfile.current` everything that shows a page or prints a sheet.
"""

import json
import tomllib
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.utils.translation import get_language

from wegweiser.directory.city_sections import (
    GERMAN,
    Accessibility,
    AddressFile,
    Attribution,
    BasemapFile,
    BoundaryFile,
    EmergencyNumber,
    FacilityFile,
    Funder,
    Imprint,
    Office,
    Privacy,
    Said,
    SchoolHolidayFile,
    Step,
    Translation,
)
from wegweiser.directory.models.city import City
from wegweiser.directory.plain_data import CityFolderError, built

FILE_NAME = "city.toml"


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
        profile: Self = built(cls, data, "")
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
