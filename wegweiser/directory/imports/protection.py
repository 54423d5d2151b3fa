"""What protects people is never loosened by a file: neither a kind's protection nor an earlier decision."""

from wegweiser.directory.choices import STRICTNESS, GeometrySource, Visibility
from wegweiser.directory.imports.place import ADDRESS, Place
from wegweiser.directory.models.facility import Facility


def settle_visibility(place: Place, wanted: Visibility | None, usual: Visibility, known: Facility | None) -> None:
    """`usual` is what a new place of this kind starts with; a protected kind is protected whatever the file says."""
    lowest = Visibility.PHONE_ONLY if usual == Visibility.PHONE_ONLY else Visibility.PUBLIC
    if known:
        lowest = _stricter(lowest, Visibility(known.visibility))
    settled = _stricter(lowest, wanted or (lowest if known else usual))
    if wanted and settled != wanted:
        place.warnings.append(f"Sichtbarkeit bleibt „{settled}“, die Datei nennt „{wanted}“")
    place.values["visibility"] = settled
    if settled == wanted:  # the list says so of this place: that is a decision
        place.values["visibility_decided"] = True
    if Visibility.PHONE_ONLY in (settled, known.visibility if known else ""):
        _forget_location(place)


def _stricter(one: Visibility, other: Visibility) -> Visibility:
    return max(one, other, key=STRICTNESS.index)


def _forget_location(place: Place) -> None:
    """Before anything looks for it; the warning does not repeat what it keeps."""
    if any(place.address.values()):
        place.warnings.append("geschützter Ort: Anschrift und Lage wurden nicht übernommen")
    place.values.update(dict.fromkeys(ADDRESS, ""), point=None, geometry_source=GeometrySource.NONE)
    place.serves = ()
