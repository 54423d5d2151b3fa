"""The ZIP of an order: its sheets under speaking names, and a text that says what is in it and what is not, and why."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from django.conf import settings
from django.utils import timezone

from wegweiser.exports.files import MADE
from wegweiser.exports.models import OPEN, ExportOrder, ExportSheet, State
from wegweiser.printing.editions import whole_file, withdraw
from wegweiser.printing.models import Edition

REPORT = "Inhalt.txt"
LEFTOVERS_AFTER = timedelta(hours=1)
"""A part of a file that is older belongs to a process that was killed."""
CLEARED = "Die Dateien des Blattes sind nicht mehr gespeichert. Bitte drucken Sie es noch einmal."
WITHDRAWN = "Das Blatt wurde zurückgezogen: Ein Ort darauf ist nicht mehr öffentlich."


def pack(order: ExportOrder) -> Path | None:
    """None while a sheet is being drawn: the last one packs."""
    sheets = list(order.sheets.select_related("edition"))
    if any(sheet.state in OPEN for sheet in sheets):
        return None
    write_zip(order.path, order.name, sheets)
    return order.path


def write_zip(target: Path, name: str, sheets: Sequence[ExportSheet]) -> None:
    """Whole or not at all."""
    with whole_file(target) as stream, ZipFile(stream, "w", ZIP_STORED) as archive:  # a PDF is compressed already
        for sheet in sheets:
            if sheet.is_whole:
                for file_name, content in sheet.contents():
                    archive.writestr(file_name, content)
        archive.writestr(REPORT, contents(name, sheets))


def contents(name: str, sheets: Sequence[ExportSheet]) -> str:
    printed = [sheet for sheet in sheets if sheet.is_whole]
    missing = [sheet for sheet in sheets if not sheet.is_whole]
    lines = [name, f"Gepackt am {timezone.localtime():%d.%m.%Y um %H:%M} Uhr", ""]
    lines += [f"Enthalten: {_count(printed)}", ""]
    for sheet in printed:
        lines += [*_names(sheet), f"    {sheet.label}", *(f"    {line}" for line in _edition(sheet.edition)), ""]
    if missing:
        lines += [f"Es fehlen: {_count(missing)}", ""]
    for sheet in missing:
        lines += [sheet.label, f"    {reason(sheet)}", ""]
    return "\r\n".join(lines)


def reason(sheet: ExportSheet) -> str:
    """Why there is no file."""
    if sheet.state == State.CANCELLED:
        return "Der Druck wurde abgebrochen."
    return sheet.error or (CLEARED if sheet.file else WITHDRAWN)


def offered(order: ExportOrder) -> Path | None:
    """The ZIP, unless a sheet in it must not be handed out any more, or one is drawn again."""
    if not order.path.is_file() or order.sheets.filter(state__in=OPEN).exists():
        return None
    withdraw()
    done = order.sheets.filter(state=State.DONE).select_related("edition")
    if all(sheet.is_whole for sheet in done):
        return order.path
    order.path.unlink(missing_ok=True)
    return None


def clear() -> int:
    """Delete what is old or must not be handed out, and what killed processes left; returns the number of files.

    Sheets stay; what can be made of them again does not.
    """
    oldest = timezone.now() - timedelta(days=settings.EXPORT_KEPT_DAYS)
    orders = {order.path: order for order in ExportOrder.objects.filter(created_at__gte=oldest)}
    folder = Path(settings.MEDIA_ROOT)
    zips = set(folder.glob("exports/*.zip"))
    gone = [path for path in zips if path not in orders]
    for path in gone:
        path.unlink(missing_ok=True)
    withdrawn = [path for path in zips & orders.keys() if offered(orders[path]) is None]
    made = (path for form in MADE for path in folder.glob(f"editions/*.{form}"))
    left = _clear_before(timezone.now() - LEFTOVERS_AFTER, folder.glob("*/*.part"))
    return len(gone) + len(withdrawn) + left + _clear_before(oldest, made)


def _clear_before(moment: datetime, files: Iterable[Path]) -> int:
    old = [file for file in files if file.stat().st_mtime < moment.timestamp()]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)


def _names(sheet: ExportSheet) -> list[str]:
    return [name for name, _ in sheet.contents()]


def _count(sheets: Sequence[ExportSheet]) -> str:
    return f"{len(sheets)} {'Blatt' if len(sheets) == 1 else 'Blätter'}"


def _edition(edition: Edition | None) -> list[str]:
    if edition is None:
        return []
    return [f"Ausgabe {edition.code}, Stand {edition.stand:%d.%m.%Y}, {edition.places.count()} Einrichtungen"]
