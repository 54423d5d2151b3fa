"""All filters as one form: the chip „Mehr“. A page of its own without JavaScript, a panel over the list with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wegweiser.directory.ages import child_age
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.models.taxonomy import Category, CategoryGroup
from wegweiser.directory.opening import Clock
from wegweiser.pages.caching import kept_a_minute
from wegweiser.pages.cards import kind_name
from wegweiser.pages.facts import language_name
from wegweiser.pages.filters import OLDEST, PlaceFilter
from wegweiser.pages.wishes import counts_by_kind, need_labels, opening_labels
from wegweiser.requests import PublicRequest

EVERYWHERE = "de"
"""German is spoken nearly everywhere: asking for it would leave nothing out."""


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    chosen: bool
    count: int | None = None


@dataclass(frozen=True)
class GroupChoice:
    group: CategoryGroup
    choice: Choice
    kinds: list[Choice]

    @property
    def is_open(self) -> bool:
        return any(kind.chosen for kind in self.kinds)


@require_safe
@kept_a_minute
def choose(request: PublicRequest) -> HttpResponse:
    asked, clock = PlaceFilter.from_query(request.GET), Clock.now(request.city.holidays)
    context = {
        "asked": asked,
        "count": asked.places(clock).count(),
        "groups": _groups(asked, counts_by_kind(asked, clock)),
        "ages": _choices({str(years): child_age(years) for years in range(OLDEST + 1)}, {str(asked.alter)}),
        "opening": _choices(opening_labels(clock), asked.offen),
        "needs": _choices(need_labels(), asked.mit),
        "languages": _choices(_spoken(asked), asked.sprache),
        "areas": Sozialraum.objects.defer("boundary"),
    }
    return render(request, "pages/choose.html", context)


def _groups(asked: PlaceFilter, counts: Mapping[str, int]) -> list[GroupChoice]:
    """Kinds that have places anywhere in the city, whatever else is wished."""
    rows = PublicFacility.objects.order_by().values_list("category", "secondary_category_codes").distinct()
    present = {code for first, further in rows for code in (first, *further)}
    kinds = Category.objects.filter(pk__in=present).select_related("group")

    def choice(code: str, label: str) -> Choice:
        return Choice(code, label, code in asked.kind_codes, counts.get(code, 0))

    return [
        GroupChoice(group, choice(group.pk, str(group)), [choice(kind.pk, kind_name(kind)) for kind in members])
        for group, members in groupby(kinds, key=lambda kind: kind.group)
    ]


def _spoken(asked: PlaceFilter) -> dict[str, str]:
    spoken = {code for row in PublicFacility.objects.order_by().values_list("languages").distinct() for code in row[0]}
    names = {code: language_name(code) for code in (spoken | set(asked.sprache)) - {EVERYWHERE}}
    return dict(sorted(names.items(), key=lambda pair: pair[1]))


def _choices(labels: Mapping[str, str], chosen: Iterable[str]) -> list[Choice]:
    wanted = set(chosen)
    return [Choice(value, label, value in wanted) for value, label in labels.items()]
