"""Refused rows go back in the dress they came in."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.wegweiser.directory.imports.folders import write_csv
from wegweiser.directory.imports.errors import ImportRefused
from wegweiser.directory.imports.refused import REASON, write_refused
from wegweiser.directory.imports.report import Note
from wegweiser.directory.imports.table import Dress, Table, read_table

LINES = [["Nr.", "Name"], ["1", "Café; Süd"], ["2", "Schule"]]


def _refuse(table: Table, path: Path, *numbers: int) -> None:
    write_refused(path, table, [Note(table.rows[number], f"Grund {number}") for number in numbers])


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_text_keeps_delimiter_and_encoding(tmp_path: Path, delimiter: str, encoding: str) -> None:
    table = read_table(write_csv(tmp_path / "orte.csv", LINES, delimiter, encoding), ["Nr."])
    _refuse(table, tmp_path / "errors.csv", 0)
    again = read_table(tmp_path / "errors.csv", ["Nr.", REASON])
    assert again.dress == table.dress
    assert [row.cells for row in again.rows] == [("1", "Café; Süd", "Grund 0")]


def test_excel_stays_excel(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    for line in LINES:
        book.active.append(line)
    book.save(tmp_path / "orte.xlsx")
    _refuse(read_table(tmp_path / "orte.xlsx", ["Nr."]), tmp_path / "errors.xlsx", 1)
    sheet = load_workbook(tmp_path / "errors.xlsx").active
    assert sheet is not None
    assert list(sheet.iter_rows(values_only=True)) == [("Nr.", "Name", REASON), ("2", "Schule", "Grund 1")]


def test_a_second_refusal_replaces_the_first_reason(tmp_path: Path) -> None:
    first = read_table(write_csv(tmp_path / "orte.csv", LINES), ["Nr."])
    _refuse(first, tmp_path / "errors.csv", 0, 1)
    second = read_table(tmp_path / "errors.csv", ["Nr."])
    _refuse(second, tmp_path / "again.csv", 1)
    assert (tmp_path / "again.csv").read_text().splitlines() == [f"Nr.;Name;{REASON}", "2;Schule;Grund 1"]


@pytest.mark.parametrize(("written", "kept"), [("=1+1", "=1+1"), ("Kita\x07", "Kita\ufffd")])
def test_what_a_stranger_wrote_stays_text_in_excel(tmp_path: Path, written: str, kept: str) -> None:
    table = read_table(write_csv(tmp_path / "orte.csv", [LINES[0], ["1", written]]), ["Nr."])
    _refuse(replace(table, dress=Dress(excel=True)), tmp_path / "errors.xlsx", 0)
    sheet = load_workbook(tmp_path / "errors.xlsx").active
    assert sheet is not None
    assert (sheet["B2"].value, sheet["B2"].data_type) == (kept, "s")


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    table = read_table(write_csv(tmp_path / "orte.csv", LINES), ["Nr."])
    with pytest.raises(ImportRefused, match=r"nirgends/errors\.csv lässt sich nicht schreiben"):
        _refuse(table, tmp_path / "nirgends" / "errors.csv", 0)
