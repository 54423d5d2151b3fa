"""Tables in German dress."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.wegweiser.directory.imports.folders import write_csv
from wegweiser.directory.imports.errors import ImportRefused
from wegweiser.directory.imports.table import Table, read_table

WANTED = ["Nr.", "Name", "PLZ"]
LINES = [["Nr.", "Name", "PLZ"], ["1", "Kita Müller, Süd", "45999"], ["2", "Schule", "46001"]]


def _values(table: Table) -> list[list[str]]:
    return [[row.values[name] for name in WANTED] for row in table.rows]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_dress_gives_the_same_rows(tmp_path: Path, delimiter: str, encoding: str) -> None:
    table = read_table(write_csv(tmp_path / "orte.csv", LINES, delimiter, encoding), WANTED)
    assert _values(table) == LINES[1:]
    assert (table.dress.delimiter, table.dress.encoding) == (delimiter, encoding)


def test_titles_above_the_header_and_blank_lines_are_passed_over(tmp_path: Path) -> None:
    lines = [["Orte für Familien; Stand 2026", "", ""], ["", "", ""], *LINES[:2], ["", "", ""], LINES[2]]
    table = read_table(write_csv(tmp_path / "orte.csv", lines), WANTED)
    assert [row.label for row in table.rows] == ["Zeile 4", "Zeile 6"]


def test_rows_are_counted_as_the_editor_shows_them(tmp_path: Path) -> None:
    path = tmp_path / "orte.csv"
    path.write_text('Nr.;Name;PLZ\n1;"Kita\nam Markt";45999\n2;Schule;46001\n', encoding="utf-8")
    assert [row.label for row in read_table(path, WANTED).rows] == ["Zeile 2", "Zeile 4"]


def test_headers_are_found_whatever_their_case_and_spaces(tmp_path: Path) -> None:
    table = read_table(write_csv(tmp_path / "orte.csv", [["NR.", " name ", "plz"], LINES[1]]), WANTED)
    assert _values(table) == [LINES[1]]


def test_same_as_above_is_filled_in(tmp_path: Path) -> None:
    lines = [*LINES, ["3", "Hort", "s. o."], ["4", "Treff", "s.o."]]
    assert [row[2] for row in _values(read_table(write_csv(tmp_path / "orte.csv", lines), WANTED))] == [
        "45999", "46001", "46001", "46001",
    ]  # fmt: skip


def test_numbers_that_a_spreadsheet_made_floats_become_whole_again(tmp_path: Path) -> None:
    table = read_table(write_csv(tmp_path / "orte.csv", [LINES[0], ["1.0", "Raum 2.0", "45999.0"]]), WANTED)
    assert _values(table) == [["1", "Raum 2.0", "45999"]]


def test_short_rows_end_in_empty_cells(tmp_path: Path) -> None:
    assert _values(read_table(write_csv(tmp_path / "orte.csv", [LINES[0], ["1", "Kita"]]), WANTED)) == [
        ["1", "Kita", ""]
    ]


def test_excel_gives_dates_numbers_and_titles_as_text(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Spielplätze der Stadt"])
    book.active.merge_cells("A1:C1")
    book.active.append(["Nr.", "Name", "PLZ"])
    book.active.append([7, date(2026, 3, 1), 45999.0])
    book.save(tmp_path / "orte.xlsx")
    table = read_table(tmp_path / "orte.xlsx", WANTED)
    assert _values(table) == [["7", "2026-03-01", "45999"]]
    assert [row.label for row in table.rows] == ["Zeile 3"]


def test_the_sheet_that_holds_the_columns_is_taken(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Hinweise zum Ausfüllen"])
    for line in LINES:
        book.create_sheet("Liste") if "Liste" not in book.sheetnames else None
        book["Liste"].append(line)
    book.save(tmp_path / "orte.xlsx")
    assert _values(read_table(tmp_path / "orte.xlsx", WANTED)) == LINES[1:]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "orte.csv ist leer"),
        (b"Nr.:Name:PLZ\n1:Kita:45999\n", "Keine der Spalten „Nr.“, „Name“, „PLZ“ wurde gefunden"),
        (b"Nr.:Name:PLZ\n1:Kita:45999\n", "die erste Zeile lautet „Nr.:Name:PLZ“"),
        (b"Nr.;Name;Ort\n1;Kita;Zweifeld\n", "Es fehlt die Spalte „PLZ“. In Zeile 1 stehen: „Nr.“, „Name“, „Ort“"),
        (b"Nr.;Name;PLZ;Name\n", "Die Spalte „Name“ gibt es in Zeile 1 zweimal"),
        (b"Nr.;Name;PLZ\n1;Kita \x81;1\n", "keine Textdatei in UTF-8 oder Windows-1252"),
        (b"Nr.;Name;PLZ\n1;" + b"x" * 200_000 + b";1\n", "Zeile 2: Die Zeile ist nicht lesbar"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_in_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "orte.csv"
    path.write_bytes(content)
    with pytest.raises(ImportRefused) as caught:
        read_table(path, WANTED)
    assert str(caught.value).startswith("orte.csv")
    assert sentence in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"Nr.;Name;PLZ"])
def test_a_broken_excel_file_is_refused_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "orte.xlsx"
    path.write_bytes(content)
    with pytest.raises(ImportRefused, match=r"orte.xlsx lässt sich nicht als Excel-Datei lesen"):
        read_table(path, WANTED)
