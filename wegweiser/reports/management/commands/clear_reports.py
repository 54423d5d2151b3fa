from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from wegweiser.reports.retention import clear


class Command(BaseCommand):
    help = "Löscht Kontaktangaben und Meldungen, deren Zeit abgelaufen ist."

    def handle(self, *args: Any, **options: Any) -> None:
        cleared = clear(timezone.now())
        self.stdout.write(f"{cleared.contacts} Kontaktangaben und {cleared.reports} Meldungen gelöscht.")
