"""From a composed sheet, whose pages have a TrimBox and are drawn beyond it, to the file that goes to the printer.

Only printing.pdf and this package edit PDF files.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf

from wegweiser.printing.press.cmyk import convert
from wegweiser.printing.press.identity import VERSION, Press, declare
from wegweiser.printing.press.inks import Inks
from wegweiser.printing.press.marks import Folds, Marks, Slug, lay_out
from wegweiser.printing.press.mend import mend
from wegweiser.printing.press.preflight import check
from wegweiser.printing.press.report import Report

_FOR_READERS = ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/PageMode", "/ViewerPreferences", "/Names", "/Dests")
_FOR_READERS_OF_A_PAGE = ("/Annots", "/StructParents", "/Tabs")


@dataclass(frozen=True)
class PrintFile:
    pdf: bytes
    report: Report


@dataclass(frozen=True)
class Order:
    """How a sheet is handed to the printer."""

    marks: Marks = Marks.CROP_FOLD
    folds: Sequence[Folds] = ()
    """Of each page from the first; the pages after the last are not folded."""
    city_colours: frozenset[str] = frozenset()
    """#RRGGBB, whatever the city brought along: accent, its own group colours, its logos (inks.colours_in)."""
    only_black: bool = False
    """For a greyscale sheet."""
    slug: str = ""
    """Stands outside the trim: which sheet it is."""
    press: Press = field(default_factory=Press)
    pages: tuple[int, int | None] = (0, None)
    """From and before which: those that are printed on paper of one format."""


def print_pdf(composed: bytes, order: Order) -> PrintFile:
    """In inks, with bleed and marks; read back before it is handed out. Raises PreflightError."""
    with pikepdf.open(BytesIO(_for_paper(composed, slice(*order.pages)))) as pdf:
        convert(pdf, Inks.with_city(order.city_colours, only_black=order.only_black))
        for number, page in enumerate(pdf.pages, 1):
            folds = order.folds[number - 1] if number <= len(order.folds) else Folds()
            slug = f"{order.slug} · Seite {number} von {len(pdf.pages)}" if order.slug else ""
            lay_out(pdf, page, order.marks, folds, Slug(slug, order.only_black))
        mend(pdf)
        declare(pdf, order.press)
        finished = _saved(pdf)
    return PrintFile(finished, check(finished, only_black=order.only_black))


def _for_paper(composed: bytes, pages: slice) -> bytes:
    """Tags, links and bookmarks mean nothing on paper, and links make a printer's own check complain."""
    with pikepdf.open(BytesIO(composed)) as pdf:
        _remove(pdf.Root, _FOR_READERS)
        wanted = set(range(len(pdf.pages))[pages])
        for index in reversed(range(len(pdf.pages))):
            if index in wanted:
                _remove(pdf.pages[index].obj, _FOR_READERS_OF_A_PAGE)
            else:
                del pdf.pages[index]
        return _saved(pdf)


def _remove(dictionary: pikepdf.Object, keys: Iterable[str]) -> None:
    for key in keys:
        if key in dictionary:
            del dictionary[key]


def _saved(pdf: pikepdf.Pdf) -> bytes:
    target = BytesIO()
    pdf.save(
        target,
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
        force_version=VERSION,
    )
    return target.getvalue()
