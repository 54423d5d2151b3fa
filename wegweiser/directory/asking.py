"""What a Träger is shown of its places, and may propose to change."""

import hashlib
import json
from dataclasses import dataclass

from wegweiser.directory.checking import shown
from wegweiser.directory.choices import Visibility
from wegweiser.directory.models.facility import Facility

CONTACT = ("phone", "email", "website", "opening_hours", "hours_note")
FIELDS = {
    Visibility.PUBLIC: ("name", "street", "house_number", "postcode", *CONTACT),
    Visibility.AREA: ("name", *CONTACT),
    Visibility.PHONE_ONLY: ("phone",),
}
"""Nothing that would tell where people live who must not be found."""


@dataclass(frozen=True)
class AskedPlace:
    pk: int
    name: str
    kind: str
    protected: bool
    values: dict[str, str]

    @property
    def fingerprint(self) -> str:
        """Of what was shown: who answers must have seen what holds now."""
        return hashlib.sha256(json.dumps([self.pk, self.values]).encode()).hexdigest()[:16]


def places_of(traeger_id: int, lock: bool = False) -> list[AskedPlace]:
    """All that families see of it, by name."""
    found = Facility.objects.filter(shown(), traeger_id=traeger_id).select_related("category").order_by("name", "pk")
    return [_asked(place) for place in (found.select_for_update(of=("self",)) if lock else found)]


def _asked(place: Facility) -> AskedPlace:
    visibility = Visibility(place.visibility)
    values = {name: str(getattr(place, name)) for name in FIELDS[visibility]}
    return AskedPlace(place.pk, place.name, place.category.short_name, visibility == Visibility.PHONE_ONLY, values)
