"""Which address somebody means who has typed it in one line."""

from dataclasses import dataclass

from geo.gazetteer.geocoder import Suggestion, suggest
from geo.gazetteer.normalise import split_address, street_key

_MOST_CHOICES = 8


@dataclass(frozen=True)
class Found:
    """One place, or several to choose from, or neither."""

    place: Suggestion | None = None
    choices: tuple[Suggestion, ...] = ()


def find(address: str) -> Found:
    """The one address that is meant, else those that are alike; a street without number is its middle."""
    street = address.partition(",")[0]
    suggestions = suggest(street, limit=_MOST_CHOICES)
    whole = [each for each in suggestions if each.label.casefold() == address.strip().casefold()]
    meant = whole or [each for each in suggestions if _street(each.label) == _street(street)]
    if len(meant) == 1:
        return Found(meant[0])
    return Found(choices=tuple(meant or suggestions))


def _street(address: str) -> str:
    return street_key(split_address(address.partition(",")[0])[0])
