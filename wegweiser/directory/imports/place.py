from dataclasses import dataclass, field
from typing import Any

from wegweiser.directory.imports.fields import RowFault
from wegweiser.directory.imports.table import Row

ADDRESS = ("street", "house_number", "postcode", "city")


class Elsewhere(RowFault):
    """The place lies outside of the city and does not say why it matters to it."""


@dataclass
class Place:
    """A checked row, not yet compared with what is stored."""

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

    @property
    def address(self) -> dict[str, str]:
        return {name: self.values[name] for name in ADDRESS if name in self.values}
