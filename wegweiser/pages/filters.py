"""What a list page's address asks for: a group or category (`art`) and a Sozialraum, checked once."""

import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.contrib.gis.db.models.functions import Transform
from django.http import Http404, QueryDict

from geo.crs import WGS84
from wegweiser.directory.models.public import PublicFacility, PublicFacilityQuerySet
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.models.taxonomy import Category, CategoryGroup

FIELDS = ("art", "sozialraum")
CODE = re.compile(r"[\w.-]{1,80}")


def listed_places() -> PublicFacilityQuerySet:
    """All public places in the order of every list, each with its `position` in EPSG:4326."""
    places: PublicFacilityQuerySet = PublicFacility.objects.with_category().annotate(position=Transform("point", WGS84))
    return places.order_by("category__group__position", "category__position", "name", "pk")


@dataclass(frozen=True)
class PlaceFilter:
    kind: Category | CategoryGroup | None = None
    sozialraum: Sozialraum | None = None

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        """Raises Http404 for a code that does not exist: an empty list would claim that there is no such place."""
        return cls(_kind(query.get("art", "")), _sozialraum(query.get("sozialraum", "")))

    def places(self) -> PublicFacilityQuerySet:
        places = listed_places()
        if self.kind is not None:
            places = places.of_category(self.kind.pk)
        if self.sozialraum is not None:
            places = places.in_sozialraum(self.sozialraum.pk)
        return places

    @property
    def kind_code(self) -> str:
        return self.kind.pk if self.kind else ""

    @property
    def codes(self) -> dict[str, str]:
        codes = {"art": self.kind_code, "sozialraum": self.sozialraum.pk if self.sozialraum else ""}
        return {name: code for name, code in codes.items() if code}

    def query(self, **changes: str) -> str:
        """The query string of a link that changes one thing and keeps the rest; an empty text removes it."""
        changed = self.codes | changes
        codes = {name: changed[name] for name in FIELDS if changed.get(name)}
        return f"?{urlencode(codes)}" if codes else ""


def _kind(code: str) -> Category | CategoryGroup | None:
    if not code:
        return None
    model = Category if "." in code else CategoryGroup
    found = model.objects.filter(pk=code).first() if CODE.fullmatch(code) else None
    if found is None:
        raise Http404(f"no category {code!r}")
    return found


def _sozialraum(code: str) -> Sozialraum | None:
    if not code:
        return None
    known = Sozialraum.objects.defer("boundary")
    found: Sozialraum | None = known.filter(pk=code).first() if CODE.fullmatch(code) else None
    if found is None:
        raise Http404(f"no Sozialraum {code!r}")
    return found
