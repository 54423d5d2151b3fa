from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from geo.basemap.importer import import_basemap
from geo.errors import BasemapImportError


class Command(BaseCommand):
    help = "Ersetzt die Grundkarte durch einen OpenStreetMap-Auszug (.osm.pbf)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *, file: Path, **options: object) -> None:
        try:
            report = import_basemap(file, progress=self.stdout.write)
        except BasemapImportError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{report.roads} Wege, {report.street_names} Straßennamen, {report.buildings} Gebäude, "
            f"{report.house_numbers} Hausnummern auf {report.covered_km2:.1f} km²."
        )
