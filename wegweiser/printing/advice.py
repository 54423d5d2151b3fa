"""Which format would serve better: for rows that need inserts, and streets too small to read."""

from contextlib import suppress
from math import ceil

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import override

from geo.errors import ExtentTooLarge
from wegweiser.printing.data import read_sheet
from wegweiser.printing.definition import Definition, Product
from wegweiser.printing.editions import identity_of
from wegweiser.printing.fit import ANY_CODE
from wegweiser.printing.layout.document import document
from wegweiser.printing.layout.panels import EditionMark
from wegweiser.printing.map import bare_map
from wegweiser.printing.models import Edition
from wegweiser.printing.paper import PROPOSE_LARGER_BEYOND, Paper, larger_than
from wegweiser.printing.pdf import pages_needed
from wegweiser.printing.preview import preview
from wegweiser.printing.values import SheetData

PAGES_OF_A_SHEET = 2
REMEMBERED_S = 24 * 60 * 60


def advice(edition: Edition) -> str:
    """A sentence where a larger format would be easier to read; sets the rows anew to find one that holds them."""
    definition = Definition.from_plain(edition.definition)
    if definition.product is not Product.WEGWEISER:
        return ""
    return _advice(definition, edition.scale_denominator, edition.snapshot["pages"])


def forecast(definition: Definition) -> str:
    """The same before anything is drawn, in some seconds, or at once where it is known already.

    Raises PrintingError, GeoError; SheetTooFull names the format that holds all places.
    """
    if definition.product is not Product.WEGWEISER:
        return ""
    key = f"forecast-{identity_of(read_sheet(definition))}"
    known = cache.get(key)
    if known is None:
        made = preview(definition)
        known = _advice(definition, round(made.sheet_map.scale_denominator), _pages(made.data))
        cache.set(key, known, REMEMBERED_S)
    return str(known)


def _advice(definition: Definition, denominator: int, pages: int) -> str:
    larger = larger_than(definition.paper)
    if not larger:
        return ""
    if denominator > PROPOSE_LARGER_BEYOND:
        scale = f"{denominator:,}".replace(",", "\u00a0")
        return f"Im Maßstab 1 : {scale} sind Straßen schwer zu lesen; {larger[0].label} zeigt sie größer."
    if pages > PAGES_OF_A_SHEET:
        inserts = ceil((pages - PAGES_OF_A_SHEET) / PAGES_OF_A_SHEET)
        needed = "ein Beiblatt" if inserts == 1 else f"{inserts} Beiblätter"
        holding = _smallest_for_rows(read_sheet(definition))
        where = f"auf {holding.label} passt alles auf die Rückseite" if holding else "auch auf größerem Papier"
        return f"Das Verzeichnis braucht {needed}; {where}."
    return ""


def _smallest_for_rows(data: SheetData) -> Paper | None:
    for larger in larger_than(data.definition.paper):
        with suppress(ExtentTooLarge):
            if _pages(data.on(larger)) <= PAGES_OF_A_SHEET:
                return larger
    return None


def _pages(data: SheetData) -> int:
    """The plates of the map do not matter for them."""
    mark = EditionMark(ANY_CODE, f"{settings.PUBLIC_URL}/w/{ANY_CODE}")
    with override(data.definition.language):
        return pages_needed(document(data, bare_map(data, ANY_CODE), mark), "rows")
