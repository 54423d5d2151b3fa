"""„Träger fragen“: who was asked, who has answered, whom to call."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wegweiser.confirming.letters import ask, revoke
from wegweiser.confirming.models import Inquiry
from wegweiser.directory.asking import places_of
from wegweiser.directory.checking import Light, checked_places, confirm, shown
from wegweiser.directory.choices import VerifiedVia
from wegweiser.directory.models.facility import Traeger
from wegweiser.directory.phone import tel_uri
from wegweiser.staff.signature import signature

PAGE = "admin:confirming_inquiry_changelist"


@dataclass(frozen=True)
class Row:
    """A Träger with its newest question."""

    traeger: Traeger
    places: int
    late: int
    inquiry: Inquiry | None
    is_open: bool
    unanswered: bool

    @property
    def can_be_asked(self) -> bool:
        return bool(self.traeger.email) and not self.traeger.email_fails and not self.is_open

    @property
    def to_call(self) -> bool:
        """Who never answered, or cannot be reached by mail although something is due."""
        unreachable = not self.traeger.email or self.traeger.email_fails
        return self.unanswered or (unreachable and self.late > 0)

    @property
    def tel(self) -> str:
        return tel_uri(self.traeger.phone)


@never_cache
@require_safe
def overview(request: HttpRequest) -> TemplateResponse:
    rows = _rows()
    context = {
        **admin.site.each_context(request),
        "title": "Träger fragen",
        "rows": rows,
        "to_call": [row for row in rows if row.to_call],
        "waiting": sum(row.is_open and bool(row.inquiry and not row.inquiry.letters) for row in rows),
    }
    return TemplateResponse(request, "staff/asking.html", context)


@require_POST
def send(request: HttpRequest) -> HttpResponseRedirect:
    chosen = {int(key) for key in request.POST.getlist("traeger") if key.isdecimal() and len(key) < 10}
    rows = [row for row in _rows() if row.traeger.pk in chosen and row.can_be_asked]
    asked = sum(ask(row.traeger.pk, signature(request), timezone.now()) for row in rows)
    if asked:
        messages.success(request, f"{asked} Träger werden gefragt. Die E-Mails gehen in den nächsten Minuten hinaus.")
    else:
        messages.error(request, "Niemand wurde gefragt: Bitte wählen Sie Träger aus, die eine E-Mail-Adresse haben.")
    return redirect(PAGE)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    if revoke([pk], timezone.now()):
        messages.success(request, "Der Link gilt nicht mehr.")
    else:
        messages.error(request, "Diese Anfrage ist schon beantwortet oder zurückgezogen.")
    return redirect(PAGE)


@require_POST
def called(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Somebody has said on the phone that all is right."""
    traeger, now = get_object_or_404(Traeger, pk=pk), timezone.now()
    places = [place.pk for place in places_of(pk)]
    said = shown() & Q(traeger_id=pk)
    count = confirm(places, f"{traeger.name}, gefragt von {signature(request)}"[:200], VerifiedVia.PHONE, now, said)
    revoke(Inquiry.objects.filter(traeger=traeger).values_list("pk", flat=True), now)
    messages.success(request, f"{count} Orte von „{traeger}“ gelten als heute geprüft.")
    return redirect(PAGE)


def _rows() -> list[Row]:
    now = timezone.now()
    late = Count("pk", filter=~Q(light=Light.GREEN))
    lit = checked_places(timezone.localdate(now)).exclude(traeger=None).order_by()
    counts: dict[int, Any] = {
        row["traeger_id"]: row for row in lit.values("traeger_id").annotate(places=Count("pk"), late=late)
    }
    newest = {inquiry.traeger_id: inquiry for inquiry in Inquiry.objects.order_by("asked_at", "pk")}
    still_open = set(Inquiry.objects.answerable(now).values_list("pk", flat=True))
    silent = set(Inquiry.objects.unanswered(now).values_list("pk", flat=True))
    rows = []
    for traeger in Traeger.objects.filter(pk__in=counts):
        inquiry, count = newest.get(traeger.pk), counts[traeger.pk]
        key = inquiry.pk if inquiry else 0
        rows.append(Row(traeger, count["places"], count["late"], inquiry, key in still_open, key in silent))
    return sorted(rows, key=lambda row: (-row.late, row.traeger.name))
