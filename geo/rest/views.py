"""The addresses of a collection of features, in the shape of OGC API Features."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from geo.conf import public_url
from geo.db.geojson import write_features
from geo.db.revisions import current_revision
from geo.errors import NotAWholeNumber, UnknownAddress, UnknownCollection, UnknownItem
from geo.http import allow_every_origin, etag_of, not_modified, revalidate
from geo.params import refuse_unknown, whole_number
from geo.rest.collections import Collection
from geo.rest.errors import answer_problem
from geo.rest.paging import NAMES, Page, link
from geo.rest.renderers import GEOJSON, JSON, GeoJSONRenderer, OneFormat, PlainJSONRenderer
from geo.rest.schema import CollectionSchema, ItemSchema, ItemsSchema

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"


class OpenDataView(APIView):
    """Read by anybody, changed by nobody."""

    renderer_classes = [PlainJSONRenderer]
    content_negotiation_class = OneFormat

    def get_exception_handler(self) -> Callable[..., Any]:
        return answer_problem

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return HttpResponse(status=204)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        final = super().finalize_response(request, response, *args, **kwargs)
        allow_every_origin(final)
        return final


class FeatureView(OpenDataView):
    collection: Collection
    renderer_classes = [GeoJSONRenderer]

    def conditional(self, request: Request, write: Callable[[], str]) -> HttpResponseBase:
        """304 without asking for a single row while the collection is as it was."""
        revision = current_revision(self.collection.revision, self.collection.made_from)
        etag = etag_of(revision, request.get_full_path(), self.moment())
        response = not_modified(request._request, etag) or Response(write())
        revalidate(response, etag)
        return response

    def moment(self) -> str:
        """What else an answer depends on; an answer that speaks of "now" holds for a minute."""
        return ""

    @property
    def home(self) -> str:
        """The address of the collection's items."""
        return public_url() + self.request.path.partition("/items")[0] + "/items"


class ItemsView(FeatureView):
    schema = ItemsSchema()

    def get(self, request: Request) -> HttpResponseBase:
        filters = {each.name: each for each in self.collection.filters}
        refuse_unknown(request.query_params, {*filters, *NAMES})
        page = Page.parse(request.query_params)
        rows = self.collection.rows()
        for name, each in filters.items():
            if name in request.query_params:
                rows = each.narrow(rows, request.query_params[name])
        return self.conditional(request, lambda: self._write(rows, page))

    def _write(self, rows: QuerySet[Any], page: Page) -> str:
        features = write_features(rows[page.offset : page.offset + page.limit], self.collection.shape)
        seen = page.offset + len(features)
        is_last = len(features) < page.limit and (features or page.offset == 0)
        matched = seen if is_last else rows.count()
        head = {
            "type": "FeatureCollection",
            "numberMatched": matched,
            "numberReturned": len(features),
            "timeStamp": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            "links": self._links(page, seen < matched),
        }
        return f'{json.dumps(head)[:-1]}, "features": [{",".join(features)}]}}'

    def _links(self, page: Page, more: bool) -> list[dict[str, Any]]:
        query = self.request.query_params
        here = f"{self.home}?{query.urlencode(safe=',:')}" if query else self.home
        links = [link(here, "self", GEOJSON), link(self.home.removesuffix("/items"), "collection", JSON)]
        if more:
            links.append(link(f"{self.home}?{page.address(query, page.offset + page.limit)}", "next", GEOJSON))
        if page.offset:
            before = max(page.offset - page.limit, 0)
            links.append(link(f"{self.home}?{page.address(query, before)}", "prev", GEOJSON))
        return links


class ItemView(FeatureView):
    schema = ItemSchema()

    def get(self, request: Request, item: str) -> HttpResponseBase:
        refuse_unknown(request.query_params, ())
        return self.conditional(request, lambda: self._write(item))

    def _write(self, item: str) -> str:
        features = write_features(self.collection.rows().filter(pk=self._key(item)), self.collection.shape)
        if not features:
            raise UnknownItem(value=item, collection=self.collection.id)
        links = [link(f"{self.home}/{item}", "self", GEOJSON), link(self.home, "collection", GEOJSON)]
        return f'{features[0][:-1]}, "links": {json.dumps(links)}}}'

    def _key(self, item: str) -> int | str:
        if not item.isprintable():
            raise UnknownItem(value=ascii(item), collection=self.collection.id)
        if self.collection.id_schema["type"] != "integer":
            return item
        try:
            return whole_number("id", item)
        except NotAWholeNumber:
            raise UnknownItem(value=item, collection=self.collection.id) from None


class CollectionsView(OpenDataView):
    """All collections, or the one that the address names."""

    collections: Sequence[Collection] = ()
    schema = CollectionSchema()

    def get(self, request: Request, collection: str | None = None) -> Response:
        refuse_unknown(request.query_params, ())
        base = f"{public_url()}{request.path}"
        if collection is None:
            described = [_describe(each, f"{base}/{each.id}") for each in self.collections]
            return Response({"links": [link(base, "self", JSON)], "collections": described})
        for each in self.collections:
            if each.id == collection:
                return Response(_describe(each, base))
        raise UnknownCollection(value=collection, known=[each.id for each in self.collections])


class NoItemsView(CollectionsView):
    """The items of a collection that does not exist."""

    schema = None  # type: ignore[assignment]  # hides the view from the document, as DRF describes


class NothingView(OpenDataView):
    """What is left of the address space still answers with a problem, not with a page."""

    schema = None

    def get(self, request: Request, rest: str) -> Response:
        raise UnknownAddress(start=request.path.removesuffix(rest))


def _describe(collection: Collection, address: str) -> Mapping[str, Any]:
    links = [
        link(address, "self", JSON),
        link(f"{address}/items", "items", GEOJSON, title=collection.title),
    ]
    described: dict[str, Any] = {
        "id": collection.id,
        "title": collection.title,
        "description": collection.description,
        "itemType": "feature",
        "crs": [CRS84],
    }
    credit, extent = collection.credit(), collection.extent()
    if credit:
        described |= {"attribution": credit.text, "license": credit.licence}
    if credit and credit.url:
        links.append(link(credit.url, "license", "text/html", title=credit.licence))
    if extent:
        described["extent"] = {"spatial": {"bbox": [list(extent)], "crs": CRS84}}
    return {**described, "links": links}
