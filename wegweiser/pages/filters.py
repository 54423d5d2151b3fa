"""What a list page's address asks for; a value that nobody knows is left out and named, so that old links lead on."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.contrib.gis.db.models.functions import Transform
from django.http import Http404, QueryDict

from geo.crs import WGS84
from wegweiser.directory.city import CityProfile
from wegweiser.directory.models.public import PublicFacility, PublicFacilityQuerySet
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.models.taxonomy import Category, CategoryGroup
from wegweiser.directory.open_places import open_now, open_on_saturday
from wegweiser.directory.opening import Clock

CODE = re.compile(r"[\w.-]{1,80}", re.ASCII)
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
OLDEST = 17
MOST_VALUES = 100
"""Of one parameter; there are fewer kinds of places."""
OPENING: Mapping[str, Callable[[PublicFacilityQuerySet, Clock], PublicFacilityQuerySet]] = {
    "jetzt": open_now,
    "samstag": open_on_saturday,
}
NEEDS = {
    "rollstuhl": "wheelchair",
    "kinderwagen": "pram",
    "wickeltisch": "changing_table",
    "kostenlos": "free",
    "familienkarte": "familienkarte",
}
"""Word of the address -> trait of the directory."""


def listed_places() -> PublicFacilityQuerySet:
    """All public places in the order of every list, each with its `position` in EPSG:4326."""
    places: PublicFacilityQuerySet = PublicFacility.objects.with_category().annotate(position=Transform("point", WGS84))
    return places.order_by("category__group__position", "category__position", "name", "pk")


@dataclass(frozen=True)
class PlaceFilter:
    """The field names are those of the address."""

    art: tuple[Category | CategoryGroup, ...] = ()
    alter: int | None = None
    offen: tuple[str, ...] = ()
    sprache: tuple[str, ...] = ()
    mit: tuple[str, ...] = ()
    sozialraum: Sozialraum | None = None
    unknown: tuple[str, ...] = field(default=(), compare=False)
    """Values that were asked for and do not exist."""

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        asked = {name: [text for text in query.getlist(name)[:MOST_VALUES] if text] for name in NAMES}
        kinds = {kind.pk: kind for kind in _kinds(asked["art"])}
        area = _sozialraum(asked["sozialraum"])
        age = next((int(text) for text in asked["alter"] if text in AGES), None)
        known: dict[str, Callable[[str], bool]] = {
            "art": kinds.__contains__,
            "alter": AGES.__contains__,
            "offen": OPENING.__contains__,
            "sprache": lambda text: bool(LANGUAGE.fullmatch(text)),
            "mit": NEEDS.__contains__,
            "sozialraum": lambda text: bool(area and area.pk == text),
        }
        unknown = [text[:80] for name, texts in asked.items() for text in texts if not known[name](text)]
        several = {
            name: tuple(dict.fromkeys(text for text in asked[name] if known[name](text)))
            for name in ("offen", "sprache", "mit")
        }
        return cls(tuple(kinds.values()), age, **several, sozialraum=area, unknown=tuple(unknown))

    @classmethod
    def of_known(cls, query: QueryDict) -> Self:
        """For what cannot say that it left something out; raises Http404."""
        asked = cls.from_query(query)
        if asked.unknown:
            raise Http404(f"unknown: {asked.unknown}")
        return asked

    def places(self, clock: Clock | None = None) -> PublicFacilityQuerySet:
        places = listed_places().of_categories([kind.pk for kind in self.art])
        if self.sozialraum is not None:
            places = places.in_sozialraum(self.sozialraum.pk)
        if self.alter is not None:
            places = places.for_age(self.alter)
        if self.sprache:
            places = places.speaking(self.sprache)
        if not (self.offen or self.mit):
            return places
        clock = clock or Clock.now(CityProfile.current().holidays)
        for need in self.mit:
            places = places.with_trait(NEEDS[need], clock.today)
        for word in self.offen:
            places = OPENING[word](places, clock)
        return places

    @property
    def kind(self) -> Category | CategoryGroup | None:
        """The only one that is asked for."""
        return self.art[0] if len(self.art) == 1 else None

    @property
    def kind_code(self) -> str:
        return self.kind.pk if self.kind else ""

    @property
    def kind_codes(self) -> set[str]:
        return {kind.pk for kind in self.art}

    @property
    def values(self) -> Iterator[tuple[str, str]]:
        """Each single wish as name and value of the address, in its order."""
        for name in NAMES:
            value: Any = getattr(self, name)
            for each in value if isinstance(value, tuple) else () if value is None else (value,):
                yield name, str(getattr(each, "pk", each))

    @property
    def codes(self) -> dict[str, str]:
        return dict(self.values)

    def query(self, **changes: str) -> str:
        """The query string of a link that changes one thing and keeps the rest; an empty text removes it."""
        kept = [(name, value) for name, value in self.values if name not in changes]
        pairs = [*kept, *((name, value) for name, value in changes.items() if value)]
        pairs.sort(key=lambda pair: NAMES.index(pair[0]))
        return f"?{urlencode(pairs)}" if pairs else ""

    def toggled(self, name: str, value: str) -> str:
        """The query string with this one wish added, or taken away where it is there."""
        pairs = list(self.values)
        pairs = [pair for pair in pairs if pair != (name, value)] if (name, value) in pairs else [*pairs, (name, value)]
        pairs.sort(key=lambda pair: NAMES.index(pair[0]))
        return f"?{urlencode(pairs)}" if pairs else ""

    def without(self, name: str, value: str) -> Self:
        found: Any = getattr(self, name)
        rest: Any = None
        if isinstance(found, tuple):
            rest = tuple(each for each in found if str(getattr(each, "pk", each)) != value)
        return replace(self, **{name: rest})


NAMES = tuple(item.name for item in fields(PlaceFilter) if item.compare)
AGES = {str(years) for years in range(OLDEST + 1)}


def _kinds(codes: list[str]) -> Iterator[Category | CategoryGroup]:
    sound = [code for code in codes if CODE.fullmatch(code)]
    groups = [code for code in sound if "." not in code]
    if groups:
        yield from CategoryGroup.objects.filter(pk__in=groups)
    if len(groups) < len(sound):
        yield from Category.objects.select_related("group").filter(pk__in=sound)


def _sozialraum(codes: list[str]) -> Sozialraum | None:
    sound = [code for code in codes if CODE.fullmatch(code)]
    return Sozialraum.objects.defer("boundary").filter(pk=sound[0]).first() if sound else None
