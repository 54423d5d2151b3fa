"""Pages of few words: emergency, imprint, privacy, licences, next steps."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from wegweiser.directory.models.city import LayerAttribution
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.phone import tel_uri
from wegweiser.pages.cards import Card
from wegweiser.pages.filters import listed_places
from wegweiser.pages.requests import PublicRequest

PROTECTION = "schutz"


def emergency(request: PublicRequest) -> HttpResponse:
    numbers = [(entry, tel_uri(entry.number)) for entry in request.city.emergency]
    protection = [Card.of(place, request.city.holidays) for place in listed_places().of_category(PROTECTION)]
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
