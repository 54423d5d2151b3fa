"""What an editor decided about the places of a sheet. Millimetres on the map before magnification."""

import math
from dataclasses import dataclass

from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import PrintingError
from wegweiser.printing.models import Adjustment, Edition, EditionState

FARTHEST_MM = 300.0
LONGEST_REASON = 200


class NotAdjusted(PrintingError):
    """What was asked for makes no sense; nothing was changed."""


@dataclass(frozen=True)
class Shift:
    """Where the upper left corner of a place's plates should stand, measured from the place."""

    dx_mm: float
    dy_mm: float
    pinned: bool
    """Exactly there; otherwise there if that is free."""


@dataclass(frozen=True)
class Decisions:
    shifts: dict[int, Shift]
    """By facility."""
    left_out: dict[int, str]
    """Facility -> reason."""


def decisions(series: str) -> Decisions:
    found = list(Adjustment.objects.filter(series=series))
    return Decisions(
        {
            row.facility_id: Shift(row.dx_mm, row.dy_mm, row.kind == Adjustment.Kind.PINNED)
            for row in found
            if row.dx_mm is not None and row.dy_mm is not None
        },
        {row.facility_id: row.reason for row in found if row.kind == Adjustment.Kind.LEFT_OUT},
    )


def shift(definition: Definition, facility_id: int, wish: Shift, by: str) -> None:
    """Raises NotAdjusted."""
    if not all(math.isfinite(mm) and abs(mm) <= FARTHEST_MM for mm in (wish.dx_mm, wish.dy_mm)):
        raise NotAdjusted("Das Schild läge nicht mehr auf dem Blatt.")
    kind = Adjustment.Kind.PINNED if wish.pinned else Adjustment.Kind.NUDGED
    _decide(definition, facility_id, kind=kind, dx_mm=wish.dx_mm, dy_mm=wish.dy_mm, reason="", by=by)


def leave_out(definition: Definition, facility_id: int, reason: str, by: str) -> None:
    """Raises NotAdjusted."""
    said = " ".join(reason.split())
    if not said:
        raise NotAdjusted("Bitte sagen Sie, warum der Ort weggelassen wird.")
    if len(said) > LONGEST_REASON:
        raise NotAdjusted("Der Grund ist zu lang. Bitte sagen Sie es in einem Satz.")
    _decide(definition, facility_id, kind=Adjustment.Kind.LEFT_OUT, dx_mm=None, dy_mm=None, reason=said, by=by)


def reset(definition: Definition, facility_id: int) -> None:
    Adjustment.objects.filter(series=definition.series, facility_id=facility_id).delete()


def last_released(definition: Definition, language: str | None = None) -> Edition | None:
    """The newest of the sheet in any language, unless one is named."""
    found = Edition.objects.filter(series=definition.series, state=EditionState.RELEASED)
    if language:
        found = found.filter(language=language)
    return found.order_by("-released_at", "-number").first()


def _decide(definition: Definition, facility_id: int, **values: object) -> None:
    Adjustment.objects.update_or_create(series=definition.series, facility_id=facility_id, defaults=values)
