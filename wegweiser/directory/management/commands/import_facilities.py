from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from wegweiser.directory.city_sections import FacilityFile
from wegweiser.directory.imports.errors import ImportRefused
from wegweiser.directory.imports.facilities import apply
from wegweiser.directory.imports.folder import CityFolder
from wegweiser.directory.imports.refused import write_refused
from wegweiser.directory.imports.sources import SourceReader


class Command(BaseCommand):
    help = "Zeigt, was die Einrichtungen eines Stadtordners ändern würden, und übernimmt sie mit --apply."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--source", help="nur diese Quelle der city.toml")
        parser.add_argument("--apply", action="store_true", help="übernehmen; sonst wird nichts geschrieben")
        parser.add_argument("--errors", type=Path, metavar="FILE", help="abgelehnte Zeilen mit Grund hierhin schreiben")

    def handle(self, *, folder: Path, source: str | None, errors: Path | None, **options: bool) -> None:
        try:
            city = CityFolder.open(folder)
            specs = _chosen(city, source)
            if errors and len(specs) > 1:
                raise ImportRefused("--errors braucht --source: Jede Quelle hat ihre eigenen Spalten.")
            self._import(city, specs, errors, options["apply"])
        except ImportRefused as error:
            raise CommandError(str(error)) from error

    def _import(self, city: CityFolder, specs: list[FacilityFile], errors: Path | None, applies: bool) -> None:
        reader = SourceReader.of(city, city.taxonomy())
        for spec in specs:
            table, plan = reader.plan(spec)
            for line in plan.report.lines(details=True):
                self.stdout.write(line)
            if errors:
                write_refused(errors, table, plan.report.refused)
            if applies:
                apply(plan)
        self.stdout.write("Übernommen." if applies else "Nichts geschrieben; mit --apply wird es übernommen.")


def _chosen(city: CityFolder, source: str | None) -> list[FacilityFile]:
    specs = [spec for spec in city.profile.facilities if source in (None, spec.source)]
    if not specs:
        known = ", ".join(spec.source for spec in city.profile.facilities)
        raise ImportRefused(f"Die Quelle „{source}“ steht nicht in der city.toml; dort stehen: {known or 'keine'}.")
    return specs
