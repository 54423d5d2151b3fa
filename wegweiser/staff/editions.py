"""„Ausgaben“: adjust a sheet, look at its draft, release it; and what has changed since those released before."""

from collections.abc import Iterator
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from geo.errors import GeoError
from wegweiser.exports.making import zipped
from wegweiser.exports.selection import area_names, details
from wegweiser.exports.standing import in_words
from wegweiser.printing.adjustments import Shift, leave_out, reset, shift
from wegweiser.printing.definition import Definition
from wegweiser.printing.editions import withdraw
from wegweiser.printing.errors import PrintingError
from wegweiser.printing.export import export_sheet, release_sheet
from wegweiser.printing.freshness import changes_since
from wegweiser.printing.handover import REPORT, press_files
from wegweiser.printing.models import Edition, EditionState
from wegweiser.printing.pictures import map_png
from wegweiser.printing.press.marks import Marks
from wegweiser.printing.preview import preview
from wegweiser.staff.sheet_form import AdjustmentForm, SheetForm, asked
from wegweiser.staff.sheet_state import sheet_state

PAGE = "admin:printing_edition_changelist"
LISTED = 60
MAP_DPI = 200
WITHDRAWN = "Dieses Blatt wurde zurückgezogen: Ein Ort darauf ist nicht mehr öffentlich."


@never_cache
@require_safe
def overview(request: HttpRequest) -> TemplateResponse:
    names = area_names()
    context = {"form": SheetForm(), "rows": list(_released(names))}
    return _answer(request, "staff/editions.html", "Ausgaben", context)


@never_cache
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    form = SheetForm(request.GET)
    if not form.is_valid():
        return _answer(
            request, "staff/editions.html", "Ausgaben", {"form": form, "rows": list(_released(area_names()))}
        )
    definition = form.definition
    state = sheet_state(definition)
    title = f"{area_names()[definition.area]} · {details(definition)}"
    return _answer(request, "staff/edition_sheet.html", title, {**state, "query": asked(definition)})


@never_cache
@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    try:
        drawn = preview(_definition(request)).picture()
    except (PrintingError, GeoError) as error:
        raise Http404(str(error)) from error
    if drawn is None:
        raise Http404("Diese Stadt hat keine Grundkarte.")
    return HttpResponse(drawn, content_type="image/png")


@never_cache
@require_safe
def draft(request: HttpRequest) -> HttpResponseBase:
    definition = _definition(request)
    wanted = Definition.from_plain({**definition.plain(), "draft": True})
    try:
        edition = export_sheet(wanted)
    except (PrintingError, GeoError) as error:
        messages.error(request, str(error))
        return _back(definition)
    name = f"entwurf-{edition.sozialraum}-{edition.paper}-{edition.code}.pdf"
    return FileResponse(edition.path.open("rb"), content_type="application/pdf", filename=name)


@require_POST
def adjust(request: HttpRequest) -> HttpResponse:
    """Tells a script the new state of the map; a decision that makes the sheet impossible is not kept."""
    definition, form = _definition(request), AdjustmentForm(request.POST)
    scripted = request.headers.get("Accept") == "application/json"
    try:
        if not form.is_valid():
            raise PrintingError(" ".join(str(text) for texts in form.errors.values() for text in texts))
        with transaction.atomic():
            _decide(definition, form, _editor(request))
            if scripted:
                preview(definition)
    except (PrintingError, GeoError) as error:
        if scripted:
            return JsonResponse({"error": str(error)}, status=409)
        messages.error(request, str(error))
        return _back(definition)
    return JsonResponse(_scripted(request, definition)) if scripted else _back(definition)


@require_POST
def release(request: HttpRequest) -> HttpResponseRedirect:
    definition = _definition(request)
    try:
        edition = release_sheet(definition, _editor(request))
    except (PrintingError, GeoError) as error:
        messages.error(request, str(error))
        return _back(definition)
    messages.success(request, f"Ausgabe {edition.label} ist freigegeben. Familien erhalten ab jetzt dieses Blatt.")
    return redirect(PAGE)


@never_cache
@require_safe
def fetch(request: HttpRequest, code: str) -> FileResponse:
    withdraw()
    edition = get_object_or_404(Edition, code=code)
    if not edition.path.is_file():
        raise Http404(WITHDRAWN)
    return FileResponse(edition.path.open("rb"), content_type="application/pdf", filename=f"wegweiser-{code}.pdf")


@never_cache
@require_safe
def fetch_for_press(request: HttpRequest, code: str) -> HttpResponseBase:
    """All that a printer needs, made of the frozen file."""
    edition = _frozen(code)
    try:
        files = press_files(edition, Marks.CROP_FOLD)
    except (PrintingError, GeoError) as error:
        messages.error(request, str(error))
        return redirect(PAGE)
    name = f"wegweiser-{edition.sozialraum}-{edition.paper}-{code}"
    named = {f"{name}{suffix}": content for suffix, content in files.items()}
    return _attached(zipped(named), "application/zip", f"{name}.zip")


@never_cache
@require_safe
def fetch_report(request: HttpRequest, code: str) -> HttpResponseBase:
    """What the preflight of the printer's file says."""
    try:
        report = press_files(_frozen(code), Marks.CROP_FOLD)[REPORT].decode()
    except (PrintingError, GeoError) as error:
        report = str(error)
    return HttpResponse(report, content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def fetch_map(request: HttpRequest, code: str) -> HttpResponseBase:
    """The map alone, for slides and web pages."""
    edition = _frozen(code)
    if not edition.scale_denominator:
        raise Http404("Dieses Blatt hat keine Karte.")
    return _attached(map_png(edition, MAP_DPI), "image/png", f"karte-{edition.sozialraum}-{edition.paper}-{code}.png")


def _frozen(code: str) -> Edition:
    withdraw()
    edition = get_object_or_404(Edition, code=code, state=EditionState.RELEASED)
    if not edition.path.is_file():
        raise Http404(WITHDRAWN)
    return edition


def _attached(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _decide(definition: Definition, form: AdjustmentForm, editor: str) -> None:
    wanted = form.cleaned_data
    place, action = wanted["place"], wanted["action"]
    if action == form.LEAVE_OUT:
        leave_out(definition, place, wanted["reason"], editor)
        return
    for other in (place, *form.neighbours):  # plates of one address move as one
        reset(definition, other)
    if action != form.RESET:
        shift(definition, place, Shift(wanted["dx"], wanted["dy"], pinned=action == form.PIN), editor)


def _scripted(request: HttpRequest, definition: Definition) -> dict[str, Any]:
    state = sheet_state(definition)
    panel = render_to_string("staff/_edition_panel.html", state, request)
    return {"plan": state["plan"], "panel": panel}


def _released(names: dict[str, str]) -> Iterator[dict[str, Any]]:
    """The newest of each sheet, with what has changed since."""
    withdraw()
    editions = Edition.objects.filter(state=EditionState.RELEASED).order_by("-released_at")
    seen: set[tuple[str, str]] = set()
    for edition in editions[:LISTED]:
        newest = (edition.series, edition.language) not in seen
        seen.add((edition.series, edition.language))
        changes = changes_since(edition) if newest else None
        yield {
            "edition": edition,
            "newest": newest,
            "sheet": _label(edition, names),
            "changes": changes,
            "summary": in_words(changes) if changes else "",
            "query": _query(edition),
            "withdrawn": not edition.path.is_file(),
        }


def _label(edition: Edition, names: dict[str, str]) -> str:
    try:
        definition = Definition.from_plain(edition.definition)
    except (PrintingError, TypeError):
        return edition.title
    return f"{names.get(definition.area, definition.area)} · {details(definition)}"


def _query(edition: Edition) -> str:
    """Empty where the sheet cannot be made any more."""
    try:
        return asked(Definition.from_plain(edition.definition))
    except (PrintingError, TypeError):
        return ""


def _definition(request: HttpRequest) -> Definition:
    form = SheetForm(request.GET)
    if not form.is_valid():
        raise Http404("Dieses Blatt gibt es nicht.")
    return form.definition


def _editor(request: HttpRequest) -> str:
    user = cast(User, request.user)
    return user.get_full_name() or user.get_username()


def _answer(request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> TemplateResponse:
    return TemplateResponse(request, template, {**admin.site.each_context(request), "title": title, **context})


def _back(definition: Definition) -> HttpResponseRedirect:
    return redirect(f"{reverse('admin:staff-sheet')}?{asked(definition)}")
