"""manage.py lock_content 2026.1: publish a version of the instrument, or a language that was added to it."""

from django.core.management.base import BaseCommand, CommandError

from pillars import catalog, lock


class Command(BaseCommand):
    help = "Write the hashes of a version's files to pillars/content/lock.toml. A locked file can never change again."

    def add_arguments(self, parser):
        parser.add_argument("version", help="a folder of pillars/content, such as 2026.1")

    def handle(self, *, version, **options):
        if version not in catalog.versions():
            raise CommandError(f"There is no version {version}. There are: {', '.join(catalog.versions())}.")
        try:
            added = lock.add(catalog.CONTENT, version)
        except lock.ChangedContent as files:
            raise CommandError(
                f"Nothing was locked: these published files were changed or are missing: {files}."
            ) from None
        self.stdout.write("\n".join(f"Locked {version}/{name}" for name in added) or "Every file is locked already.")
