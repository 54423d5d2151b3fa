from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from geo.db.dump import DumpError
from wegweiser.directory.backup import BackupError, check, restore


class Command(BaseCommand):
    help = "Ersetzt Datenbank und gespeicherte Dateien durch die einer Sicherung: beides oder nichts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="nur prüfen, ob die Sicherung heil ist")

    def handle(self, *args: Any, directory: Path, dry_run: bool, **options: Any) -> None:
        try:
            manifest = check(directory) if dry_run else restore(directory)
        except (BackupError, DumpError, OSError) as error:
            raise CommandError(str(error)) from error
        done = "ist heil" if dry_run else "ist eingespielt"
        self.stdout.write(f"Die Sicherung vom {manifest.created_at} mit {len(manifest.files)} Dateien {done}.")
