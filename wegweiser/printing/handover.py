"""The file for the printer: an edition in inks, with bleed, marks and the report of its preflight."""

from math import ceil

from wegweiser.printing.definition import Definition, Product
from wegweiser.printing.export import drawing
from wegweiser.printing.models import Edition
from wegweiser.printing.press import Order, PrintFile, print_pdf
from wegweiser.printing.press.marks import Folds, Marks
from wegweiser.printing.products.flyer import folds_of


def print_file(edition: Edition, marks: Marks) -> PrintFile:
    """Raises PreflightError, and FileNotFoundError where the edition was withdrawn."""
    definition = Definition.from_plain(edition.definition)
    order = Order(
        marks=marks,
        folds=_folds(definition, edition) if marks is Marks.CROP_FOLD else (),
        city_colours=frozenset(edition.snapshot.get("colours", ())),
        slug=str(edition),
    )
    with drawing:
        return print_pdf(edition.path.read_bytes(), order)


def _folds(definition: Definition, edition: Edition) -> tuple[Folds, ...]:
    """Of the map and the back, whose inserts are not folded; of a flyer and its leaves."""
    if definition.product is Product.FLYER:
        return tuple(Folds(side) for side in folds_of(definition)) * ceil(int(edition.snapshot["pages"]) / 2)
    if not definition.folded:
        return ()
    upright = edition.snapshot["width_mm"] < edition.snapshot["height_mm"]
    return tuple(Folds(*map(tuple, definition.paper.folds_mm(landscape))) for landscape in (not upright, True))
