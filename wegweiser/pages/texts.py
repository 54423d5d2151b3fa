"""Pages of few words: emergency, imprint, privacy, licences, next steps."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from wegweiser.directory.models.city import LayerAttribution
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.opening import Clock
from wegweiser.directory.phone import tel_uri
from wegweiser.pages.cards import Card
from wegweiser.pages.filters import listed_places
from wegweiser.requests import PublicRequest

PROTECTION = "schutz"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's own is in English and knows no city."""
    return render(request, "400.html", status=400)


def emergency(request: PublicRequest) -> HttpResponse:
    language = get_language() or "de"
    numbers = [
        (entry.number, tel_uri(entry.number), entry.label_in(language), entry.note_in(language))
        for entry in request.city.emergency
    ]
    clock = Clock.now(request.city.holidays)
    protection = [Card.of(place, clock) for place in listed_places().of_category(PROTECTION)]
    return render(request, "pages/emergency.html", {"numbers": numbers, "protection": protection})


def imprint(request: PublicRequest) -> HttpResponse:
    return render(request, "pages/imprint.html", {"office_tel": tel_uri(request.city.office.phone)})


def privacy(request: PublicRequest) -> HttpResponse:
    return render(request, "pages/privacy.html")


def licences(request: PublicRequest) -> HttpResponse:
    sources = PublicFacility.objects.order_by("source_name").values_list("source_name", "licence").distinct()
    context = {"attributions": LayerAttribution.objects.all(), "sources": sources}
    return render(request, "pages/licences.html", context)


def next_steps(request: PublicRequest) -> HttpResponse:
    if not request.city.steps:
        raise Http404("this city has no steps left")
    return render(request, "pages/next_steps.html")
