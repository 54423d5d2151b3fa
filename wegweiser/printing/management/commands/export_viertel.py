from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.gis.geos import Point
from django.core.management.base import BaseCommand, CommandError

from geo.crs import WGS84
from geo.errors import GeoError
from geo.gazetteer.choice import find
from geo.gazetteer.suggestions import Suggestion
from wegweiser.printing.editions import write_whole
from wegweiser.printing.errors import PrintingError
from wegweiser.printing.export import viertel_sheet


class Command(BaseCommand):
    help = "Zeichnet „Mein Viertel“: Karte und Liste der nächsten Orte rund um eine Adresse. Aufgehoben wird nichts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--address", metavar="TEXT", help="Straße und Hausnummer")
        where.add_argument("--point", nargs=2, type=float, metavar=("LON", "LAT"), help="Länge und Breite in Grad")
        parser.add_argument("--without-address", action="store_true", help="Adresse nicht auf das Blatt drucken")
        parser.add_argument("--language", default="de", help="Kürzel der Sprache (sonst de)")
        parser.add_argument(
            "--output", required=True, type=Path, metavar="DATEI", help="wohin das PDF geschrieben wird"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        output = Path(options["output"])
        if not output.parent.is_dir():
            raise CommandError(f"Den Ordner {output.parent} gibt es nicht.")
        point, label = _located(options)
        try:
            pdf = viertel_sheet(point, "" if options["without_address"] else label, options["language"])
            write_whole(output, pdf)
        except (PrintingError, GeoError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{output}: {len(pdf) // 1000} kB.")


def _located(options: dict[str, Any]) -> tuple[Point, str]:
    if options["point"]:
        lon, lat = options["point"]
        return Point(lon, lat, srid=WGS84), ""
    found = find(options["address"])
    if found.place is None:
        raise CommandError(_unknown(options["address"], found.choices))
    return found.place.point, found.place.label


def _unknown(address: str, choices: tuple[Suggestion, ...]) -> str:
    alike = "; ".join(choice.label for choice in choices)
    return f"„{address}“ ist nicht eindeutig: {alike}." if alike else f"Die Adresse „{address}“ ist nicht bekannt."
