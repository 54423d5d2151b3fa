from datetime import date
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.db import connection

from tests.city import create_city
from tests.wegweiser.directory.imports.folders import run, write_city, write_csv
from wegweiser.directory.calendars import Calendar
from wegweiser.directory.imports.errors import ImportRefused
from wegweiser.directory.imports.school_holidays import import_school_holidays
from wegweiser.directory.models.city import SchoolHolidays

pytestmark = pytest.mark.usefixtures("empty_city")
HEADER = ("Ferien", "von", "bis")


def test_a_table_replaces_what_was_known_of_the_state(tmp_path: Path) -> None:
    SchoolHolidays.objects.create(region="NW", name="Alt", first=date(2020, 1, 1), last=date(2020, 1, 2))
    SchoolHolidays.objects.create(region="BE", name="Berlin", first=date(2020, 1, 1), last=date(2020, 1, 2))
    rows = [("Sommerferien", "20.07.2026", "01.09.2026"), ("Osterferien", "2026-03-30", "2026-04-11")]
    assert import_school_holidays(write_csv(tmp_path / "ferien.csv", [HEADER, *rows]), "NW") == 2
    assert Calendar.of("NW").school == (
        (date(2026, 3, 30), date(2026, 4, 11), "Osterferien"),
        (date(2026, 7, 20), date(2026, 9, 1), "Sommerferien"),
    )
    assert len(Calendar.of("BE").school) == 1


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([("Sommerferien", "20.07.2026", "bald")], "Zeile 2: „bald“ ist kein Datum"),
        ([("Sommerferien", "20.07.2026", "")], "„bis“ ist leer"),
        ([("Sommerferien", "20.07.2026", "19.07.2026")], "können keine Ferien sein"),
        ([("Sommerferien", "20.07.2026", "01.09.2027")], "können keine Ferien sein"),
        ([("Eins", "20.07.2026", "01.09.2026"), ("Zwei", "01.09.2026", "02.09.2026")], "überschneiden sich"),
    ],
)
def test_a_wrong_table_changes_nothing(tmp_path: Path, rows: list[tuple[str, ...]], reason: str) -> None:
    SchoolHolidays.objects.create(region="NW", name="Alt", first=date(2020, 1, 1), last=date(2020, 1, 2))
    with pytest.raises(ImportRefused, match=reason):
        import_school_holidays(write_csv(tmp_path / "ferien.csv", [HEADER, *rows]), "NW")
    assert [row.name for row in SchoolHolidays.objects.all()] == ["Alt"]


def _folder(path: Path) -> Path:
    folder = write_city(path)
    toml = (folder / "city.toml").read_text("utf-8")
    stated = f'holidays = "NW"\n{toml}'.replace(
        "[[facilities]]", '[school_holidays]\nfile = "ferien.csv"\n[[facilities]]'
    )
    (folder / "city.toml").write_text(stated, encoding="utf-8")
    write_csv(folder / "ferien.csv", [HEADER, ("Osterferien", "30.03.2026", "11.04.2026")])
    return folder


def test_they_come_with_the_city_and_by_themselves(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "city")
    assert "Schulferien: 1 in NW." in run("load_city", folder)
    more = [("Osterferien", "30.03.2026", "11.04.2026"), ("Sommerferien", "20.07.2026", "01.09.2026")]
    write_csv(folder / "ferien.csv", [HEADER, *more])
    assert run("import_school_holidays", folder) == "Schulferien: 2 in NW.\n"
    write_csv(tmp_path / "andere.csv", [HEADER, more[1]])
    assert run("import_school_holidays", tmp_path / "andere.csv") == "Schulferien: 1 in NW.\n"


def test_without_a_state_or_a_city_they_are_refused(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "ferien.csv", [HEADER, ("Osterferien", "30.03.2026", "11.04.2026")])
    with pytest.raises(CommandError, match="noch keine Stadt"):
        run("import_school_holidays", file)
    create_city()
    with pytest.raises(CommandError, match="fehlt „holidays“"):
        run("import_school_holidays", file)
    with pytest.raises(CommandError, match="nennt keine Schulferien"):
        run("import_school_holidays", write_city(tmp_path / "city"))


def test_a_change_renews_what_shows_places(tmp_path: Path) -> None:
    SchoolHolidays.objects.create(region="NW", name="Alt", first=date(2020, 1, 1), last=date(2020, 1, 2))
    with connection.cursor() as cursor:
        cursor.execute("SELECT layer FROM geo_layerchange WHERE layer = 'facilities'")
        assert cursor.fetchone()
