from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from geo.db.dump import DumpError
from wegweiser.directory.backup import BackupError, backup


class Command(BaseCommand):
    help = "Sichert Datenbank und gespeicherte Dateien in einen leeren Ordner, mit Prüfsummen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path)

    def handle(self, *args: Any, directory: Path, **options: Any) -> None:
        try:
            manifest = backup(directory)
        except (BackupError, DumpError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{len(manifest.files)} Dateien in {directory} gesichert.")
