"""Names, numbers, addresses and lists of them in a text from right to left (UAX #9: isolates)."""

from collections.abc import Iterable

from django.utils.translation import get_language_bidi

_FIRST_STRONG, _END = "\u2068", "\u2069"


def kept(text: str) -> str:
    """In its own order: from right to left if its first letter is, else from left to right, as numbers are."""
    return f"{_FIRST_STRONG}{text}{_END}" if text and get_language_bidi() else text


def listed(items: Iterable[str]) -> str:
    """With the comma of the language."""
    return ("، " if get_language_bidi() else ", ").join(items)
