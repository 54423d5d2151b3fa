"""What a printer gets of an edition, so that nobody has to ask: files in inks, how to fold, what was checked."""

from collections.abc import Iterator
from math import ceil
from pathlib import Path

from django.conf import settings

from wegweiser.printing.definition import Definition, Product, Variant
from wegweiser.printing.errors import PrintingError
from wegweiser.printing.export import drawing
from wegweiser.printing.folding_plan import folding_plan
from wegweiser.printing.models import Edition
from wegweiser.printing.press import Order, PrintFile, print_pdf
from wegweiser.printing.press.identity import Press
from wegweiser.printing.press.marks import Folds, Marks
from wegweiser.printing.press.report import number
from wegweiser.printing.products.flyer import folds_of

SHEET, INSERT, REPORT, FOLDING = "-druck.pdf", "-druck-beiblatt.pdf", "-druck.txt", "-faltplan.pdf"
"""What follows the name of a sheet in the names of its files."""
_SHEET_PAGES = 2
"""Front and back; what follows is laid into the sheet and may have another format."""


def press_files(edition: Edition, marks: Marks) -> dict[str, bytes]:
    """Contents by what follows the sheet's name. Raises PrintingError, FileNotFoundError where it was withdrawn."""
    definition = Definition.from_plain(edition.definition)
    parts = dict(_printed(edition, definition, marks))
    found = {suffix: part.pdf for suffix, part in parts.items()}
    found[REPORT] = _report(edition, definition, parts).encode()
    plan = folding_plan(definition, edition)
    return {**found, FOLDING: plan} if plan else found


def _printed(edition: Edition, definition: Definition, marks: Marks) -> Iterator[tuple[str, PrintFile]]:
    composed, press = edition.path.read_bytes(), _press()
    folds = _folds(definition, edition) if marks is Marks.CROP_FOLD else ()
    has_insert = definition.product in (Product.WEGWEISER, Product.FLYER) and edition.snapshot["pages"] > _SHEET_PAGES
    cuts: dict[str, tuple[int, int | None]]
    cuts = {SHEET: (0, _SHEET_PAGES), INSERT: (_SHEET_PAGES, None)} if has_insert else {SHEET: (0, None)}
    for suffix, pages in cuts.items():
        order = Order(
            marks=marks,
            folds=folds[slice(*pages)],
            city_colours=frozenset(edition.snapshot.get("colours", ())),
            only_black=definition.variant is Variant.GREY,
            slug=f"{edition} · Beiblatt" if suffix == INSERT else str(edition),
            press=press,
            pages=pages,
        )
        with drawing:
            yield suffix, print_pdf(composed, order)


def _press() -> Press:
    profile = Path(settings.PRINT_PROFILE) if settings.PRINT_PROFILE else None
    try:
        return Press(settings.PRINT_CONDITION, profile.read_bytes() if profile else b"")
    except OSError as error:
        raise PrintingError(f"Das Farbprofil der Druckerei fehlt: {profile}.") from error


def _report(edition: Edition, definition: Definition, parts: dict[str, PrintFile]) -> str:
    lines = [str(edition), f"Gefaltet: {_folding(_folds(definition, edition)[:1])}", ""]
    for suffix, part in parts.items():
        lines += [f"Beiblatt ({suffix})" if suffix == INSERT else f"Blatt ({suffix})", part.report.as_text()]
    return "\r\n".join("\n".join(lines).splitlines()) + "\r\n"


def _folding(folds: tuple[Folds, ...]) -> str:
    """Of the first page, in words."""
    if not folds:
        return "nein"
    said = (("senkrecht", "von links", folds[0].from_left_mm), ("waagerecht", "von oben", folds[0].from_top_mm))
    return "; ".join(f"{how} bei {_listed(places)} mm {side}" for how, side, places in said if places)


def _listed(lengths_mm: tuple[float, ...]) -> str:
    return ", ".join(number(round(length, 1)) for length in lengths_mm)


def _folds(definition: Definition, edition: Edition) -> tuple[Folds, ...]:
    """Of the map and the back, whose inserts are not folded; of a flyer and its leaves."""
    if definition.product is Product.FLYER:
        return tuple(Folds(side) for side in folds_of(definition)) * ceil(int(edition.snapshot["pages"]) / 2)
    if not definition.folded:
        return ()
    upright = edition.snapshot["width_mm"] < edition.snapshot["height_mm"]
    return tuple(Folds(*map(tuple, definition.paper.folds_mm(landscape))) for landscape in (not upright, True))
