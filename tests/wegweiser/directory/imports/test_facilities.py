"""The import of facilities as an office meets it: a folder, a command, a report."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.city import EAST, NORTH
from tests.wegweiser.directory.imports.folders import COLUMNS, ROW, run, write_city, write_csv
from wegweiser.directory.choices import GeometrySource, State, Visibility
from wegweiser.directory.models.facility import Facility
from wegweiser.directory.models.sozialraum import Sozialraum

pytestmark = pytest.mark.usefixtures("empty_city")


def _place(number: str = "1") -> Facility:
    return Facility.objects.get(source_id="stadt", origin_id=number)


def _load(folder: Path, *rows: dict[str, str], **more: str) -> str:
    return run("load_city", write_city(folder, *rows, more=more))


def test_a_new_place_is_published_and_found_in_its_sozialraum(tmp_path: Path) -> None:
    _load(tmp_path)
    place = _place()
    assert (place.name, place.category_id, place.sozialraum_id) == ("Kita Eins", "betreuung.kita", "west")
    assert (place.state, place.visibility) == (State.PUBLISHED, Visibility.PUBLIC)
    assert place.geometry_source == GeometrySource.GIVEN
    assert place.point is not None
    assert (place.point.x, place.point.y) == (EAST + 500, NORTH + 500)


def test_nothing_is_written_without_apply(tmp_path: Path) -> None:
    folder = write_city(tmp_path)
    _load(tmp_path)
    write_city(tmp_path, {"Name": "Kita Neu"}, {"Nr.": "2"})
    report = run("import_facilities", folder)
    assert "1 neu, 1 geändert, 0 unverändert, 0 nicht mehr in der Datei, 0 abgelehnt" in report
    assert "Kita Neu (1): name" in report
    assert "Nichts geschrieben" in report
    assert [place.name for place in Facility.objects.all()] == ["Kita Eins"]


def test_apply_writes_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    _load(tmp_path)
    folder = write_city(tmp_path, {"Name": "Kita Neu"}, {"Nr.": "2"})
    assert "Übernommen" in run("import_facilities", folder, apply=True)
    assert sorted(Facility.objects.values_list("name", flat=True)) == ["Kita Eins", "Kita Neu"]
    stamps = list(Facility.objects.values_list("pk", "updated_at"))
    assert "0 neu, 0 geändert, 2 unverändert" in run("import_facilities", folder, apply=True)
    assert list(Facility.objects.values_list("pk", "updated_at")) == stamps


def test_a_row_missing_from_the_file_stays(tmp_path: Path) -> None:
    _load(tmp_path, {}, {"Nr.": "2", "Name": "Kita Zwei"})
    report = _load(tmp_path, {})
    assert "1 nicht mehr in der Datei" in report
    assert "Kita Zwei (2)" in report
    assert Facility.objects.count() == 2


def test_columns_that_the_file_lacks_keep_what_staff_wrote(tmp_path: Path) -> None:
    _load(tmp_path)
    Facility.objects.update(description="Mit Garten", phone="0221 4710-1")
    _load(tmp_path, {"Name": "Kita Neu"})
    assert (_place().name, _place().description, _place().phone) == ("Kita Neu", "Mit Garten", "0221 4710-1")


def test_refused_rows_name_row_and_reason_and_the_others_are_taken(tmp_path: Path) -> None:
    report = _load(tmp_path, {"Art": "kneipe"}, {"Nr.": "2"}, {"Nr.": ""})
    assert "Zeile 2: „Art“: die Art „kneipe“ gibt es nicht" in report
    assert "Zeile 4: es fehlt die Nummer" in report
    assert [place.origin_id for place in Facility.objects.all()] == ["2"]


def test_a_number_used_twice_costs_both_rows(tmp_path: Path) -> None:
    report = _load(tmp_path, {}, {"Name": "Kita Zwei"}, {"Nr.": "3"})
    assert report.count("die Nummer „1“ (origin_id) kommt mehrmals vor: Zeile 2, Zeile 3") == 2
    assert [place.origin_id for place in Facility.objects.all()] == ["3"]


@pytest.mark.parametrize(
    ("east", "north", "reason"),
    [
        (f"{NORTH + 500}", f"{EAST + 500}", "die beiden Werte sind vertauscht"),
        (f"{32_000_000 + EAST + 500}", f"{NORTH + 500}", "EPSG:4647"),
        ("6,8422", "51,4353", "EPSG:4326"),
        ("51.4353", "6.8422", "EPSG:4326 (Länge und Breite in Grad) aus, dazu sind sie vertauscht"),
        ("350000", "5900000", "mehr als 3 km außerhalb"),
        ("NaN", "5700500", "mehr als 3 km außerhalb"),
        ("1e999", "5700500", "mehr als 3 km außerhalb"),
        ("links", "5700500", "„links“ ist keine Zahl"),
        ("350500", "", "fehlt die eine"),
    ],
)
def test_coordinates_that_cannot_be_right_are_called_what_they_are(
    tmp_path: Path, east: str, north: str, reason: str
) -> None:
    report = _load(tmp_path, {"Ost": east, "Nord": north})
    assert reason in report
    assert "1 abgelehnt" in report
    assert not Facility.objects.exists()


def test_coordinates_in_another_crs_are_transformed_where_the_folder_says_so(tmp_path: Path) -> None:
    folder = write_city(tmp_path, {"Ost": f"{32_000_000 + EAST + 500}"})
    toml = (folder / "city.toml").read_text()
    (folder / "city.toml").write_text(toml.replace("EPSG:25832", "EPSG:4647"))
    run("load_city", folder)
    point = _place().point
    assert point is not None
    assert (round(point.x, 3), round(point.y, 3)) == (EAST + 500, NORTH + 500)


def test_a_decimal_comma_and_thousands_points(tmp_path: Path) -> None:
    _load(tmp_path, {"Ost": "350.500,25", "Nord": "5.700.500,75"})
    point = _place().point
    assert point is not None
    assert (point.x, point.y) == (350_500.25, 5_700_500.75)


def test_a_place_far_outside_is_refused_unless_it_says_for_whom_it_is_there(tmp_path: Path) -> None:
    outside = {"Ost": str(EAST + 500), "Nord": str(NORTH - 800)}
    report = _load(
        tmp_path,
        outside,
        {**outside, "Nr.": "2", "Für": "Ost"},
        {**outside, "Nr.": "3", "Alle": "ja"},
        serves="Für",
        citywide="Alle",
    )
    assert "liegt 800 m außerhalb aller Sozialräume (am nächsten: West)" in report
    assert not Facility.objects.filter(origin_id="1").exists()
    assert [each.code for each in _place("2").serves.all()] == ["ost"]
    assert _place("3").citywide


def test_a_place_just_beyond_the_border_is_there_for_those_behind_it(tmp_path: Path) -> None:
    report = _load(tmp_path, {"Nord": str(NORTH - 6)})
    assert "liegt 6 m außerhalb der Grenze; gilt als da für West" in report
    assert _place().sozialraum_id is None
    assert [each.code for each in _place().serves.all()] == ["west"]
    assert "1 unverändert" in _load(tmp_path, {"Nord": str(NORTH - 6)})


def test_what_staff_say_of_a_place_outside_holds_for_the_next_import(tmp_path: Path) -> None:
    _load(tmp_path)
    _place().serves.set([Sozialraum.objects.get(code="ost")])
    report = _load(tmp_path, {"Nord": str(NORTH - 800)})
    assert "0 abgelehnt" in report
    assert [each.code for each in _place().serves.all()] == ["ost"]


def test_a_protected_kind_never_brings_an_address_along(tmp_path: Path) -> None:
    report = _load(
        tmp_path,
        {"Art": "schutz.frauenhaus", "Straße": "Geheimweg", "Sicht": "public"},
        street="Straße",
        visibility="Sicht",
    )
    place = _place()
    assert place.visibility == Visibility.PHONE_ONLY
    assert (place.street, place.point, place.sozialraum_id) == ("", None, None)
    assert "Geheimweg" not in report
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(event::text, '') FROM directory_facilityevent event")
        assert "Geheimweg" not in cursor.fetchone()[0]


@pytest.mark.parametrize("stricter", [Visibility.AREA, Visibility.PHONE_ONLY, Visibility.INTERNAL])
def test_an_import_never_loosens_the_visibility(tmp_path: Path, stricter: Visibility) -> None:
    _load(tmp_path, {"Sicht": "public"}, visibility="Sicht")
    protected = {"point": None, "geometry_source": ""} if stricter == Visibility.PHONE_ONLY else {}
    Facility.objects.update(visibility=stricter, **protected)
    report = _load(tmp_path, {"Sicht": "public", "Name": "Kita Neu"}, visibility="Sicht")
    assert (_place().visibility, _place().name) == (stricter, "Kita Neu")
    assert f"Sichtbarkeit bleibt „{stricter}“, die Datei nennt „public“" in report


def test_a_place_that_becomes_internal_does_not_regain_its_location(tmp_path: Path) -> None:
    _load(tmp_path, {"Sicht": "phone_only"}, visibility="Sicht")
    _load(tmp_path, {"Sicht": "internal"}, visibility="Sicht")
    assert (_place().visibility, _place().point) == (Visibility.INTERNAL, None)


def test_the_kind_says_what_a_new_place_starts_with(tmp_path: Path) -> None:
    _load(tmp_path, {"Art": "betreuung.tagespflege"}, {"Nr.": "2", "Art": "amt.familienkasse"})
    assert _place().visibility == Visibility.AREA
    assert _place("2").citywide


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("Name", "Kita\x07Eins", "„Name“: enthält das Steuerzeichen U+0007"),
        ("Name", "Kita\u202eEins", "„Name“: enthält das Steuerzeichen U+202E"),
        ("Name", "K" * 201, "„name“: 201 Zeichen sind zu lang, 200 passen"),
        ("Sicht", "geheim", "„Sicht“: „geheim“ gibt es nicht, nur: public, area, phone_only, internal"),
        ("Stand", "offen", "„Stand“: „offen“ gibt es nicht"),
        ("Für", "Nord", "„Für“: „Nord“ nennt einen Sozialraum, den es nicht gibt"),
        ("Alle", "vielleicht", "„Alle“: „vielleicht“ ist weder ja noch nein"),
        ("Merkmale", "bunt", "„Merkmale“: das Merkmal „bunt“ gibt es nicht"),
    ],
)
def test_what_would_mislead_the_public_costs_the_row(tmp_path: Path, column: str, value: str, reason: str) -> None:
    more = {"visibility": "Sicht", "state": "Stand", "serves": "Für", "citywide": "Alle", "flags": "Merkmale"}
    report = _load(tmp_path, {column: value}, **more)
    assert reason.lower() in report.lower()
    assert not Facility.objects.exists()


@pytest.mark.parametrize(
    "name", ["Kita 🌈 Regenbogen", "<script>alert(1)</script>", '#read("/etc/passwd")', "Kita 'Eins'"]
)
def test_any_visible_text_is_just_text(tmp_path: Path, name: str) -> None:
    _load(tmp_path, {"Name": name})
    assert _place().name == name


def test_contact_details_that_cannot_be_right_are_left_out_and_named(tmp_path: Path) -> None:
    report = _load(
        tmp_path,
        {
            "Tel": "auf Anfrage",
            "Mail": "kita(at)example",
            "Netz": "kita.example/x",
            "Zeiten": "werktags",
            "Alter": "6 J",
        },
        phone="Tel",
        email="Mail",
        website="Netz",
        opening_hours="Zeiten",
        age_from_months="Alter",
    )
    place = _place()
    assert (place.phone, place.email, place.website) == ("", "", "https://kita.example/x")
    assert (place.opening_hours, place.hours_note, place.age_from_months) == ("", "werktags", None)
    for column in ("Tel", "Mail", "Zeiten", "Alter"):
        assert f"Zeile 2: Kita Eins: „{column}“" in report


def test_refused_rows_go_back_as_they_came_with_a_reason(tmp_path: Path) -> None:
    _load(tmp_path)
    folder = write_city(tmp_path)
    lines = [["Stadt Zweifeld – Orte"], list(COLUMNS.values()), ["1", "Café; Süd", "kneipe", "350500", "5700500"]]
    write_csv(folder / "orte.csv", lines, delimiter="\t", encoding="cp1252")
    errors = tmp_path / "errors.csv"
    run("import_facilities", folder, errors=errors)
    assert errors.read_text(encoding="cp1252").splitlines() == [
        "Nr.\tName\tArt\tOst\tNord\tGrund der Ablehnung",
        "1\tCafé; Süd\tkneipe\t350500\t5700500\t„Art“: die Art „kneipe“ gibt es nicht",
    ]
    mended = errors.read_text(encoding="cp1252").replace("\tkneipe", "\tbetreuung.kita")
    (folder / "orte.csv").write_text(mended, encoding="cp1252")
    assert "1 geändert" in run("import_facilities", folder, apply=True)


def test_queries_do_not_grow_with_the_rows(tmp_path: Path) -> None:
    def count(*numbers: int) -> int:
        folder = write_city(tmp_path, *({"Nr.": str(number)} for number in numbers))
        with CaptureQueriesContext(connection) as queries:
            run("import_facilities", folder, apply=True)
        return len(queries)

    _load(tmp_path)
    assert count(*range(10, 15)) == count(*range(100, 300))


def test_an_unknown_source_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    _load(tmp_path)
    with pytest.raises(CommandError, match=r"„land“ steht nicht in der city.toml; dort stehen: stadt"):
        run("import_facilities", tmp_path, source="land")


def test_places_need_sozialraeume_first(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="bitte zuerst import_sozialraeume"):
        run("import_facilities", write_city(tmp_path))


def test_the_folder_of_another_city_is_refused(tmp_path: Path) -> None:
    _load(tmp_path)
    toml = (tmp_path / "city.toml").read_text()
    (tmp_path / "city.toml").write_text(toml.replace('slug = "zweifeld"', 'slug = "dreifeld"'))
    for command in ("load_city", "import_facilities", "import_sozialraeume"):
        with pytest.raises(CommandError, match="In dieser Datenbank steht schon „Zweifeld“"):
            run(command, tmp_path)


def test_a_source_delivers_two_columns_as_one_phone_number(tmp_path: Path) -> None:
    _load(tmp_path, {"Vorwahl": "208.0", "Durchwahl": "6205590.0"}, phone_prefix="Vorwahl", phone="Durchwahl")
    assert _place().phone == "0208 6205590"


def test_rows_of_the_file_can_be_chosen(tmp_path: Path) -> None:
    folder = write_city(tmp_path, {"Ort": "Zweifeld"}, {"Nr.": "2", "Ort": "Anderswo"}, more={"city": "Ort"})
    with (folder / "city.toml").open("a") as toml:
        toml.write('[facilities.where]\nOrt = "Zweifeld"\n')
    run("load_city", folder)
    assert [place.origin_id for place in Facility.objects.all()] == [ROW["Nr."]]


MORE = {
    name: name
    for name in (
        "opening_hours", "hours_exceptions", "in_school_holidays", "closed_from", "closed_to", "closed_notice",
        "pram", "changing_table", "cost", "card_offer", "card_from", "card_to",
    )
}  # fmt: skip


def test_access_cost_card_and_closure_come_from_the_table(tmp_path: Path) -> None:
    row = {
        "opening_hours": "Mo-Fr 08:00-12:00",
        "hours_exceptions": "2026 Dec 24 off",
        "in_school_holidays": "geschlossen",
        "closed_from": "01.12.2026",
        "closed_to": "2026-12-05",
        "closed_notice": "Umbau",
        "pram": "teilweise",
        "changing_table": "ja",
        "cost": "Beitrag",
        "card_offer": "halber Eintritt",
        "card_from": "01.01.2026",
        "card_to": "31.12.2026",
    }
    _load(tmp_path, row, **MORE)
    place = _place()
    assert (place.pram, place.changing_table, place.cost) == ("limited", "yes", "fee")
    assert (place.hours_exceptions, place.in_school_holidays) == ("2026 Dec 24 off", "closed")
    assert (place.closed_from, place.closed_to, place.closed_notice) == (date(2026, 12, 1), date(2026, 12, 5), "Umbau")
    assert (place.card_offer, place.card_from, place.card_to) == (
        "halber Eintritt",
        date(2026, 1, 1),
        date(2026, 12, 31),
    )


@pytest.mark.parametrize(
    ("row", "warning"),
    [
        ({"pram": "vielleicht"}, "„vielleicht“ gibt es nicht"),
        ({"changing_table": "teilweise"}, "„teilweise“ gibt es nicht"),
        ({"cost": "teuer"}, "„teuer“ gibt es nicht"),
        ({"hours_exceptions": "Heiligabend zu"}, "„Heiligabend zu“ ist keine Öffnungszeit"),
        ({"card_to": "31.12.2026"}, "ohne Angebot"),
        ({"card_offer": "frei", "card_from": "02.01.2026", "card_to": "01.01.2026"}, "vertauscht"),
        ({"closed_notice": "Umbau"}, "ohne ersten Tag"),
        ({"closed_from": "02.01.2026", "closed_to": "01.01.2026"}, "vertauscht"),
    ],
)
def test_what_contradicts_itself_is_left_out(tmp_path: Path, row: dict[str, str], warning: str) -> None:
    assert warning in _load(tmp_path, row, **MORE)
    place = _place()
    assert (place.pram, place.changing_table, place.cost, place.hours_exceptions) == ("", "", "", "")
    assert (place.card_from, place.card_to, place.closed_to, place.closed_notice) == (None, None, None, "")
