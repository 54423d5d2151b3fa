"""What staff fetch of a printed sheet: as families see it, for the press, and the map alone."""

from collections.abc import Callable
from functools import wraps

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from geo.errors import GeoError
from wegweiser.exports.making import zipped
from wegweiser.printing.download import download
from wegweiser.printing.editions import withdraw
from wegweiser.printing.errors import PrintingError, SheetWithdrawn, told
from wegweiser.printing.handover import REPORT, press_files
from wegweiser.printing.models import Edition, EditionState
from wegweiser.printing.pictures import map_png
from wegweiser.printing.press.marks import Marks

MAP_DPI = 200

Fetching = Callable[[HttpRequest, str], HttpResponseBase]


def _of_edition(view: Fetching) -> Fetching:
    """For reading; whoever comes too late, or for what cannot be made, reads a sentence."""

    @never_cache
    @require_safe
    @wraps(view)
    def fetched(request: HttpRequest, code: str) -> HttpResponseBase:
        withdraw()
        try:
            return view(request, code)
        except FileNotFoundError:
            return missing(request, SheetWithdrawn(), 410)
        except SheetWithdrawn as error:
            return missing(request, error, 410)
        except (PrintingError, GeoError) as error:
            return missing(request, error, 409)

    return fetched


@_of_edition
def fetch(request: HttpRequest, code: str) -> HttpResponseBase:
    """Drafts too."""
    edition = get_object_or_404(Edition, code=code)
    name = "entwurf" if edition.state == EditionState.DRAFT else "wegweiser"
    return download(request, edition.path, f"{name}-{edition.sozialraum}-{edition.paper}-{code}.pdf")


@_of_edition
def fetch_for_press(request: HttpRequest, code: str) -> HttpResponseBase:
    """All that a printer needs, made of the frozen file."""
    edition = _frozen(code)
    files = press_files(edition, Marks.CROP_FOLD)
    name = f"wegweiser-{edition.sozialraum}-{edition.paper}-{code}"
    named = {f"{name}{suffix}": content for suffix, content in files.items()}
    return _attached(zipped(named), "application/zip", f"{name}.zip")


@_of_edition
def fetch_report(request: HttpRequest, code: str) -> HttpResponseBase:
    """What the preflight of the printer's file says."""
    try:
        report = press_files(_frozen(code), Marks.CROP_FOLD)[REPORT].decode()
    except (PrintingError, GeoError) as error:
        report = told(error)
    return HttpResponse(report, content_type="text/plain; charset=utf-8")


@_of_edition
def fetch_map(request: HttpRequest, code: str) -> HttpResponseBase:
    """The map alone, for slides and web pages."""
    edition = _frozen(code)
    if not edition.scale_denominator:
        raise Http404("Dieses Blatt hat keine Karte.")
    return _attached(map_png(edition, MAP_DPI), "image/png", f"karte-{edition.sozialraum}-{edition.paper}-{code}.png")


def missing(request: HttpRequest, error: Exception, status: int) -> TemplateResponse:
    """Why there is no file, on a page of the staff's side."""
    context = {**admin.site.each_context(request), "title": "Diese Datei gibt es nicht", "reason": told(error)}
    return TemplateResponse(request, "staff/no_file.html", context, status=status)


def _frozen(code: str) -> Edition:
    return get_object_or_404(Edition, code=code, state=EditionState.RELEASED)


def _attached(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
