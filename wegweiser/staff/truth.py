"""No sheet goes to print on data that nobody has looked at for too long."""

from collections.abc import Sequence

from django.utils import timezone

from wegweiser.directory.checking import OVERDUE, checked_places, undecided
from wegweiser.directory.city import CityProfile
from wegweiser.printing.data import read_sheet
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import PrintingError

NAMED = 8


class NotTrueEnough(PrintingError):
    """Too much of the sheet is overdue, or it shows what nobody has decided to show."""


def check_truth(definition: Definition) -> None:
    """Raises NotTrueEnough, and what reading the sheet raises."""
    on_sheet = [place.facility_id for place in read_sheet(definition).places]
    places = checked_places(timezone.localdate()).filter(pk__in=on_sheet).order_by("name", "pk")
    open_questions = list(places.filter(undecided()).values_list("name", flat=True))
    if open_questions:
        raise NotTrueEnough(f"Noch nicht entschieden ist, wie sichtbar diese Orte sind: {_names(open_questions)}.")
    overdue = list(places.filter(light__in=OVERDUE).values_list("name", flat=True))
    allowed = CityProfile.current().overdue_percent
    if len(overdue) * 100 > allowed * len(on_sheet):
        raise NotTrueEnough(
            f"{len(overdue)} von {len(on_sheet)} Orten sind überfällig oder wurden nie geprüft, "
            f"erlaubt sind {allowed} %. "
            f"Bitte prüfen Sie erst: {_names(overdue)}."
        )


def _names(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(f"„{name}“" for name in names[:NAMED]) + (f" und {more} weitere" if more > 0 else "")
