from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from geo.errors import GeoError
from wegweiser.printing.editions import write_whole
from wegweiser.printing.errors import PrintingError, SheetTooFull
from wegweiser.printing.export import advice, export_sheet, larger_format
from wegweiser.printing.paper import PAPERS, paper_of


class Command(BaseCommand):
    help = "Zeichnet den Wegweiser eines Sozialraums als PDF: Karte, Verzeichnis, Umschlag."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sozialraum", required=True, metavar="SLUG", help="Kürzel des Sozialraums")
        parser.add_argument("--format", default="a3", help=f"Papierformat: {', '.join(PAPERS)} (sonst a3)")
        parser.add_argument(
            "--output", required=True, type=Path, metavar="DATEI", help="wohin das PDF geschrieben wird"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        output = Path(options["output"])
        if not output.parent.is_dir():
            raise CommandError(f"Den Ordner {output.parent} gibt es nicht.")
        try:
            paper = paper_of(options["format"])
            edition = export_sheet(options["sozialraum"], paper)
            write_whole(output, edition.path.read_bytes())
        except SheetTooFull as error:
            raise CommandError(f"{error} {larger_format(options['sozialraum'], paper)}") from error
        except (PrintingError, GeoError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{output}: {edition}, {edition.places.count()} Einrichtungen.")
        hint = advice(edition, paper)
        if hint:
            self.stdout.write(hint)
