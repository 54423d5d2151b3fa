"""„Meldungen“: what families told the office, taken over, done or rejected."""

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from geo.gazetteer.normalise import split_address
from wegweiser.directory.models.facility import Facility
from wegweiser.directory.models.taxonomy import Category
from wegweiser.reports import handling, mail
from wegweiser.reports.models import FINISHED, LONGEST_REASON, UNFINISHED, Kind, Report
from wegweiser.staff.takeover import NotTaken, rows_of, take_over

PAGE = "admin:reports_report_changelist"
LISTED = 50
TABS = {"": ("Offen", UNFINISHED), "fertig": ("Abgeschlossen", FINISHED)}
LABELS = {"name": "Name", "category": "Art", "address": "Adresse", "phone": "Telefon"}
TOO_LATE = "Diese Meldung hat inzwischen jemand anders bearbeitet. Nichts wurde geändert."
STEPS: dict[str, tuple[Callable[..., bool], str]] = {
    "uebernehmen": (handling.take, "Sie kümmern sich um diese Meldung."),
    "erledigt": (handling.finish, "Die Meldung ist erledigt."),
    "ablehnen": (handling.reject, "Die Meldung ist abgelehnt."),
    "oeffnen": (handling.reopen, "Die Meldung ist wieder in Arbeit."),
}


class StepForm(forms.Form):
    action = forms.ChoiceField(choices=[(name, name) for name in STEPS])
    reason = forms.CharField(
        required=False,
        max_length=LONGEST_REASON,
        error_messages={"max_length": f"Die Begründung ist zu lang, erlaubt sind {LONGEST_REASON} Zeichen."},
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("action") == "ablehnen" and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Bitte schreiben Sie, warum Sie die Meldung ablehnen.")
        return cleaned


@never_cache
@require_safe
def overview(request: HttpRequest) -> TemplateResponse:
    tab = request.GET.get("stand", "")
    tab = tab if tab in TABS else ""
    kind = request.GET.get("art", "")
    found = Report.objects.filter(state__in=TABS[tab][1]).select_related("handled_by")
    if kind in Kind.values:
        found = found.filter(kind=kind)
    context = {
        "page": Paginator(found, LISTED).get_page(request.GET.get("seite")),
        "tab": tab,
        "tabs": [(name, label) for name, (label, _) in TABS.items()],
        "kind": kind,
        "kinds": Kind.choices,
        "open_count": handling.open_count(),
        "mail_waits": mail.waiting().count(),
        **_mail(),
    }
    return _answer(request, "staff/reports.html", "Meldungen", context)


@never_cache
@require_safe
def detail(request: HttpRequest, pk: int) -> TemplateResponse:
    return _detail(request, _found(pk), StepForm())


@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    report, form = _found(pk), StepForm(request.POST)
    if not form.is_valid():
        return _detail(request, report, form)
    act, sentence = STEPS[form.cleaned_data["action"]]
    reasons = [form.cleaned_data["reason"]] if act is handling.reject else []
    if act(report, cast(User, request.user), timezone.now(), *reasons):
        messages.success(request, sentence)
    else:
        messages.error(request, TOO_LATE)
    return _back(report)


@require_POST
def adopt(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Writes the chosen fields of a proposal into its place."""
    if not request.user.has_perm("directory.change_facility"):
        raise PermissionDenied
    report = _found(pk)
    try:
        take_over(report, request.POST.getlist("feld"), request.POST.get("gesehen", ""), cast(User, request.user))
    except NotTaken as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, "Übernommen. Die Meldung ist erledigt, der Ort gilt als heute geprüft.")
    return _back(report)


@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    report = _found(pk)
    handling.forget_contact(report)
    messages.success(request, "Der Kontakt ist gelöscht.")
    return _back(report)


def _found(pk: int) -> Report:
    return get_object_or_404(Report.objects.select_related("handled_by"), pk=pk)


def _detail(request: HttpRequest, report: Report, form: StepForm) -> TemplateResponse:
    place = Facility.objects.select_related("category").filter(pk=report.place_id).first() if report.place_id else None
    context = {
        "report": report,
        "place": place,
        "form": form,
        "proposed": [] if report.kind == Kind.CHANGE else _proposed(report),
        "rows": rows_of(report, place) if report.kind == Kind.CHANGE and place else [],
        "new_place": _new_place(report) if report.kind == Kind.SUGGESTION else "",
        "is_open": report.state in UNFINISHED,
        **_mail(),
    }
    return _answer(request, "staff/report.html", f"Meldung {report.pk}", context)


def _mail() -> dict[str, Any]:
    return {"mail_to": mail.recipient(), "can_mail": mail.can_mail()}


def _proposed(report: Report) -> list[tuple[str, str]]:
    named: dict[str, Any] = dict(report.proposed)
    if "category" in named:
        category = Category.objects.filter(pk=named["category"]).first()
        named["category"] = str(category or named["category"])
    return [(LABELS.get(name, name), str(value)) for name, value in named.items()]


def _new_place(report: Report) -> str:
    """The form of a new place, filled in."""
    values = {name: report.proposed[name] for name in ("name", "category", "phone") if name in report.proposed}
    values["street"], values["house_number"] = split_address(report.proposed.get("address", ""))
    given = {name: value for name, value in values.items() if value}
    return f"{reverse('admin:directory_facility_add')}?{urlencode(given)}"


def _answer(request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> TemplateResponse:
    return TemplateResponse(request, template, {**admin.site.each_context(request), "title": title, **context})


def _back(report: Report) -> HttpResponseRedirect:
    return redirect(reverse("admin:staff-report", args=[report.pk]))
