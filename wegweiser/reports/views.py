"""The public forms: no account, no cookie, and what was typed is never lost to a refusal."""

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.phone import tel_uri
from wegweiser.reports.forms import BarrierForm, ErrorForm, PublicForm, SuggestionForm
from wegweiser.reports.intake import PlaceGone, accept
from wegweiser.reports.limits import TooMany
from wegweiser.requests import PublicRequest, accepts_form

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@never_cache
@accepts_form
def report(request: PublicRequest, pk: int) -> HttpResponse:
    place = get_object_or_404(PublicFacility.objects.all(), pk=pk)
    form = ErrorForm(_sent(request), now=timezone.now(), place=place)
    return _answer(request, form, "reports/report.html")


@require_http_methods(METHODS)
@never_cache
@accepts_form
def suggest(request: PublicRequest) -> HttpResponse:
    return _answer(request, SuggestionForm(_sent(request), now=timezone.now()), "reports/suggest.html")


@require_http_methods(METHODS)
@never_cache
@accepts_form
def barrier(request: PublicRequest) -> HttpResponse:
    return _answer(request, BarrierForm(_sent(request), now=timezone.now()), "reports/barrier.html")


@require_safe
def thanks(request: PublicRequest) -> HttpResponse:
    return render(request, "reports/thanks.html")


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _answer(request: PublicRequest, form: PublicForm, template: str) -> HttpResponse:
    if not form.is_bound:
        return _page(request, form, template)
    if not form.is_valid():
        return _page(request, form, template, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        accept(form.report(), form.nonce, request.META.get(settings.SENDER_ADDRESS, ""), form.now)
    except TooMany as refused:
        response = _page(request, form, template, HTTPStatus.TOO_MANY_REQUESTS, minutes=refused.minutes)
        response["Retry-After"] = str(refused.seconds)
        return response
    except PlaceGone as gone:
        raise Http404 from gone
    response = redirect("reports:thanks")
    response.status_code = HTTPStatus.SEE_OTHER
    return response


def _page(
    request: PublicRequest, form: PublicForm, template: str, status: int = HTTPStatus.OK, minutes: int = 0
) -> HttpResponse:
    office = request.city.office
    context = {"form": form, "problems": list(form.problems()), "minutes": minutes, "office_tel": tel_uri(office.phone)}
    return render(request, template, context, status=status)
