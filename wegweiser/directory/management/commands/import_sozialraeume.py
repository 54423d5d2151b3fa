from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from wegweiser.directory.city_sections import BoundaryFile
from wegweiser.directory.imports.area import CityArea
from wegweiser.directory.imports.errors import ImportRefused
from wegweiser.directory.imports.folder import CityFolder
from wegweiser.directory.imports.report import boundary_lines
from wegweiser.directory.imports.sozialraeume import import_sozialraeume


class Command(BaseCommand):
    help = "Ersetzt die Grenzen der Sozialräume durch eine Geodatei oder die eines Stadtordners."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="FILE|DIR")
        parser.add_argument("--name", default="name", help="Feld mit dem Namen")
        parser.add_argument("--code", default="", help="Feld mit dem Kürzel; sonst wird es aus dem Namen gebildet")
        parser.add_argument("--layer", default="", help="Ebene, falls die Datei mehrere hat")
        parser.add_argument("--crs", default="", help="Koordinatensystem, falls die Datei es nicht sagt: EPSG:25832")
        parser.add_argument("--where", default="", help="Filter, z. B. \"admin_level = '8'\"")

    def handle(self, *, path: Path, **options: str) -> None:
        try:
            if path.is_dir():
                city = CityFolder.open(path)
                spec, area = city.profile.sozialraeume, CityArea.of(city.profile.bounds)
                path /= spec.file
            else:
                spec, area = _spec(path, options), None
            report = import_sozialraeume(path, spec, area)
        except ImportRefused as error:
            raise CommandError(str(error)) from error
        for line in boundary_lines(report):
            self.stdout.write(line)


def _spec(path: Path, options: dict[str, str]) -> BoundaryFile:
    return BoundaryFile(
        path.name,
        name=options["name"],
        code=options["code"],
        layer=options["layer"],
        where=options["where"],
        crs=options["crs"],
    )
