"""Pages of few words: emergency, Leichte Sprache, accessibility, imprint, privacy, licences, next steps."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, get_language_info, override

from wegweiser.directory.models.city import LayerAttribution
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.opening import Clock
from wegweiser.directory.phone import tel_uri
from wegweiser.pages.cards import Card
from wegweiser.pages.filters import listed_places
from wegweiser.requests import PublicRequest

PROTECTION = "schutz"


def emergency_numbers(request: PublicRequest) -> list[tuple[str, str, str, str]]:
    """Number, address to dial it, label and note in the language of the page."""
    language = get_language() or "de"
    return [
        (entry.number, tel_uri(entry.number), entry.label_in(language), entry.note_in(language))
        for entry in request.city.emergency
    ]


def emergency(request: PublicRequest) -> HttpResponse:
    clock = Clock.now(request.city.holidays)
    protection = [Card.of(place, clock) for place in listed_places().of_category(PROTECTION)]
    return render(request, "pages/emergency.html", {"numbers": emergency_numbers(request), "protection": protection})


def easy(request: PublicRequest) -> HttpResponse:
    return render(request, "pages/easy.html", {"office_tel": tel_uri(request.city.office.phone)})


def accessibility(request: PublicRequest) -> HttpResponse:
    """§ 10b BGG NRW: which parts are not accessible, why, and where to turn; of the languages, what the city knows."""
    city = request.city
    unchecked = [_german_name(code) for code in city.languages if code != "de" and code not in city.translations]
    context = {"office_tel": tel_uri(city.office.phone), "unchecked": unchecked}
    return render(request, "pages/accessibility.html", context)


def _german_name(language: str) -> str:
    with override("de"):  # the language in which the statement is valid
        info = get_language_info(language)
        return str(info["name_local"] if language.startswith("de") else info["name_translated"])


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
