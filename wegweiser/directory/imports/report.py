"""What an import did or would do, as lines that a person reads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from geo.crs import STORAGE
from geo.vector.polygons import Flaw
from wegweiser.directory.imports.sozialraeume import SozialraumReport
from wegweiser.directory.imports.table import Row

SHOWN = 20
"""Of each kind; a mistake in every row is one mistake and need not fill the screen."""


@dataclass(frozen=True)
class Note:
    """A row with what is to be said about it."""

    row: Row
    reason: str

    def __str__(self) -> str:
        return f"  {self.row.label}: {self.reason}"


@dataclass
class FacilityReport:
    source: str
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    missing: list[str] = field(default_factory=list)
    refused: list[Note] = field(default_factory=list)
    warnings: list[Note] = field(default_factory=list)
    elsewhere: int = 0
    """Objects of a map extract that lie outside of the city: neither taken nor wrong."""

    def lines(self, details: bool) -> Iterator[str]:
        """`details` names new and changed places too: for a dry run."""
        yield self._summary()
        if details:
            yield from _listed("Neu", [f"  {name}" for name in self.new])
            yield from _listed("Geändert", [f"  {name}" for name in self.changed])
        yield from _listed("Fehlt in der Datei, bleibt aber bestehen", [f"  {name}" for name in self.missing])
        yield from _listed("Abgelehnt", [str(note) for note in self.refused])
        yield from _listed("Bitte ansehen", [str(note) for note in self.warnings])

    def _summary(self) -> str:
        parts = [
            f"{len(self.new)} neu",
            f"{len(self.changed)} geändert",
            f"{self.unchanged} unverändert",
            f"{len(self.missing)} nicht mehr in der Datei",
            f"{len(self.refused)} abgelehnt",
        ]
        if self.elsewhere:
            parts.append(f"{self.elsewhere} außerhalb der Stadt")
        return f"{self.source}: {', '.join(parts)}."


def _listed(title: str, lines: Sequence[str]) -> Iterator[str]:
    if not lines:
        return
    yield f"{title}:"
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"  … und {len(lines) - SHOWN} weitere"


def boundary_lines(report: SozialraumReport) -> Iterator[str]:
    yield f"Sozialräume: {len(report.names)} ({', '.join(report.names)})."
    if report.removed:
        yield f"Entfernt: {', '.join(report.removed)}."
    yield from _listed("Bitte die Grenzen ansehen", [f"  {_flaw(flaw)}" for flaw in report.flaws])


def _flaw(flaw: Flaw) -> str:
    kind = {"gap": "Lücke", "overlap": "Überlappung"}[flaw.kind]
    between = " und ".join(flaw.names)
    relation = "zwischen" if len(flaw.names) > 1 else "in"
    where = f"bei {flaw.place.x:.0f}, {flaw.place.y:.0f} in EPSG:{STORAGE}"
    area = f"{flaw.area_m2:,.0f}".replace(",", ".")
    return f"{kind} von {area} m² {relation} {between} {where}"
