"""What the Familienkarte gives at a place, and the page of all partners."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.opening import Clock
from wegweiser.directory.translations import written_date
from wegweiser.pages.cards import Card
from wegweiser.pages.filters import listed_places
from wegweiser.requests import PublicRequest

PARTNER = "familienkarte"


@dataclass(frozen=True)
class Offer:
    text: str
    """In German, as the partner has written it."""
    validity: str


def offer_of(place: PublicFacility, today: date) -> Offer | None:
    """None where there is none, or none any more."""
    if not place.card_offer or (place.card_to and place.card_to < today):
        return None
    return Offer(place.card_offer, _validity(place.card_from, place.card_to, today))


def family_card(request: PublicRequest) -> HttpResponse:
    clock = Clock.now(request.city.holidays)
    has_offer = ~Q(card_offer="") & (Q(card_to=None) | Q(card_to__gte=clock.today))
    partners = listed_places().filter(has_offer | (Q(flags__contains=[PARTNER]) & Q(card_offer="")))
    context = {"partners": [(Card.of(place, clock), offer_of(place, clock.today)) for place in partners]}
    return render(request, "pages/family_card.html", context)


def _validity(first: date | None, last: date | None, today: date) -> str:
    """A beginning that has passed says nothing."""
    begins = written_date(first) if first and first > today else ""
    if begins and last:
        return gettext("gültig von %(first)s bis %(last)s") % {"first": begins, "last": written_date(last)}
    if begins:
        return gettext("gültig ab %(first)s") % {"first": begins}
    return gettext("gültig bis %(last)s") % {"last": written_date(last)} if last else ""
