"""Tables as offices send them: CSV in any German dress, or Excel, with titles above the header."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from wegweiser.directory.imports.errors import ImportRefused

DELIMITERS = (";", ",", "\t", "|")
HEADER_ROWS = 30
"""Titles, dates and merged cells may stand above the header, but not a whole page."""
EXCEL = {".xlsx", ".xlsm"}
SAME_AS_ABOVE = re.compile(r's\.\s?o\.?|siehe oben|dito|dto\.|"|″|〃', re.IGNORECASE)
WHOLE_FLOAT = re.compile(r"(\d+)\.0")
"""What a spreadsheet makes of a phone number, a postcode or a house number."""

Grid = list[tuple[int, list[str]]]
"""Row number as the spreadsheet shows it, and the row's cells."""


@dataclass(frozen=True)
class Dress:
    """How the file is written, so that refused rows can go back in the same one."""

    excel: bool
    encoding: str = "utf-8-sig"
    delimiter: str = ";"


@dataclass(frozen=True)
class Row:
    label: str
    """How a person finds it in the source: "Zeile 12", or an object's key."""
    cells: tuple[str, ...]
    values: Mapping[str, str]
    """Cell by wanted column."""


@dataclass(frozen=True)
class Table:
    path: Path
    dress: Dress
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(path: Path, wanted: Sequence[str]) -> Table:
    """The rows below the line that holds all `wanted` column names; raises ImportRefused."""
    candidates = list(_excel_grids(path) if path.suffix.lower() in EXCEL else _csv_grids(path))
    best = max(candidates, key=lambda candidate: _header(candidate[1], wanted)[1], default=None)
    if best is None or not best[1]:
        raise ImportRefused(f"{path.name} ist leer.")
    dress, grid = best
    index, _ = _header(grid, wanted)
    header = grid[index][1]
    places = _columns(path, grid[index], grid[0], wanted)
    rows = _rows(grid[index + 1 :], places, len(header))
    return Table(path, dress, tuple(header), tuple(rows))


def column_key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _header(grid: Grid, wanted: Sequence[str]) -> tuple[int, int]:
    """Index of the row that holds most wanted names, and how many."""
    keys = {column_key(name) for name in wanted}
    counts = [len(keys & {column_key(cell) for cell in cells}) for _, cells in grid[:HEADER_ROWS]]
    most = max(counts, default=0)
    return (counts.index(most) if counts else 0), most


def _columns(
    path: Path, header: tuple[int, list[str]], first: tuple[int, list[str]], wanted: Sequence[str]
) -> dict[str, int]:
    number, cells = header
    keys = [column_key(cell) for cell in cells]
    missing = [name for name in wanted if column_key(name) not in keys]
    if len(missing) == len(wanted):
        found = " ".join(cell for cell in first[1] if cell)[:80]
        names = ", ".join(f"„{name}“" for name in wanted)
        raise ImportRefused(
            f"{path.name}: Keine der Spalten {names} wurde gefunden; die erste Zeile lautet „{found}“. "
            "Spalten trennt ein Semikolon, ein Komma oder ein Tabulator."
        )
    if missing:
        found = ", ".join(f"„{cell}“" for cell in cells if cell)
        names = ", ".join(f"„{name}“" for name in missing)
        raise ImportRefused(f"{path.name}: Es fehlt die Spalte {names}. In Zeile {number} stehen: {found}.")
    for name in wanted:
        if keys.count(column_key(name)) > 1:
            raise ImportRefused(f"{path.name}: Die Spalte „{name}“ gibt es in Zeile {number} zweimal.")
    return {name: keys.index(column_key(name)) for name in wanted}


def _rows(grid: Grid, places: Mapping[str, int], width: int) -> Iterator[Row]:
    above: list[str] = [""] * width
    for number, raw in grid:
        if not any(cell.strip() for cell in raw):
            continue
        cells = [*raw, *[""] * (width - len(raw))]
        cells = [above[i] if i < width and SAME_AS_ABOVE.fullmatch(cell) else cell for i, cell in enumerate(cells)]
        above = cells[:width]
        yield Row(f"Zeile {number}", tuple(cells), {name: plain(cells[place]) for name, place in places.items()})


def plain(cell: str) -> str:
    text = cell.strip()
    whole = WHOLE_FLOAT.fullmatch(text)
    return whole[1] if whole else text


def _csv_grids(path: Path) -> Iterator[tuple[Dress, Grid]]:
    text, encoding = _decoded(path)
    for delimiter in DELIMITERS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        grid: Grid = []
        begin = 1
        try:
            for cells in reader:
                grid.append((begin, cells))
                begin = reader.line_num + 1
        except csv.Error as error:
            raise ImportRefused(f"{path.name}, Zeile {begin}: Die Zeile ist nicht lesbar ({error}).") from error
        yield Dress(excel=False, encoding=encoding, delimiter=delimiter), grid


def _decoded(path: Path) -> tuple[str, str]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ImportRefused(f"{path} lässt sich nicht öffnen ({error.strerror}).") from error
    encodings = ["utf-16"] if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text.removeprefix("\ufeff"), "utf-8-sig" if text.startswith("\ufeff") else encoding
    raise ImportRefused(f"{path.name} ist keine Textdatei in UTF-8 oder Windows-1252.")


def _excel_grids(path: Path) -> Iterator[tuple[Dress, Grid]]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows = sheet.iter_rows(values_only=True)
            yield (
                Dress(excel=True),
                [(number, [_cell_text(cell) for cell in row]) for number, row in enumerate(rows, 1)],
            )
        book.close()
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError) as error:
        raise ImportRefused(f"{path.name} lässt sich nicht als Excel-Datei lesen ({error}).") from error


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return plain(str(value))
