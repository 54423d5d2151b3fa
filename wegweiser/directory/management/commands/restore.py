from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from geo.db.dump import DumpError
from wegweiser.directory.backup import BackupError, check, restore


class Command(BaseCommand):
    help = "Replaces database and stored files by those of a backup, both or neither."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only check that the backup is whole")

    def handle(self, *args: Any, directory: Path, dry_run: bool, **options: Any) -> None:
        try:
            manifest = check(directory) if dry_run else restore(directory)
        except (BackupError, DumpError, OSError) as error:
            raise CommandError(str(error)) from error
        done = "is whole" if dry_run else "has been restored"
        self.stdout.write(f"The backup of {manifest.created_at} with {len(manifest.files)} files {done}.")
