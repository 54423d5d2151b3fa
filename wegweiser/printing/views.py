"""The sheet as a file, and the page behind the code that is printed on it."""

import logging
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from geo.errors import GeoError
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.phone import tel_uri
from wegweiser.printing.definition import USUAL, Definition, Product
from wegweiser.printing.download import download
from wegweiser.printing.editions import withdraw
from wegweiser.printing.errors import (
    CityMissing,
    NothingToColour,
    NotPrintedYet,
    PrintingError,
    SheetBusy,
    SheetTooFull,
    SheetWithdrawn,
    UnknownChoice,
    UnknownSozialraum,
)
from wegweiser.printing.export import offered_sheet
from wegweiser.printing.models import Edition
from wegweiser.printing.paper import PAPERS
from wegweiser.printing.printed import PrintedTable, is_superseded, number_of
from wegweiser.requests import PublicRequest

logger = logging.getLogger(__name__)

STATUS: dict[type[Exception], int] = {
    UnknownSozialraum: 404,
    UnknownChoice: 404,
    NotPrintedYet: 404,
    NothingToColour: 404,
    SheetWithdrawn: 410,
    SheetTooFull: 409,
    CityMissing: 503,
    SheetBusy: 503,
}
RETRY_AFTER_S = "30"
LONGEST_NUMBER = 12


@require_safe
def sheet(request: HttpRequest, slug: str, paper_name: str) -> HttpResponseBase:
    return _file(request, f"wegweiser-{slug}-{paper_name}", slug, paper=paper_name)


@require_safe
def flyer(request: HttpRequest, category: str, slug: str = "") -> HttpResponseBase:
    name = "-".join(part for part in ("flyer", category, slug) if part)
    return _file(request, name, slug, product=Product.FLYER, categories=[category])


@require_safe
def colouring_sheet(request: HttpRequest, slug: str) -> HttpResponseBase:
    return _file(request, f"ausmalplan-{slug}", slug, product=Product.AUSMALPLAN)


@require_safe
def door_sign(request: HttpRequest, pk: int) -> HttpResponseBase:
    """For everybody: it says no more than the page of the place does."""
    return _file(request, f"aushang-{pk}", "", product=Product.AUSHANG, place=pk)


def _file(request: HttpRequest, name: str, area: str, **choices: Any) -> HttpResponseBase:
    language = get_language() or settings.LANGUAGE_CODE
    file_name = f"{name}.pdf" if language == settings.LANGUAGE_CODE else f"{name}-{language}.pdf"
    try:
        definition = Definition.of(area, language=language, **choices)
        edition = offered_sheet(definition)
        return download(request, edition.path, file_name)
    except (PrintingError, GeoError) as error:
        return refused(request, error)


@require_safe
def edition(request: PublicRequest, code: str) -> HttpResponse:
    """What stood beside each number of a printed sheet, what is there now, and what has changed."""
    withdraw()
    found = Edition.objects.filter(code=code.upper()).first()
    if found is None:
        return render(request, "printing/edition_unknown.html", {"code": code.upper()}, status=404)
    table = PrintedTable.of(found)
    asked = request.GET.get("nr", "").strip()[:LONGEST_NUMBER]
    context = {
        "edition": found,
        "table": table,
        "asked": asked,
        "number": number_of(asked),
        "line": table.line(asked),
        "superseded": is_superseded(found, table.changes),
        "office_tel": tel_uri(request.city.office.phone),
        "paper": found.paper if found.paper in PAPERS else USUAL,
        "sozialraum": Sozialraum.objects.filter(code=found.sozialraum).first(),
    }
    return render(request, "printing/edition.html", context)


def refused(request: HttpRequest, error: Exception) -> HttpResponse:
    status = next((status for kind, status in STATUS.items() if isinstance(error, kind)), 500)
    if status == 500:
        logger.error("sheet %s failed: %s", request.path, error)
    response = render(request, "printing/no_sheet.html", {"reason": str(error), "status": status}, status=status)
    if isinstance(error, SheetBusy):
        response["Retry-After"] = RETRY_AFTER_S
    return response
