"""What a sheet is made from, as frozen values. Lengths in metres, EPSG:25832."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from shapely.geometry.base import BaseGeometry

from wegweiser.directory.city import CityProfile
from wegweiser.maps.symbols import SymbolStyle
from wegweiser.printing.adjustments import Shift
from wegweiser.printing.changes import Entry
from wegweiser.printing.definition import Definition, Variant
from wegweiser.printing.greys import grey
from wegweiser.printing.paper import Paper

PLAYGROUND = "freizeit.spielplatz"
"""One line each, so they stand together at the end of their group."""

HOLIDAYS_CLOSED = re.compile(r"\s*;\s*PH (?:off|closed)\s*$")


@dataclass(frozen=True)
class Group:
    code: str
    name: str
    style: SymbolStyle
    german: str = ""
    """The name that decides how the map lies, in every language; empty where it is the name."""


@dataclass(frozen=True)
class Kind:
    """A category: what a plate's pictogram says."""

    code: str
    group: str
    style: SymbolStyle
    short_name: str


@dataclass(frozen=True)
class Place:
    facility_id: int
    number: int
    name: str
    short_name: str
    """Without what the city adds to tell similar names apart."""
    kind: str
    group: str
    street: str
    phone: str
    hours: str
    point: tuple[float, float] | None
    for_whole_city: bool
    """Neither in the Sozialraum nor for it in particular."""
    visibility: str
    area: str = ""
    """Code of the Sozialraum in which it lies, as far as the public may know it."""
    traeger: str = ""
    ages: str = ""
    email: str = ""
    shift: Shift | None = None
    """Where an editor wants its plate."""

    @property
    def entry(self) -> Entry:
        return Entry(self.facility_id, self.number, self.name, self.street, self.phone, self.point)

    @property
    def section(self) -> tuple[str, bool]:
        """Of the index."""
        return ("", False) if self.for_whole_city else (self.group, self.is_playground)

    @property
    def is_playground(self) -> bool:
        return self.kind == PLAYGROUND


@dataclass(frozen=True)
class Logo:
    """Read aloud as `name`, which is printed where there is no picture."""

    name: str
    note: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Area:
    code: str
    name: str
    boundary: BaseGeometry


@dataclass(frozen=True)
class Since:
    """What the sheet says about the edition before it."""

    edition: int
    new: tuple[int, ...]
    changed: tuple[int, ...]
    dropped: tuple[int, ...]


@dataclass(frozen=True)
class SheetData:
    definition: Definition
    city: CityProfile
    area: Area
    others: tuple[Area, ...]
    """All other Sozialräume of the city."""
    groups: tuple[Group, ...]
    kinds: tuple[Kind, ...]
    places: tuple[Place, ...]
    """In the order of their numbers."""
    sources: tuple[str, ...]
    stand: date
    logo: Logo | None
    """The city's."""
    funders: tuple[Logo, ...]
    basemap_token: str
    """Empty where the city has no base map."""
    coverage: BaseGeometry | None
    """What the base map knows; None where there is none."""
    left_out: Mapping[int, str] = field(default_factory=dict)
    """Facility -> the editor's reason."""
    since: Since | None = None
    """None for the first edition, and where nothing has changed."""

    def on(self, paper: Paper) -> "SheetData":
        """The same on another format, folded like this one where that format can be."""
        folded = self.definition.folded and paper.folding is not None
        return replace(self, definition=replace(self.definition, paper=paper, folded=folded))

    @property
    def title(self) -> str:
        return self.definition.title or self.area.name

    @property
    def accent(self) -> str:
        """The city's, in grey where all is."""
        return grey(self.city.accent) if self.definition.variant is Variant.GREY else self.city.accent

    def groups_of(self, places: Iterable[Place]) -> tuple[Group, ...]:
        """What a legend explains where these places stand on the map."""
        present = {place.group for place in places}
        return tuple(group for group in self.groups if group.code in present)

    def kind(self, code: str) -> Kind:
        return next(kind for kind in self.kinds if kind.code == code)
