"""What goes into placing symbols and what comes out. Millimetres on paper, x to the right, y down."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from math import hypot

from geo.errors import GeoError


class PlacementError(GeoError):
    """The frame cannot hold all plates without overlap; a larger format can."""

    def __init__(self, failed: int, total: int) -> None:
        self.failed = failed
        self.total = total
        super().__init__(f"{failed} von {total} Symbolen finden auf diesem Format keinen Platz.")


class PointOutsideFrame(GeoError):
    """A point that is not on the map cannot get a symbol."""


class PinImpossible(GeoError):
    """A block cannot stand where it is pinned; `keys` are those of its plates and of what is in its way."""

    def __init__(self, keys: Sequence[Hashable], reason: str) -> None:
        self.keys = tuple(keys)
        self.reason = reason
        named = ", ".join(map(str, keys))
        super().__init__(f"Das festgesetzte Schild kann hier nicht stehen ({named}): {reason}")


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def __post_init__(self) -> None:
        if not (self.left < self.right and self.top < self.bottom):
            raise ValueError(f"{self} has no area")

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def shifted(self, dx: float, dy: float) -> "Box":
        return Box(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom


Corner = tuple[float, float]
"""Left and top of a block on the sheet."""


@dataclass(frozen=True)
class Item:
    """One symbol to place: its true point and the size of its plate. A higher priority keeps it nearer to its point.

    `pinned` and `hint` are about the block of its address: it stands exactly there, or there if that is free."""

    key: Hashable
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float = 5.0
    priority: int = 0
    pinned: Corner | None = None
    hint: Corner | None = None


@dataclass(frozen=True)
class Plate:
    """A plate of a block, measured from the block's upper left corner. Several keys share a plate with a range."""

    keys: tuple[Hashable, ...]
    box: Box


@dataclass(frozen=True)
class Block:
    """The plates of one address. They move as one."""

    x_mm: float
    y_mm: float
    plates: tuple[Plate, ...]
    priority: int = 0
    pinned: Corner | None = None
    hint: Corner | None = None

    @property
    def width_mm(self) -> float:
        return max(plate.box.right for plate in self.plates)

    @property
    def height_mm(self) -> float:
        return max(plate.box.bottom for plate in self.plates)

    @property
    def keys(self) -> tuple[Hashable, ...]:
        return tuple(key for plate in self.plates for key in plate.keys)


@dataclass(frozen=True)
class Leader:
    """The line from the true point to the border of the block."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def length_mm(self) -> float:
        return hypot(self.x2 - self.x1, self.y2 - self.y1)


@dataclass(frozen=True)
class PlacedBlock:
    block: Block
    left_mm: float
    top_mm: float
    leader: Leader | None

    @property
    def displaced(self) -> bool:
        return self.leader is not None

    @property
    def plates(self) -> tuple[Plate, ...]:
        """The plates where they stand on the sheet."""
        return tuple(Plate(plate.keys, plate.box.shifted(self.left_mm, self.top_mm)) for plate in self.block.plates)


@dataclass(frozen=True)
class Rules:
    gap_mm: float = 0.4
    """Between plates of different blocks."""
    clearance_mm: float = 0.3
    """Between a leader and a plate or dot that is not its own."""
    dot_mm: float = 1.4
    """Diameter of the dot on a true point: no plate may hide it, no other leader may run through it."""
    corner_mm: float = 1.2
    """Radius of a plate's corners, where leaders end on the curve."""
    fold_mm: float = 3.0
    """Between plates and folds."""
    preferred_leader_mm: float = 20.0
    longest_leader_mm: float = 45.0
    seed: int = 1


@dataclass(frozen=True)
class Fold:
    """A fold right across the sheet: plates keep off it, leaders may cross it."""

    at_mm: float
    """From the left edge of the sheet if upright, else from its upper edge."""
    upright: bool = True


@dataclass(frozen=True)
class Sheet:
    """Where plates may stand: inside the frame, outside the boxes of title, legend and other furniture, off folds.

    Leaders may cross folds, but furniture only to get away from a point under it."""

    frame: Box
    forbidden: tuple[Box, ...] = ()
    rules: Rules = field(default_factory=Rules)
    folds: tuple[Fold, ...] = ()

    @property
    def strips(self) -> tuple[Box, ...]:
        """The folds with the room that plates leave beside them, within the frame."""
        frame, off = self.frame, self.rules.fold_mm
        return tuple(
            Box(fold.at_mm - off, frame.top, fold.at_mm + off, frame.bottom)
            if fold.upright
            else Box(frame.left, fold.at_mm - off, frame.right, fold.at_mm + off)
            for fold in self.folds
        )


@dataclass(frozen=True)
class Placement:
    sheet: Sheet
    blocks: tuple[PlacedBlock, ...]
