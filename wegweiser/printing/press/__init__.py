"""From a composed sheet, whose pages have a TrimBox and are drawn beyond it, to the files that go out.

Only printing.pdf and this package edit PDF files.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from wegweiser.printing.press.boxes import crop_to_trim
from wegweiser.printing.press.cmyk import convert
from wegweiser.printing.press.inks import Inks
from wegweiser.printing.press.marks import Folds, Marks, lay_out
from wegweiser.printing.press.mend import mend
from wegweiser.printing.press.preflight import check
from wegweiser.printing.press.report import Report

_FOR_READERS = ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/PageMode")
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
    slug: str = ""
    """Stands outside the trim: which sheet it is."""


def screen_pdf(composed: bytes) -> bytes:
    """The tagged sheet as it is after the cut. Raises PreflightError where a page has no TrimBox."""
    with pikepdf.open(BytesIO(composed)) as pdf:
        crop_to_trim(pdf)
        mend(pdf)
        return _saved(pdf)


def print_pdf(composed: bytes, order: Order) -> PrintFile:
    """In inks, with bleed and marks; read back before it is handed out. Raises PreflightError."""
    with pikepdf.open(BytesIO(composed)) as pdf:
        _strip(pdf)
        convert(pdf, Inks.with_city(order.city_colours))
        for number, page in enumerate(pdf.pages, 1):
            folds = order.folds[number - 1] if number <= len(order.folds) else Folds()
            slug = f"{order.slug} · Seite {number} von {len(pdf.pages)}" if order.slug else ""
            lay_out(pdf, page, order.marks, folds, slug)
        mend(pdf)
        finished = _saved(pdf)
    return PrintFile(finished, check(finished))


def _strip(pdf: pikepdf.Pdf) -> None:
    """Tags, links and bookmarks mean nothing on paper, and links make a printer's own check complain."""
    _remove(pdf.Root, _FOR_READERS)
    for page in pdf.pages:
        _remove(page.obj, _FOR_READERS_OF_A_PAGE)


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
    )
    return target.getvalue()
