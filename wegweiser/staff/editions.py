"""„Gedruckte Pläne“: adjust a sheet, look at its draft, release it; what has changed since earlier ones."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from geo.errors import GeoError
from wegweiser.exports.selection import area_names, details
from wegweiser.exports.standing import in_words
from wegweiser.printing.adjustments import NotAdjusted, Shift, leave_out, reset, shift
from wegweiser.printing.data import read_sheet
from wegweiser.printing.definition import Definition
from wegweiser.printing.editions import withdraw
from wegweiser.printing.errors import PrintingError, told
from wegweiser.printing.export import export_sheet, release_sheet
from wegweiser.printing.freshness import changes_since
from wegweiser.printing.models import Edition, EditionState
from wegweiser.printing.preview import preview
from wegweiser.staff.sheet_form import AdjustmentForm, SheetForm, asked
from wegweiser.staff.sheet_state import sheet_state
from wegweiser.staff.signature import signature
from wegweiser.staff.truth import check_truth

PAGE = "admin:printing_edition_changelist"
TITLE = "Gedruckte Pläne"
LISTED = 60
NOT_ON_IT = "Dieser Ort steht nicht mehr auf dem Blatt. Bitte laden Sie die Seite neu."


@never_cache
@require_safe
def overview(request: HttpRequest) -> TemplateResponse:
    return _overview(request, SheetForm())


@never_cache
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    form = SheetForm(request.GET)
    if not form.is_valid():
        return _overview(request, form)
    definition = form.definition
    state = sheet_state(definition)
    if state["plan"] and not request.user.has_perm("printing.change_edition"):
        state["plan"]["adjust"] = ""
    title = f"{area_names()[definition.area]} · {details(definition)}"
    return _answer(request, "staff/edition_sheet.html", title, {**state, "query": asked(definition)})


@never_cache
@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    try:
        drawn = preview(_definition(request)).picture()
    except (PrintingError, GeoError) as error:
        raise Http404(told(error)) from error
    if drawn is None:
        raise Http404("Diese Stadt hat keine Grundkarte.")
    return HttpResponse(drawn, content_type="image/png")


@require_POST
def draft(request: HttpRequest) -> HttpResponseRedirect:
    definition = _definition(request)
    try:
        edition = export_sheet(replace(definition, draft=True))
    except (PrintingError, GeoError) as error:
        messages.error(request, told(error))
        return _back(definition)
    return redirect("admin:staff-edition-file", code=edition.code)


@require_POST
def adjust(request: HttpRequest) -> HttpResponse:
    """Tells a script the new state of the map; a decision that makes the sheet impossible is not kept."""
    definition, form = _definition(request), AdjustmentForm(request.POST)
    scripted = request.headers.get("Accept") == "application/json"
    try:
        if not form.is_valid():
            raise PrintingError(" ".join(str(text) for texts in form.errors.values() for text in texts))
        with transaction.atomic():
            _decide(definition, form, signature(request))
            if scripted:
                preview(definition)
    except (PrintingError, GeoError) as error:
        if scripted:
            return JsonResponse({"error": told(error)}, status=409)
        messages.error(request, told(error))
        return _back(definition)
    return JsonResponse(_scripted(request, definition)) if scripted else _back(definition)


@require_POST
def release(request: HttpRequest) -> HttpResponseRedirect:
    definition = _definition(request)
    try:
        check_truth(definition)
        edition = release_sheet(definition, signature(request))
    except (PrintingError, GeoError) as error:
        messages.error(request, told(error))
        return _back(definition)
    messages.success(request, f"Ausgabe {edition.label} ist freigegeben. Familien erhalten ab jetzt diesen Plan.")
    return redirect(PAGE)


def _overview(request: HttpRequest, form: SheetForm) -> TemplateResponse:
    return _answer(request, "staff/editions.html", TITLE, {"form": form, "rows": list(_released(area_names()))})


def _decide(definition: Definition, form: AdjustmentForm, editor: str) -> None:
    """Raises PrintingError."""
    wanted = form.cleaned_data
    place, action = wanted["place"], wanted["action"]
    if action != form.RESET and not _is_on(definition, place):
        raise NotAdjusted(NOT_ON_IT)
    if action == form.LEAVE_OUT:
        leave_out(definition, place, wanted["reason"], editor)
        return
    for other in (place, *form.neighbours):  # plates of one address move as one
        reset(definition, other)
    if action != form.RESET:
        shift(definition, place, Shift(wanted["dx"], wanted["dy"], pinned=action == form.PIN), editor)


def _is_on(definition: Definition, facility_id: int) -> bool:
    """Or would be, had it not been left out."""
    data = read_sheet(definition)
    return facility_id in data.left_out or any(place.facility_id == facility_id for place in data.places)


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


def _answer(request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> TemplateResponse:
    return TemplateResponse(request, template, {**admin.site.each_context(request), "title": title, **context})


def _back(definition: Definition) -> HttpResponseRedirect:
    return redirect(f"{reverse('admin:staff-sheet')}?{asked(definition)}")
