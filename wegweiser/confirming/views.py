"""The page behind the link: no account, no cookie. Looking changes nothing, for programs open links too."""

from datetime import datetime
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wegweiser.confirming import links
from wegweiser.confirming.answers import Stale, take
from wegweiser.confirming.forms import PlaceForm
from wegweiser.confirming.models import Inquiry
from wegweiser.directory.asking import places_of
from wegweiser.directory.phone import tel_uri
from wegweiser.requests import PublicRequest, accepts_form

ALL_RIGHT = "alles"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@accepts_form
def page(request: PublicRequest, token: str) -> HttpResponse:
    now = timezone.now()
    try:
        inquiry = links.read(token, now)
        return (
            _answered(request, inquiry, now) if request.method == "POST" else _page(request, inquiry, _forms(inquiry))
        )
    except links.Forged:
        return _over(request, None, HTTPStatus.NOT_FOUND)
    except links.Over as over:
        over.inquiry.refresh_from_db()
        return _over(request, over.inquiry, HTTPStatus.GONE)


def _answered(request: PublicRequest, inquiry: Inquiry, now: datetime) -> HttpResponse:
    forms = _forms(inquiry, request)
    valid = [form.is_valid() for form in forms]
    if not all(valid):
        return _page(request, inquiry, forms, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        inquiry = take(inquiry, forms, now)
    except Stale:
        return _page(request, inquiry, _forms(inquiry), HTTPStatus.CONFLICT)
    return render(request, "confirming/thanks.html", {"inquiry": inquiry})


def _forms(inquiry: Inquiry, request: PublicRequest | None = None) -> list[PlaceForm]:
    """„Stimmt alles“ counts for what stands there, whatever was typed into the fields."""
    places = places_of(inquiry.traeger_id)
    if request is None:
        return [PlaceForm(place) for place in places]
    sent = request.POST
    if sent.get("antwort") != ALL_RIGHT:
        return [PlaceForm(place, sent) for place in places]
    seen = {f"ort{place.pk}-seen": sent.get(f"ort{place.pk}-seen", "") for place in places}
    values = {f"ort{place.pk}-{name}": value for place in places for name, value in place.values.items()}
    return [PlaceForm(place, {**values, **seen}) for place in places]


def _page(
    request: PublicRequest, inquiry: Inquiry, forms: list[PlaceForm], status: int = HTTPStatus.OK
) -> HttpResponse:
    context = {
        "inquiry": inquiry,
        "forms": forms,
        "faulty": [form for form in forms if form.errors],
        "status": int(status),
    }
    return render(request, "confirming/page.html", context, status=status)


def _over(request: PublicRequest, inquiry: Inquiry | None, status: int) -> HttpResponse:
    context = {"inquiry": inquiry, "office_tel": tel_uri(request.city.office.phone)}
    return render(request, "confirming/over.html", context, status=status)
