"""Which address somebody means who has typed it in one line."""

from dataclasses import dataclass

from geo.gazetteer.geocoder import Confidence
from geo.gazetteer.normalise import street_key
from geo.gazetteer.suggestions import Suggestion, suggest
from geo.gazetteer.typed import TypedAddress

_MOST_CHOICES = 8


@dataclass(frozen=True)
class Found:
    """One place, or several to choose from, or neither."""

    place: Suggestion | None = None
    choices: tuple[Suggestion, ...] = ()


def find(address: str) -> Found:
    """The one address that is meant, else those that are alike; a street without number is its middle."""
    suggestions = suggest(address, limit=_MOST_CHOICES)
    whole = [each for each in suggestions if each.label.casefold() == address.strip().casefold()]
    key = TypedAddress.read(address).key
    named = [each for each in suggestions if street_key(each.street) == key]
    houses = [each for each in named if each.confidence is Confidence.EXACT]
    meant = whole or houses or named
    if len(meant) == 1:
        return Found(meant[0])
    return Found(choices=tuple(meant or suggestions))
