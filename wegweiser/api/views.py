from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from geo.conf import public_url
from geo.params import refuse_unknown
from geo.rest.openapi import DocumentView
from geo.rest.paging import link
from geo.rest.renderers import JSON
from geo.rest.schema import LandingSchema
from geo.rest.views import CollectionsView, ItemsView, ItemView, OpenDataView
from wegweiser.api.collections import COLLECTIONS, FACILITIES, SOZIALRAEUME
from wegweiser.directory.models.city import City

OPENAPI = "application/vnd.oai.openapi+json;version=3.0"


class LandingView(OpenDataView):
    schema = LandingSchema()

    def get(self, request: Request) -> Response:
        refuse_unknown(request.query_params, ())
        here = public_url() + request.path
        city = City.objects.first()
        links = [
            link(here, "self", JSON),
            link(f"{here}openapi.json", "service-desc", OPENAPI),
            link(f"{here}collections", "data", JSON),
            link(f"{public_url()}/tiles/", "related", JSON, title="Kacheln (TileJSON)"),
        ]
        return Response(
            {
                "title": f"Wegweiser für Familien: {city}" if city else "Wegweiser für Familien",
                "description": "Einrichtungen für Familien und die Sozialräume der Stadt als offene Daten.",
                "links": links,
            }
        )


class OpenApiView(DocumentView):
    title = "Wegweiser für Familien"
    description = "The city's directory of places for families, as open data."


class ApiCollectionsView(CollectionsView):
    collections = COLLECTIONS


class FacilitiesView(ItemsView):
    collection = FACILITIES

    def moment(self) -> str:
        asks_for_now = {"open", "with"} & self.request.query_params.keys()
        return f"{timezone.localtime():%Y-%m-%d %H:%M}" if asks_for_now else ""


class FacilityView(ItemView):
    collection = FACILITIES


class SozialraeumeView(ItemsView):
    collection = SOZIALRAEUME


class SozialraumView(ItemView):
    collection = SOZIALRAEUME
