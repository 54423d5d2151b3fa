"""The sections of city.toml, whose keys docs/city-folder.md explains."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

GERMAN = "de"


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
