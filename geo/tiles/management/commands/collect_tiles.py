from typing import Any

from django.core.management.base import BaseCommand

from geo.tiles.cache import drop_stale


class Command(BaseCommand):
    help = "Löscht Kacheln, deren Daten oder Stil sich geändert haben."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{drop_stale()} alte Kachelordner gelöscht.")
