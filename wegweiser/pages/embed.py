"""The map for other sites: in a frame, filtered by its address, and the page on which to fetch the code for it."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.models.taxonomy import CategoryGroup
from wegweiser.pages.explorer import Explorer
from wegweiser.pages.filters import PlaceFilter
from wegweiser.pages.middleware import content_policy
from wegweiser.pages.views import place_list
from wegweiser.requests import PublicRequest


@require_safe
@xframe_options_exempt
def embedded(request: PublicRequest) -> HttpResponse:
    """List and map without the frame of the site; its address takes the filters of the list."""
    asked = PlaceFilter.of_known(request.GET)
    response = Explorer(asked).render(request, "pages/embedded.html", place_list(request, asked))
    response.headers["Content-Security-Policy"] = content_policy(framed_by="*")
    return response


@require_safe
def embedding(request: PublicRequest) -> HttpResponse:
    asked = PlaceFilter.of_known(request.GET)
    address = reverse("pages:embedded") + asked.query()
    title = f"{gettext('Wegweiser für Familien')} {request.city.name}"
    code = format_html(
        '<iframe src="{}" title="{}" width="100%" height="640" loading="lazy" allow="geolocation"></iframe>',
        settings.PUBLIC_URL + address,
        title,
    )
    context = {
        "asked": asked,
        "address": address,
        "title": title,
        "code": code,
        "groups": CategoryGroup.objects.all(),
        "sozialraeume": Sozialraum.objects.defer("boundary"),
    }
    return render(request, "pages/embedding.html", context)
