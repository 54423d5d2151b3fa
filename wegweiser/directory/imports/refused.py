"""Refused rows go back to the office as they came, with the reason in a column of their own."""

import csv
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from wegweiser.directory.imports.errors import ImportRefused
from wegweiser.directory.imports.report import Note
from wegweiser.directory.imports.table import Table

REASON = "Grund der Ablehnung"


def write_refused(path: Path, table: Table, notes: Sequence[Note]) -> None:
    """In the dress of `table`: mended, the file can be imported as it is."""
    header = [name for name in table.header if name != REASON]
    rows = [[*_cells(table, note), note.reason] for note in notes]
    try:
        if table.dress.excel:
            _write_excel(path, [[*header, REASON], *rows])
        else:
            _write_csv(path, table, [[*header, REASON], *rows])
    except OSError as error:
        raise ImportRefused(f"{path} lässt sich nicht schreiben ({error.strerror}).") from error


def _cells(table: Table, note: Note) -> list[str]:
    cells = note.row.cells[: len(table.header)]
    return [cell for name, cell in zip(table.header, cells, strict=True) if name != REASON]


def _write_csv(path: Path, table: Table, rows: list[list[str]]) -> None:
    encoding = table.dress.encoding
    # A reason may quote what the old encoding lacks.
    with path.open("w", encoding=encoding, errors="replace", newline="") as file:
        csv.writer(file, delimiter=table.dress.delimiter).writerows(rows)


def _write_excel(path: Path, rows: list[list[str]]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([_cell(sheet, text) for text in row])
    book.save(path)


def _cell(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    """Text and nothing else: what begins with "=" must not become a formula, and Excel knows no control characters."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text))
    cell.data_type = "s"
    return cell
