"""Find reports that wait or whose worker was lost, and tell the workers again."""

import time

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from reports import services


class Command(BaseCommand):
    help = "Tells the workers of every report that waits. With --loop: again every 30 seconds, until stopped."

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="go on, every 30 seconds")

    def handle(self, *, loop, **options):
        self.sweep()
        while loop:
            time.sleep(services.SWEEP_SECONDS)
            close_old_connections()
            try:
                self.sweep()
            except OperationalError as error:  # a database that restarts is back at one of the next turns
                self.stderr.write(f"The database cannot be reached: {error}")

    def sweep(self):
        told = services.sweep()
        if told:
            self.stdout.write(f"Told the workers of {told} waiting reports.")
