"""Formats that are too small: said once, and remembered for the same data."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache
from django.utils.translation import override

from wegweiser.printing.definition import Product
from wegweiser.printing.errors import SheetTooFull
from wegweiser.printing.fit import ANY_CODE
from wegweiser.printing.map import smallest_that_holds
from wegweiser.printing.values import SheetData

REMEMBERED_S = 24 * 60 * 60


def refuse_again(identity: str) -> None:
    """Raises SheetTooFull for what was too full before."""
    refusal = cache.get(_key(identity))
    if refusal:
        raise SheetTooFull(refusal)


@contextmanager
def room_for(data: SheetData, identity: str) -> Iterator[None]:
    """Around the drawing of a sheet: its refusal names the format that holds all. Raises SheetTooFull."""
    refuse_again(identity)
    try:
        yield
    except SheetTooFull as error:
        refusal = f"{error} {_larger_format(data)}".strip()
        cache.set(_key(identity), refusal, REMEMBERED_S)
        raise SheetTooFull(refusal) from error


def _larger_format(data: SheetData) -> str:
    """Takes as long as placing all plates on larger paper does."""
    if data.definition.product is not Product.WEGWEISER:
        return ""
    with override(data.definition.language):
        larger = smallest_that_holds(data, ANY_CODE)
    if larger:
        return f"Auf {larger.label} finden alle Platz."
    return "Auch kein größeres Format reicht; bitte teilen Sie den Sozialraum."


def _key(identity: str) -> str:
    return f"too-full-{identity}"
