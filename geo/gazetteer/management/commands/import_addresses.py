from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from geo.errors import AddressFileError
from geo.gazetteer.register import import_addresses


class Command(BaseCommand):
    help = "Ersetzt das Adressverzeichnis durch Gebäudereferenzen (gebref) oder Adressen aus OpenStreetMap."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--format", choices=["gebref", "osm"], default="gebref")
        parser.add_argument("--municipality", default="", help="gebref: Gemeindeschlüssel mit acht Ziffern")
        parser.add_argument("--postcodes", type=Path, help="Flächen mit dem Feld „plz“")

    def handle(self, *, file: Path, municipality: str, postcodes: Path | None, **options: str) -> None:
        self.stdout.write(f"Lese {file.name}")
        try:
            report = import_addresses(file, options["format"], municipality, postcodes)
        except AddressFileError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{report.houses} Adressen in {report.streets} Straßen.")
