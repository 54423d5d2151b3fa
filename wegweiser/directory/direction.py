"""Keeps names, numbers and addresses in their own order within a text from right to left (UAX #9: isolates)."""

from django.utils.translation import get_language_bidi

_LEFT_TO_RIGHT, _FIRST_STRONG, _END = "\u2066", "\u2068", "\u2069"


def kept(text: str) -> str:
    """In the direction of its first letter: a name, a street, a German sentence."""
    return _isolated(_FIRST_STRONG, text)


def left_to_right(text: str) -> str:
    """A phone number, a date, a scale, an address on the web."""
    return _isolated(_LEFT_TO_RIGHT, text)


def _isolated(begin: str, text: str) -> str:
    return f"{begin}{text}{_END}" if text and get_language_bidi() else text
