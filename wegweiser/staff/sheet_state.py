"""What the page of a sheet shows: its map, its numbers, and what an editor has adjusted."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from geo.errors import GeoError
from wegweiser.directory.models.public import PublicFacility
from wegweiser.exports.standing import in_words
from wegweiser.printing.adjustments import last_released
from wegweiser.printing.advice import forecast
from wegweiser.printing.crowd import span
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import PrintingError, told
from wegweiser.printing.freshness import changes_since
from wegweiser.printing.models import Adjustment
from wegweiser.printing.preview import Preview, preview
from wegweiser.printing.values import SheetData
from wegweiser.staff.sheet_form import asked


def sheet_state(definition: Definition) -> dict[str, Any]:
    """What the page shows; without a map where there is none yet."""
    before = last_released(definition, definition.language)
    since = changes_since(before) if before else None
    common = {
        "before": before,
        "since": since,
        "summary": in_words(since) if since else "",
        "definition": definition,
        "query": asked(definition),
    }
    try:
        made, advice = preview(definition), forecast(definition)
    except (PrintingError, GeoError) as error:
        return {**common, "error": told(error), "adjustments": list(_adjustments(definition, None)), "plan": None}
    return {**common, **_facts(made), "advice": advice, "plan": {**made.plan(), **_addresses(made)}}


def _facts(made: Preview) -> dict[str, Any]:
    data = made.data
    since = data.since
    return {
        "data": data,
        "count": len(data.places),
        "on_map": len(made.sheet_map.on_map),
        "left_out": len(data.left_out),
        "adjustments": list(_adjustments(data.definition, data)),
        "numbers": [
            (word, span(numbers).replace(",", ", "))
            for word, numbers in (("neu", since.new), ("geändert", since.changed), ("entfallen", since.dropped))
            if numbers
        ]
        if since
        else [],
    }


def _addresses(made: Preview) -> dict[str, str]:
    query = asked(made.data.definition)
    drawn = made.data.coverage is not None
    return {
        "picture": f"{reverse('admin:staff-sheet-picture')}?{query}&v={made.identity[:12]}" if drawn else "",
        "adjust": f"{reverse('admin:staff-sheet-adjust')}?{query}",
        "symbols": reverse("assets:symbols"),
    }


def _adjustments(definition: Definition, data: SheetData | None) -> Iterator[dict[str, Any]]:
    numbers = {place.facility_id: place for place in data.places} if data else {}
    found = Adjustment.objects.filter(series=definition.series).order_by("-at")
    names = dict(PublicFacility.objects.filter(pk__in=[row.facility_id for row in found]).values_list("pk", "name"))
    for row in found:
        place = numbers.get(row.facility_id)
        yield {
            "row": row,
            "number": place.number if place else "",
            "name": place.name if place else names.get(row.facility_id, "nicht mehr öffentlich"),
        }
