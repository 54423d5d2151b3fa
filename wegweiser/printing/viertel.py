"""„Mein Viertel“ for visitors: they type an address and get a sheet. Neither is kept, or written to any log."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from geo.errors import GeoError
from geo.gazetteer.choice import find
from geo.gazetteer.suggestions import Suggestion
from wegweiser.printing.errors import OutsideCity, PrintingError, SheetBusy
from wegweiser.printing.export import viertel_sheet
from wegweiser.printing.views import RETRY_AFTER_S, refused
from wegweiser.requests import PublicRequest, accepts_form

LONGEST_ADDRESS = 120


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@accepts_form
def viertel(request: PublicRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    typed = request.POST.get("gewaehlt") or request.POST.get("adresse", "")
    address = "".join(sign for sign in typed if sign.isprintable()).strip()[:LONGEST_ADDRESS]
    found = find(address)
    if found.place is None:
        reason = gettext("Welche Adresse meinen Sie?") if found.choices else _unknown(request)
        return _page(request, address=address, reason=reason, choices=found.choices, status=422)
    return _sheet(request, found.place)


def _unknown(request: PublicRequest) -> str:
    return gettext(
        "Diese Adresse kennen wir nicht. Bitte prüfen Sie Straße und Hausnummer. Adressen außerhalb von {city} stehen "
        "nicht in unserem Verzeichnis."
    ).format(city=request.city.name)


def _sheet(request: PublicRequest, place: Suggestion) -> HttpResponse:
    label = place.label if request.POST.get("drucken") else ""
    try:
        pdf = viertel_sheet(place.point, label, get_language() or "de")
    except OutsideCity:
        reason = gettext("Diese Adresse liegt nicht in der Stadt.")
        return _page(request, address=place.label, reason=reason, status=422)
    except (PrintingError, GeoError) as error:
        response = refused(request, error)
        if isinstance(error, SheetBusy):
            response["Retry-After"] = RETRY_AFTER_S
        return response
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="mein-viertel.pdf"'
    return response


def _page(request: PublicRequest, status: int = 200, **context: object) -> HttpResponse:
    prints_address = request.method != "POST" or bool(request.POST.get("drucken"))
    return render(request, "printing/viertel.html", {"prints_address": prints_address, **context}, status=status)
