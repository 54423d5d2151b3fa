"""The filtered list as a CSV file that a spreadsheet of a German office opens."""

import csv
from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from wegweiser.directory.models.public import PublicFacility
from wegweiser.pages.cards import kind_name
from wegweiser.pages.filters import PlaceFilter
from wegweiser.requests import PublicRequest

COLUMNS = (
    "Name", "Zusatz", "Art", "Gruppe", "Träger", "Straße", "Hausnummer", "PLZ", "Ort", "Sozialraum", "Telefon",
    "E-Mail", "Internet", "Öffnungszeiten", "Hinweis zu den Zeiten", "Ausnahmen", "geschlossen ab", "geschlossen bis",
    "Alter ab (Monate)", "Alter bis (Monate)", "Sprachen", "Rollstuhl", "Kinderwagen", "Wickeltisch", "Kosten",
    "Familienkarte", "Familienkarte ab", "Familienkarte bis", "zuletzt geprüft", "Breite", "Länge", "Quelle", "Lizenz",
)  # fmt: skip
BYTE_ORDER_MARK = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    """What csv writes to, a line at a time."""

    def write(self, line: str) -> str:
        return line


@require_safe
def table(request: PublicRequest) -> HttpResponse | StreamingHttpResponse:
    """What the list's address asks for, without anything that was typed."""
    places = PlaceFilter.of_known(request.GET).places()
    response = StreamingHttpResponse(_lines(places.iterator(chunk_size=2000)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="orte.csv"'
    return response


def _lines(places: Iterator[PublicFacility]) -> Iterator[str]:
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield BYTE_ORDER_MARK + str(writer.writerow(COLUMNS))
    for place in places:
        yield str(writer.writerow(_harmless(value) for value in _row(place)))


def _row(place: PublicFacility) -> list[object]:
    position = getattr(place, "position", None)
    group = place.category.group.name_in(get_language() or "de")
    return [
        place.name, place.name_addition, kind_name(place.category), group, place.traeger,
        place.street, place.house_number, place.postcode, place.city, place.sozialraum,
        place.phone, place.email, place.website, place.opening_hours, place.hours_note,
        place.hours_exceptions, place.closed_from, place.closed_to, place.age_from_months, place.age_to_months,
        ", ".join(place.languages), place.wheelchair, place.pram, place.changing_table, place.cost,
        place.card_offer, place.card_from, place.card_to, place.verified_on,
        position and f"{position.y:.6f}", position and f"{position.x:.6f}", place.source_name, place.licence,
    ]  # fmt: skip


def _harmless(value: object) -> str:
    """A spreadsheet would calculate what begins like a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
