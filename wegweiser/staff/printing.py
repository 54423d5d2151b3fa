"""„Karten drucken“: choose, see what would be drawn, start, watch, fetch."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wegweiser.exports import orders, parcel, selection
from wegweiser.exports.files import Files
from wegweiser.exports.models import OPEN, ExportOrder, ExportSheet, SheetTemplate, State
from wegweiser.exports.standing import Standing, advised
from wegweiser.printing.definition import Definition
from wegweiser.printing.download import download
from wegweiser.printing.editions import withdraw
from wegweiser.printing.errors import PrintingError, SheetWithdrawn
from wegweiser.staff.edition_files import missing
from wegweiser.staff.print_form import PrintForm, TemplateNameForm
from wegweiser.staff.sheet_form import is_id

PAGE = "admin:exports_exportorder_changelist"
RECENT = 8
LOOKED_UP = 60
"""Sheets whose standing is looked up for the preview, at 20 ms each."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> TemplateResponse:
    """POST shows what would be printed and changes nothing."""
    return _page(request, PrintForm(request.POST) if request.method == "POST" else PrintForm())


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    form = PrintForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    return _placed(request, form.definitions, selection.summary(form.definitions), form.wanted)


@require_POST
def save_template(request: HttpRequest) -> HttpResponse:
    form, named = PrintForm(request.POST), TemplateNameForm(request.POST)
    if not form.is_valid() or not named.is_valid():
        return _page(request, form, named)
    _keep(request, named, form.definitions, form.wanted)
    return redirect(PAGE)


@require_POST
def print_template(request: HttpRequest, pk: int) -> HttpResponse:
    template = get_object_or_404(SheetTemplate, pk=pk)
    try:
        definitions = [Definition.from_plain(plain) for plain in template.definitions]
        files = Files.from_plain(template.files)
    except (PrintingError, TypeError) as error:
        messages.error(request, f"Die Vorlage „{template}“ lässt sich nicht mehr drucken: {error}")
        return redirect(PAGE)
    return _placed(request, definitions, template.name, files)


@require_POST
def delete_template(request: HttpRequest, pk: int) -> HttpResponse:
    template = get_object_or_404(SheetTemplate, pk=pk)
    template.delete()
    messages.success(request, f"Die Vorlage „{template}“ ist gelöscht. Gedruckte Blätter bleiben.")
    return redirect(PAGE)


@never_cache
@require_safe
def order(request: HttpRequest, pk: int) -> TemplateResponse:
    found = get_object_or_404(ExportOrder, pk=pk)
    context = {**_progress(found), "order": found, "zip": parcel.offered(found), "named": TemplateNameForm()}
    return _answer(request, "staff/print_order.html", found.name, context)


@never_cache
@require_safe
def progress(request: HttpRequest, pk: int) -> JsonResponse:
    state = _progress(get_object_or_404(ExportOrder, pk=pk))
    state["sheets"] = [
        {"id": row["sheet"].pk, "state": row["state"], "percent": row["sheet"].percent, "text": row["text"]}
        for row in state["sheets"]
    ]
    return JsonResponse(state)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    orders.cancel(_chosen(request, pk))
    return _back(pk)


@require_POST
def try_again(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    orders.try_again(_chosen(request, pk))
    return _back(pk)


@require_POST
def pack(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    orders.pack(get_object_or_404(ExportOrder, pk=pk).pk)
    return _back(pk)


@require_POST
def order_as_template(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    found = get_object_or_404(ExportOrder, pk=pk)
    named = TemplateNameForm(request.POST)
    if named.is_valid():
        sheets = list(found.sheets.all())
        _keep(request, named, [Definition.from_plain(sheet.definition) for sheet in sheets], sheets[0].wanted)
    else:
        messages.error(request, named.errors.as_data()["name"][0].messages[0])
    return _back(pk)


@never_cache
@require_safe
def fetch_zip(request: HttpRequest, pk: int) -> HttpResponseBase:
    found = get_object_or_404(ExportOrder, pk=pk)
    path = parcel.offered(found)
    if path is None:
        raise Http404("Diese ZIP-Datei gibt es nicht mehr.")
    return _file(request, path, f"karten-{found.created_at:%Y-%m-%d}-{pk}.zip", attached=True)


@never_cache
@require_safe
def fetch_sheet(request: HttpRequest, pk: int) -> HttpResponseBase:
    sheet = get_object_or_404(ExportSheet.objects.select_related("edition"), pk=pk)
    withdraw()
    path = sheet.file
    if path is None:
        raise Http404("Dieses Blatt gibt es nicht mehr.")
    return _file(request, path, sheet.file_name)


def _file(request: HttpRequest, path: Path, name: str, *, attached: bool = False) -> HttpResponseBase:
    try:
        return download(request, path, name, attached=attached)
    except SheetWithdrawn as error:
        return missing(request, error, 410)


def _page(request: HttpRequest, form: PrintForm, named: TemplateNameForm | None = None) -> TemplateResponse:
    done = Count("sheets", filter=Q(sheets__state=State.DONE))
    opened = Count("sheets", filter=Q(sheets__state__in=OPEN))
    context = {
        "form": form,
        "named": named or TemplateNameForm(),
        "templates": SheetTemplate.objects.all(),
        "recent": ExportOrder.objects.annotate(total=Count("sheets"), done=done, open=opened).order_by("-pk")[:RECENT],
        "preview": _preview(form.definitions) if form.is_bound and form.is_valid() else None,
    }
    return _answer(request, "staff/print.html", "Karten drucken", context)


def _answer(request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> TemplateResponse:
    return TemplateResponse(request, template, {**admin.site.each_context(request), "title": title, **context})


def _preview(definitions: Sequence[Definition]) -> dict[str, Any]:
    names = selection.area_names()
    shown = definitions[:LOOKED_UP]
    found = advised(shown)
    return {
        "sheets": [(selection.label(each, names), stored) for each, stored in zip(shown, found, strict=True)],
        "count": len(definitions),
        "more": max(0, len(definitions) - LOOKED_UP),
        "unchecked": any(stored.hint is None and stored.standing is not Standing.IMPOSSIBLE for stored in found),
    }


def _placed(request: HttpRequest, definitions: Sequence[Definition], name: str, files: Files) -> HttpResponseRedirect:
    return _back(orders.place(definitions, name, cast(User, request.user), files).pk)


def _keep(request: HttpRequest, named: TemplateNameForm, definitions: Iterable[Definition], files: Files) -> None:
    template = named.save(commit=False)
    template.owner = request.user
    template.definitions = [definition.plain() for definition in definitions]
    template.files = files.plain()
    template.save()
    messages.success(request, f"Die Vorlage „{template}“ ist gespeichert.")


def _chosen(request: HttpRequest, pk: int) -> Any:
    """One sheet of the order, or all."""
    sheets = get_object_or_404(ExportOrder, pk=pk).sheets.all()
    one = request.POST.get("sheet", "")
    return sheets.filter(pk=one) if is_id(one) else sheets


def _progress(order: ExportOrder) -> dict[str, Any]:
    places = orders.places_in_queue()
    sheets = list(order.sheets.select_related("edition"))
    finished = not any(sheet.state in OPEN for sheet in sheets)
    return {
        "sheets": [{"sheet": sheet, **_row(sheet, places)} for sheet in sheets],
        "percent": sum(100 if sheet.state not in OPEN else sheet.percent for sheet in sheets) // max(1, len(sheets)),
        "done": sum(sheet.state == State.DONE for sheet in sheets),
        "total": len(sheets),
        "finished": finished,
        "asleep": not finished and orders.nobody_draws(),
        "packing": finished and orders.is_being_packed(order),
    }


def _row(sheet: ExportSheet, places: dict[int, int]) -> dict[str, str]:
    """`state` also tells a sheet whose file is gone from one that is done."""
    if sheet.state == State.DONE and not sheet.is_whole:
        return {"state": "gone", "text": parcel.reason(sheet)}
    texts = {
        State.QUEUED: f"wartet, Platz {places[sheet.pk]}" if sheet.pk in places else "wartet",
        State.RUNNING: sheet.stage_label,
        State.DONE: "lag fertig bereit" if sheet.from_store else "neu gezeichnet",
        State.FAILED: sheet.error,
        State.CANCELLED: "abgebrochen",
    }
    return {"state": sheet.state, "text": texts[State(sheet.state)]}


def _back(pk: int) -> HttpResponseRedirect:
    return redirect(reverse("admin:staff-print-order", args=[pk]))
