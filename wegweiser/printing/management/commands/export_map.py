from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from geo.errors import GeoError
from wegweiser.printing.advice import advice
from wegweiser.printing.definition import Definition, Product, Variant
from wegweiser.printing.editions import write_whole
from wegweiser.printing.errors import PrintingError
from wegweiser.printing.export import export_sheet
from wegweiser.printing.handover import press_files
from wegweiser.printing.models import Edition
from wegweiser.printing.paper import PAPERS
from wegweiser.printing.pictures import map_png, map_svg
from wegweiser.printing.press.marks import Marks

PICTURES = (".png", ".svg")


class Command(BaseCommand):
    help = "Zeichnet ein Blatt als PDF: den Wegweiser eines Sozialraums oder etwas, das aus denselben Daten entsteht."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--product", default="wegweiser", help=f"{', '.join(Product)} (sonst wegweiser)")
        parser.add_argument("--sozialraum", default="", metavar="SLUG", help="Kürzel; ohne: die ganze Stadt (Listen)")
        parser.add_argument("--format", default="", help=f"Papierformat: {', '.join(PAPERS)} (sonst das übliche)")
        parser.add_argument("--flat", action="store_true", help="mit dem Verzeichnis auf der Rückseite, ohne Umschlag")
        parser.add_argument("--language", default="de", help="Kürzel der Sprache (sonst de)")
        parser.add_argument("--variant", default="farbe", help=f"{', '.join(Variant)} (sonst farbe)")
        parser.add_argument("--category", action="append", default=[], metavar="CODE", help="nur diese Art (mehrmals)")
        parser.add_argument("--traeger", default="", metavar="NAME", help="nur Orte dieses Trägers")
        parser.add_argument("--place", type=int, metavar="NR", help="nur dieser Ort, nach seiner Nummer im Verzeichnis")
        parser.add_argument("--title", default="", help="statt des Namens des Sozialraums")
        parser.add_argument("--press", choices=list(Marks), help="dazu DATEI-druck.pdf für die Druckerei")
        parser.add_argument("--dpi", type=int, default=150, help="Auflösung eines PNG (sonst 150)")
        parser.add_argument(
            "--output", required=True, type=Path, metavar="DATEI", help=".pdf, oder .svg und .png nur der Karte"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        output = Path(options["output"])
        if not output.parent.is_dir():
            raise CommandError(f"Den Ordner {output.parent} gibt es nicht.")
        try:
            definition = _definition(options)
            edition = export_sheet(definition)
            write_whole(output, _file(output, edition, options["dpi"]))
            if options["press"]:
                self._for_the_press(edition, output, Marks(options["press"]))
        except (PrintingError, GeoError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{output}: {edition}, {edition.places.count()} Einrichtungen.")
        hint = advice(edition)
        if hint:
            self.stdout.write(hint)

    def _for_the_press(self, edition: Edition, output: Path, marks: Marks) -> None:
        files = press_files(edition, marks)
        for suffix, content in files.items():
            write_whole(output.with_name(f"{output.stem}{suffix}"), content)
        self.stdout.write(f"Für die Druckerei: {', '.join(f'{output.stem}{suffix}' for suffix in files)}.")


def _file(output: Path, edition: Edition, dpi: int) -> bytes:
    if output.suffix in PICTURES and not edition.scale_denominator:
        raise CommandError(f"Dieses Blatt hat keine Karte; {output.suffix} gibt es nur von Karten.")
    if output.suffix == ".png":
        return map_png(edition, dpi)
    if output.suffix == ".svg":
        return map_svg(edition)
    return edition.path.read_bytes()


def _definition(options: dict[str, Any]) -> Definition:
    flat = {"folded": False} if options["flat"] else {}
    return Definition.of(
        options["sozialraum"],
        options["format"],
        language=options["language"],
        variant=options["variant"],
        categories=options["category"],
        title=options["title"],
        product=options["product"],
        traeger=options["traeger"],
        place=options["place"],
        **flat,
    )
