"""What a source has delivered before, read once: an import compares with it row by row."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from wegweiser.directory.models.facility import Facility

RELATIONS: dict[str, tuple[Any, str]] = {
    "secondary_categories": (Facility.secondary_categories.through, "category_id"),
    "serves": (Facility.serves.through, "sozialraum_id"),
}
"""Link table and its column, by name of the relation."""


class Stored:
    def __init__(self, source: str) -> None:
        rows = Facility.objects.filter(source_id=source).exclude(origin_id="").select_related("traeger")
        self.places: Mapping[str, Facility] = {row.origin_id: row for row in rows}
        self._links = {name: self._read(name, source) for name in RELATIONS}

    def _read(self, relation: str, source: str) -> Mapping[int, list[str]]:
        through, target = RELATIONS[relation]
        links = defaultdict(list)
        rows = through.objects.filter(facility__source_id=source).order_by(target)
        for facility_id, code in rows.values_list("facility_id", target):
            links[facility_id].append(code)
        return links

    def links(self, relation: str, known: Facility) -> list[str]:
        """Codes in alphabetical order."""
        return self._links[relation].get(known.pk, [])
