"""Which format would serve better: for places without room, rows that need an insert, streets too small to read."""

from contextlib import suppress

from django.utils.translation import override

from geo.errors import ExtentTooLarge
from wegweiser.printing.data import read_sheet
from wegweiser.printing.definition import Definition, Product
from wegweiser.printing.layout.document import document
from wegweiser.printing.layout.panels import EditionMark
from wegweiser.printing.map import bare_map, smallest_that_holds
from wegweiser.printing.models import Edition
from wegweiser.printing.paper import PROPOSE_LARGER_BEYOND, Paper, larger_than
from wegweiser.printing.pdf import pages_needed
from wegweiser.printing.values import SheetData

PAGES_OF_A_SHEET = 2
_ANY = EditionMark("XXXXXX", "https://example.org/w/XXXXXX")
"""Takes as much room as the mark of a real edition."""


def advice(edition: Edition) -> str:
    """A sentence where a larger format would be easier to read; sets the rows anew to find one that holds them."""
    definition = Definition.from_plain(edition.definition)
    larger = larger_than(definition.paper)
    if definition.product is not Product.WEGWEISER or not larger:
        return ""
    if edition.scale_denominator > PROPOSE_LARGER_BEYOND:
        scale = f"{edition.scale_denominator:,}".replace(",", "\u00a0")
        return f"Im Maßstab 1 : {scale} sind Straßen schwer zu lesen; {larger[0].label} zeigt sie größer."
    if edition.snapshot["pages"] > PAGES_OF_A_SHEET:
        holding = _smallest_for_rows(read_sheet(definition))
        where = f"auf {holding.label} passt alles auf die Rückseite" if holding else "auch auf größerem Papier"
        return f"Das Verzeichnis braucht ein Beiblatt; {where}."
    return ""


def larger_format(definition: Definition) -> str:
    """A sentence for somebody whose places did not fit; takes as long as placing them larger does."""
    if definition.product is not Product.WEGWEISER:
        return ""
    with override(definition.language):
        larger = smallest_that_holds(read_sheet(definition), "")
    if larger:
        return f"Auf {larger.label} finden alle Platz."
    return "Auch kein größeres Format reicht; bitte teilen Sie den Sozialraum."


def _smallest_for_rows(data: SheetData) -> Paper | None:
    for larger in larger_than(data.definition.paper):
        with suppress(ExtentTooLarge):
            if _pages(data.on(larger)) <= PAGES_OF_A_SHEET:
                return larger
    return None


def _pages(data: SheetData) -> int:
    """The plates of the map do not matter for them."""
    with override(data.definition.language):
        return pages_needed(document(data, bare_map(data, _ANY.code), _ANY), "rows")
