from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from wegweiser.directory.imports.city import load
from wegweiser.directory.imports.errors import ImportRefused
from wegweiser.directory.imports.folder import CityFolder


class Command(BaseCommand):
    help = "Lädt einen Stadtordner: Kategorien, Grundkarte, Sozialräume, Adressen und Einrichtungen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--if-changed", action="store_true", help="nichts tun, wenn der Ordner schon geladen ist")

    def handle(self, *, folder: Path, if_changed: bool, verbosity: int, **options: object) -> None:
        try:
            city = CityFolder.open(folder)
            if if_changed and city.is_loaded():
                self._say(f"{city.profile.name} ist auf dem Stand des Ordners.", verbosity)
                return
            load(city, lambda line: self._say(line, verbosity))
        except ImportRefused as error:
            raise CommandError(str(error)) from error
        self._say(f"{city.profile.name} ist geladen.", verbosity)

    def _say(self, line: str, verbosity: int) -> None:
        if verbosity:
            self.stdout.write(line)
