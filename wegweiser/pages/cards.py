"""A place as lists and its own page show it: the few words a family needs, in the page's language."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.gis.geos import Point
from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from wegweiser.directory.choices import Visibility
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.models.taxonomy import Category
from wegweiser.directory.opening import Clock, Hours, Opening, opening_at
from wegweiser.directory.phone import tel_uri
from wegweiser.directory.walking import walking_minutes


@dataclass(frozen=True)
class Way:
    """A way to reach a place, as a button."""

    address: str
    label: str


@dataclass(frozen=True)
class Card:
    place: PublicFacility
    kind: str
    walk: str
    opening: str
    is_open: bool
    tel: str

    @classmethod
    def of(cls, place: PublicFacility, clock: Clock) -> "Card":
        opening = opening_at(Hours.of(place), clock)
        return cls(
            place=place,
            kind=kind_name(place.category),
            walk=_walk(getattr(place, "distance_m", None)),
            opening=_opening_text(opening, place, clock) if opening else "",
            is_open=bool(opening and opening.is_open),
            tel=tel_uri(place.phone),
        )

    @property
    def position(self) -> Point | None:
        return getattr(self.place, "position", None)

    @property
    def other_way(self) -> Way | None:
        """To a place that can be neither called nor walked to."""
        if self.tel or self.position:
            return None
        if self.place.email:
            return Way(f"mailto:{self.place.email}", gettext("E-Mail"))
        return Way(self.place.website, gettext("Internet")) if is_web(self.place.website) else None

    @property
    def area(self) -> str:
        """What may be said of the whereabouts of a place that is not on the map."""
        if self.place.visibility == Visibility.PHONE_ONLY:
            return gettext("geschützter Ort")
        return str(self.place.sozialraum or "")


def is_web(address: str) -> bool:
    """Imported text may be anything; only these addresses become links."""
    return address.lower().startswith(("https://", "http://"))


def kind_name(category: Category) -> str:
    return category.short_name_in(get_language() or "de")


def _walk(distance_m: float | None) -> str:
    if distance_m is None:
        return ""
    minutes = walking_minutes(distance_m)
    if minutes is None:
        return gettext("%(km)s km entfernt") % {"km": round(distance_m / 1000)}
    return gettext("%(minutes)s Min. zu Fuß") % {"minutes": minutes}


def _opening_text(opening: Opening, place: PublicFacility, clock: Clock) -> str:
    change, now = opening.changes_at, timezone.localtime(clock.moment)
    if opening.closed_for_now:
        return _closed_text(place.closed_to)
    if opening.is_open:
        if change is None or change - now > timedelta(hours=24):
            return gettext("jetzt geöffnet")
        return gettext("geöffnet bis %(time)s") % {"time": _clock(change)}
    if change is None or change - now > timedelta(days=6):
        return gettext("jetzt geschlossen")
    if change.date() == now.date():
        return gettext("öffnet um %(time)s") % {"time": _clock(change)}
    return gettext("öffnet %(day)s %(time)s") % {"day": WEEKDAYS_ABBR[change.weekday()], "time": _clock(change)}


def _closed_text(last: date | None) -> str:
    if last is None:
        return gettext("vorübergehend geschlossen")
    return gettext("geschlossen bis %(day)s") % {"day": date_format(last, "SHORT_DATE_FORMAT")}


def _clock(moment: datetime) -> str:
    return f"{moment.hour}:{moment.minute:02}"
