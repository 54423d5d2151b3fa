"""The place after this one in the list from which it was opened, for whoever works through that list."""

from __future__ import annotations

from copy import copy

from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import IncorrectLookupParameters
from django.http import HttpRequest, QueryDict

from wegweiser.directory.models.facility import Facility


def following(admin: ModelAdmin[Facility], request: HttpRequest, place: Facility) -> Facility | None:
    """In the order and with the filters of the list; None behind its last place."""
    listing = copy(request)
    listing.method = "GET"
    listing.GET = QueryDict(request.GET.get("_changelist_filters", ""))
    try:
        places = admin.get_changelist_instance(listing).queryset
    except IncorrectLookupParameters:
        return None
    numbers = list(places.values_list("pk", flat=True))
    behind = numbers.index(place.pk) + 1 if place.pk in numbers else len(numbers)
    return Facility.objects.filter(pk__in=numbers[behind : behind + 1]).first()
