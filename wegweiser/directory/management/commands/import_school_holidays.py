from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from wegweiser.directory.city import CityProfile
from wegweiser.directory.imports.errors import ImportRefused
from wegweiser.directory.imports.folder import CityFolder
from wegweiser.directory.imports.school_holidays import import_school_holidays
from wegweiser.directory.models.city import City


class Command(BaseCommand):
    help = "Ersetzt die Schulferien durch eine Tabelle (Ferien, von, bis) oder die eines Stadtordners."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="FILE|DIR")

    def handle(self, *, path: Path, **options: object) -> None:
        try:
            profile = CityFolder.open(path).profile if path.is_dir() else CityProfile.current()
            if path.is_dir():
                if profile.school_holidays is None:
                    raise CommandError(f"{path / 'city.toml'} nennt keine Schulferien ([school_holidays]).")
                path /= profile.school_holidays.file
            count = import_school_holidays(path, profile.holidays)
        except City.DoesNotExist as error:
            raise CommandError("Es ist noch keine Stadt geladen; bitte zuerst load_city ausführen.") from error
        except ImportRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Schulferien: {count} in {profile.holidays}.")
