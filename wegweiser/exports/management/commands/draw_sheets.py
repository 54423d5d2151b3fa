import signal
from argparse import ArgumentParser
from multiprocessing.connection import Connection
from typing import Any

from django.core.management.base import BaseCommand

from wegweiser.exports.child import serve


class Command(BaseCommand):
    help = "Zeichnet Blätter für einen Prozess, der die Warteschlange abarbeitet; von ihm gestartet und beendet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pipe", type=int, required=True, metavar="NUMMER", help="geerbter Dateideskriptor")

    def handle(self, *args: Any, **options: Any) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the worker, which ends this process
        serve(Connection(options["pipe"]))
