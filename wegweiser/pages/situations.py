"""Life situations: the ways in for families who do not know the office's word for what they need."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from wegweiser.directory.models.situations import LifeSituation
from wegweiser.directory.models.taxonomy import Category
from wegweiser.directory.opening import Clock
from wegweiser.pages.cards import Card
from wegweiser.pages.filters import listed_places
from wegweiser.pages.texts import emergency_numbers
from wegweiser.requests import PublicRequest

FIRST_PLACES = 3
FIRST_NUMBERS = 2


@dataclass(frozen=True)
class Way:
    """A kind of places with the first of them; those that are there for everybody come first."""

    kind: Category
    cards: list[Card]
    count: int

    @property
    def has_more(self) -> bool:
        return self.count > len(self.cards)


def situation(request: PublicRequest, code: str) -> HttpResponse:
    found = get_object_or_404(LifeSituation, pk=code)
    clock = Clock.now(request.city.holidays)
    ways = [_way(way.category, clock) for way in found.ways.select_related("category__group")]
    context = {
        "situation": found,
        "text": found.text_in(get_language() or "de"),
        "ways": [way for way in ways if way.count],
        "numbers": emergency_numbers(request)[:FIRST_NUMBERS] if found.urgent else [],
    }
    return render(request, "pages/situation.html", context)


def _way(kind: Category, clock: Clock) -> Way:
    places = listed_places().of_category(kind.pk)
    first = places.order_by("-citywide", "name", "pk")[:FIRST_PLACES]
    return Way(kind, [Card.of(place, clock) for place in first], places.count())
