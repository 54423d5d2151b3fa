"""A place for search engines, in the words of schema.org; it says no more than the page."""

import re
from typing import Any

from wegweiser.directory.choices import Visibility, Wheelchair
from wegweiser.directory.models.public import PublicFacility
from wegweiser.pages.cards import is_web

# The part of OpenStreetMap's grammar that schema.org has too.
DAYS_AND_TIMES = re.compile(
    r"(?:Mo|Tu|We|Th|Fr|Sa|Su)(?:[-,](?:Mo|Tu|We|Th|Fr|Sa|Su))* \d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*"
)
PROTECTED_TYPE = "Organization"


def structured(place: PublicFacility) -> dict[str, Any]:
    data = {
        "@context": "https://schema.org",
        "@type": PROTECTED_TYPE if place.visibility == Visibility.PHONE_ONLY else place.category.schema_org,
        "name": place.name,
        "telephone": place.phone,
        "email": place.email,
        "url": place.website if is_web(place.website) else "",
        **_whereabouts(place),
    }
    return {key: value for key, value in data.items() if value}


def _whereabouts(place: PublicFacility) -> dict[str, Any]:
    """Only what can be visited has an address and opening hours at schema.org."""
    if place.visibility == Visibility.PHONE_ONLY:
        return {}
    address = {
        "@type": "PostalAddress",
        "streetAddress": place.address,
        "postalCode": place.postcode,
        "addressLocality": place.city,
        "addressCountry": "DE",
    }
    position = getattr(place, "position", None)
    return {
        "address": {key: value for key, value in address.items() if value},
        "geo": {"@type": "GeoCoordinates", "latitude": round(position.y, 6), "longitude": round(position.x, 6)}
        if position
        else None,
        "openingHours": _opening_hours(place.opening_hours),
        "amenityFeature": {"@type": "LocationFeatureSpecification", "name": "wheelchair accessible", "value": True}
        if place.wheelchair == Wheelchair.YES
        else None,
    }


def _opening_hours(hours: str) -> list[str]:
    """Nothing rather than half of it."""
    rules = [rule.strip() for rule in hours.split(";")]
    plain = [rule for rule in rules if not rule.startswith(("PH", "SH"))]
    return plain if hours and all(DAYS_AND_TIMES.fullmatch(rule) for rule in plain) else []
