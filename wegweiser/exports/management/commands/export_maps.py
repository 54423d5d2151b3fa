import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wegweiser.exports import orders
from wegweiser.exports.drawing import Drawn
from wegweiser.exports.files import MARK_NAMES, PURPOSES, SCREEN, USUAL_DPI, Files
from wegweiser.exports.models import OPEN, ExportSheet, State
from wegweiser.exports.parcel import reason, write_zip
from wegweiser.exports.selection import Selection, area_names, offered_languages, summary
from wegweiser.exports.sheet import draw
from wegweiser.printing.definition import Definition, Product, Variant
from wegweiser.printing.editions import write_whole
from wegweiser.printing.errors import PrintingError
from wegweiser.printing.paper import PAPERS
from wegweiser.printing.stages import silent

LOOK_EVERY_S = 0.5
NOBODY_DRAWS = (
    "Es läuft kein Arbeitsprozess („manage.py procrastinate worker“); der Auftrag wartet. Mit --here geht es ohne."
)
CANCELLED = "Abgebrochen. Was schon gedruckt war, bleibt erhalten."


class Command(BaseCommand):
    help = "Druckt Wegweiser oder andere Blätter mehrerer Sozialräume, über die Warteschlange oder gleich hier."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--product", default="wegweiser", help=f"{', '.join(Product)} (sonst wegweiser)")
        areas = parser.add_mutually_exclusive_group(required=True)
        areas.add_argument("--all", action="store_true", help="alle Sozialräume")
        areas.add_argument("--sozialraum", nargs="+", default=[], metavar="SLUG", help="Kürzel der Sozialräume")
        parser.add_argument("--format", nargs="+", default=[""], help=f"{', '.join(PAPERS)}")
        parser.add_argument("--flat", action="store_true", help="flach statt gefaltet")
        parser.add_argument(
            "--language", nargs="+", default=["de"], help="Kürzel, oder „all“: alle der Stadt (sonst de)"
        )
        parser.add_argument("--variant", nargs="+", default=["farbe"], help=f"{', '.join(Variant)} (sonst farbe)")
        parser.add_argument("--category", nargs="+", default=[], metavar="CODE", help="nur diese Arten oder Gruppen")
        parser.add_argument("--title", default="", help="statt des Namens des Sozialraums")
        parser.add_argument("--files", nargs="+", default=[SCREEN], help=f"{', '.join(PURPOSES)} (sonst {SCREEN})")
        parser.add_argument("--marks", default="crop+fold", help=f"{', '.join(MARK_NAMES)} (sonst crop+fold)")
        parser.add_argument("--dpi", type=int, default=USUAL_DPI, help=f"der Karte als Bild (sonst {USUAL_DPI})")
        parser.add_argument("--output", type=Path, metavar="ORDNER", help="wohin die Dateien geschrieben werden")
        parser.add_argument("--zip", type=Path, metavar="DATEI", help="wohin alles in einer Datei geschrieben wird")
        parser.add_argument("--here", action="store_true", help="in diesem Prozess, ohne Warteschlange")

    def handle(self, *args: Any, **options: Any) -> None:
        _check_targets(options["output"], options["zip"])
        try:
            definitions = _selection(options).definitions()
            files = Files.of(options["files"], options["marks"], options["dpi"])
        except PrintingError as error:
            raise CommandError(str(error)) from error
        try:
            drawn = self._here if options["here"] else self._queued
            printed = drawn(definitions, files)
        except KeyboardInterrupt:
            raise CommandError(CANCELLED, returncode=130) from None
        _deliver(printed, options["output"])
        _pack(printed, options["zip"], summary(definitions))
        failed = [sheet for sheet in printed if not sheet.is_whole]
        if failed:
            sentences = "\n".join(f"{sheet.label}: {reason(sheet)}" for sheet in failed)
            raise CommandError(f"{len(failed)} von {len(printed)} Blättern fehlen.\n{sentences}")

    def _here(self, definitions: Sequence[Definition], files: Files) -> Sequence[ExportSheet]:
        sheets = orders.sheets_of(definitions, files)
        for sheet in sheets:
            outcome = draw(sheet.definition, silent, sheet.wanted)
            if isinstance(outcome, Drawn):
                sheet.state, sheet.edition_id, sheet.from_store = State.DONE, outcome.code, outcome.from_store
            else:
                sheet.state, sheet.error = State.FAILED, outcome.sentence
            self._say(sheet)
        return sheets

    def _queued(self, definitions: Sequence[Definition], files: Files) -> Sequence[ExportSheet]:
        """Ordered and waited for; whoever stops waiting cancels the order."""
        order = orders.place(definitions, summary(definitions), files=files)
        self.stdout.write(f"Auftrag {order.pk}: {len(definitions)} Blätter in der Warteschlange.")
        if orders.nobody_draws():
            self.stdout.write(NOBODY_DRAWS)
        told: dict[int, tuple[str, str]] = {}
        try:
            while True:
                sheets = list(order.sheets.select_related("edition"))
                for sheet in sheets:
                    if told.get(sheet.pk, (State.QUEUED, "")) != (sheet.state, sheet.stage):
                        self._say(sheet)
                    told[sheet.pk] = (sheet.state, sheet.stage)
                if not any(sheet.state in OPEN for sheet in sheets):
                    return sheets
                time.sleep(LOOK_EVERY_S)
        except KeyboardInterrupt:
            orders.cancel(order.sheets.all())
            raise

    def _say(self, sheet: ExportSheet) -> None:
        doing = sheet.stage_label if sheet.state == State.RUNNING else sheet.get_state_display()
        stored = ", lag fertig bereit" if sheet.from_store else ""
        self.stdout.write(f"{sheet.percent:3d} %  {sheet.label}: {doing}{stored}")


def _selection(options: dict[str, Any]) -> Selection:
    return Selection(
        areas=sorted(area_names()) if options["all"] else options["sozialraum"],
        papers=options["format"],
        languages=offered_languages() if options["language"] == ["all"] else options["language"],
        variants=options["variant"],
        flat=options["flat"],
        categories=tuple(options["category"]),
        title=options["title"],
        product=options["product"],
    )


def _check_targets(folder: Path | None, archive: Path | None) -> None:
    """Before hours of drawing, not after."""
    for wanted in (folder, archive.parent if archive else None):
        if wanted and not wanted.is_dir():
            raise CommandError(f"Den Ordner {wanted} gibt es nicht.")


def _deliver(sheets: Sequence[ExportSheet], folder: Path | None) -> None:
    for sheet in sheets:
        if folder and sheet.is_whole:
            with _written(folder):
                for name, content in sheet.contents():
                    write_whole(folder / name, content)


def _pack(sheets: Sequence[ExportSheet], archive: Path | None, name: str) -> None:
    if archive:
        with _written(archive):
            write_zip(archive, name, sheets)


@contextmanager
def _written(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CommandError(f"{target} lässt sich nicht schreiben: {error.strerror}.") from error
