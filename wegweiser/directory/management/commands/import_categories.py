from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from wegweiser.directory.imports.categories import import_categories, read_taxonomy
from wegweiser.directory.imports.errors import ImportRefused


class Command(BaseCommand):
    help = "Übernimmt Gruppen, Kategorien und Merkmale aus einer categories.toml."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *, file: Path, **options: object) -> None:
        try:
            report = import_categories(read_taxonomy(file))
        except ImportRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{report.categories} Kategorien in {report.groups} Gruppen, {report.flags} Merkmale.")
