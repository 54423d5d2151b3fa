"""School holidays of one state from a table: columns „Ferien“, „von“, „bis“."""

from datetime import date
from itertools import pairwise
from pathlib import Path

from django.db import transaction

from wegweiser.directory.imports import fields
from wegweiser.directory.imports.errors import ImportRefused
from wegweiser.directory.imports.fields import FieldFault, RowFault
from wegweiser.directory.imports.table import Row, read_table
from wegweiser.directory.models.city import SchoolHolidays

COLUMNS = ("Ferien", "von", "bis")
LONGEST_DAYS = 70
"""Nowhere in Germany are they longer: a mistyped year would close schools for that long."""


def import_school_holidays(path: Path, region: str) -> int:
    """Replaces those of `region`, a state such as "NW", and returns how many there are; raises ImportRefused."""
    if not region:
        raise ImportRefused("In city.toml fehlt „holidays“: das Land, für das die Ferien gelten, zum Beispiel „NW“.")
    rows = sorted((_read(path, row, region) for row in read_table(path, COLUMNS).rows), key=lambda row: row.first)
    for earlier, later in pairwise(rows):
        if later.first <= earlier.last:
            raise ImportRefused(f"{path.name}: „{earlier}“ und „{later}“ überschneiden sich.")
    with transaction.atomic():
        SchoolHolidays.objects.filter(region=region).delete()
        SchoolHolidays.objects.bulk_create(rows)
    return len(rows)


def _read(path: Path, row: Row, region: str) -> SchoolHolidays:
    try:
        name, first, last = fields.text(row.values["Ferien"]), _day(row, "von"), _day(row, "bis")
    except (FieldFault, RowFault) as fault:
        raise ImportRefused(f"{path.name}, {row.label}: {fault}.") from None
    if not 0 <= (last - first).days < LONGEST_DAYS:
        raise ImportRefused(f"{path.name}, {row.label}: {first:%d.%m.%Y} bis {last:%d.%m.%Y} können keine Ferien sein.")
    return SchoolHolidays(region=region, name=name[:80], first=first, last=last)


def _day(row: Row, column: str) -> date:
    found = fields.day(row.values[column])
    if found is None:
        raise FieldFault(f"„{column}“ ist leer")
    return found
