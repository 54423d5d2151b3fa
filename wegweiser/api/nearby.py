"""Questions about a place where somebody is: asked by POST, so that no address and no log holds it; never stored."""

from typing import Any, cast

from django.utils.cache import add_never_cache_headers
from rest_framework.request import Request
from rest_framework.response import Response

from geo.errors import UnknownValue, WrongKind
from geo.gazetteer.geocoder import Confidence
from geo.gazetteer.suggestions import suggest
from geo.params import can_be_stored, refuse_unknown
from geo.rest.body import count_of, point_of, read_body, text_of, texts_of
from geo.rest.collections import JsonSchema
from geo.rest.renderers import JSON
from geo.rest.schema import OpenDataSchema, object_schema
from geo.rest.views import OpenDataView
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.models.taxonomy import Category, CategoryGroup
from wegweiser.directory.walking import walking_minutes
from wegweiser.finding.nearby import Nearby, nearby, sozialraum_at

MOST_OF_EACH = 20
MOST_KINDS = 100
MOST_ADDRESSES = 8
_TEXT = {"type": "string"}
_NUMBER = {"type": "number"}
_POINT = {"lon": {**_NUMBER, "minimum": -180, "maximum": 180}, "lat": {**_NUMBER, "minimum": -90, "maximum": 90}}
_SOZIALRAUM = {**object_schema(code=_TEXT, name=_TEXT), "nullable": True}
_PLACE = object_schema(
    id={"type": "integer"},
    name=_TEXT,
    category=_TEXT,
    lon=_NUMBER,
    lat=_NUMBER,
    distance_m={"type": "integer"},
    walking_minutes={"type": "integer", "nullable": True},
)


class QuestionSchema(OpenDataSchema):
    @property
    def _asked(self) -> "QuestionView":
        return cast(QuestionView, self.view)

    def get_operation_id(self) -> str:
        return self._asked.operation

    def get_description(self) -> str:  # type: ignore[override]  # drf-spectacular narrows DRF's signature
        return str(self.view.__doc__)

    def answers(self) -> dict[tuple[str, str], Any]:
        return {("200", JSON): self._asked.answer}

    def get_request_serializer(self) -> Any:
        return {JSON: self._asked.question}


class QuestionView(OpenDataView):
    http_method_names = ["post", "options"]
    schema = QuestionSchema()
    operation: str
    question: JsonSchema
    answer: JsonSchema

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        final = super().finalize_response(request, response, *args, **kwargs)
        final.headers["Access-Control-Allow-Methods"] = "POST, OPTIONS"
        final.headers["Access-Control-Allow-Headers"] = "Content-Type"
        add_never_cache_headers(final)
        return final


class NearestView(QuestionView):
    """The nearest places of each group, or of each of some groups or categories, and the Sozialraum of the point."""

    operation = "findNearest"
    question = object_schema(
        {
            "k": {"type": "integer", "minimum": 1, "maximum": MOST_OF_EACH, "default": 3},
            "groups": {"type": "array", "items": _TEXT},
            "categories": {"type": "array", "items": _TEXT},
        },
        **_POINT,
    )
    answer = object_schema(
        sozialraum=_SOZIALRAUM,
        kinds={"type": "array", "items": object_schema(code=_TEXT, places={"type": "array", "items": _PLACE})},
    )

    def post(self, request: Request) -> Response:
        refuse_unknown(request.query_params, ())
        body = read_body(request, ("lon", "lat", "k", "groups", "categories"))
        point, count = point_of(body), count_of(body, "k", 3, MOST_OF_EACH)
        kinds = _kinds(body)
        found = nearby(point, kinds, count) if can_be_stored(point) else Nearby(None, ())
        described = [{"code": kind.code, "places": [_place(place) for place in kind.places]} for kind in found.kinds]
        return Response({"sozialraum": _sozialraum(found.sozialraum), "kinds": described})


class SozialraumView(QuestionView):
    """The Sozialraum in which a point lies; null outside the city."""

    operation = "findSozialraum"
    question = object_schema(**_POINT)
    answer = object_schema(sozialraum=_SOZIALRAUM)

    def post(self, request: Request) -> Response:
        refuse_unknown(request.query_params, ())
        point = point_of(read_body(request, ("lon", "lat")))
        return Response({"sozialraum": _sozialraum(sozialraum_at(point) if can_be_stored(point) else None)})


class AddressesView(QuestionView):
    """Addresses of the city's register for what has been typed so far, misspelt or not, and how sure each is."""

    operation = "suggestAddresses"
    question = object_schema(text={"type": "string", "maxLength": 120})
    answer = object_schema(
        addresses={
            "type": "array",
            "items": object_schema(
                label=_TEXT,
                lon=_NUMBER,
                lat=_NUMBER,
                confidence={"type": "string", "enum": list(Confidence)},
                similar={"type": "boolean", "description": "The street is spelt otherwise than it was typed."},
            ),
        }
    )

    def post(self, request: Request) -> Response:
        refuse_unknown(request.query_params, ())
        text = text_of(read_body(request, ("text",)), "text")
        described = [
            {
                "label": each.label,
                **_degrees(each.degrees.x, each.degrees.y),
                "confidence": each.confidence,
                "similar": each.is_similar,
            }
            for each in suggest(text, MOST_ADDRESSES)
        ]
        return Response({"addresses": described})


def _kinds(body: dict[str, Any]) -> list[str]:
    groups, categories = (texts_of(body, name, MOST_KINDS) for name in ("groups", "categories"))
    if groups and categories:
        raise WrongKind(name="categories", value=categories, wanted="groups | categories")
    for name, codes, model in (("groups", groups, CategoryGroup), ("categories", categories, Category)):
        known = list(model._default_manager.values_list("pk", flat=True))
        for code in codes:
            if code not in known:
                raise UnknownValue(name=name, value=code, known=known)
    return groups or categories


def _sozialraum(found: Sozialraum | None) -> dict[str, str] | None:
    return {"code": found.pk, "name": found.name} if found else None


def _place(place: PublicFacility) -> dict[str, Any]:
    return {
        "id": place.pk,
        "name": place.name,
        "category": place.category_id,
        **_degrees(place.position.x, place.position.y),
        "distance_m": round(place.distance_m),
        "walking_minutes": walking_minutes(place.distance_m),
    }


def _degrees(lon: float, lat: float) -> dict[str, float]:
    """About a decimetre."""
    return {"lon": round(lon, 6), "lat": round(lat, 6)}
