from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from iomiran.common.languages import catalogues


class Command(BaseCommand):
    help = "Compiles the translations that changed. Needs no gettext programs and no database."
    requires_system_checks = []

    def handle(self, **options):
        try:
            compiled = catalogues.compile_all(Path(settings.LOCALE_PATHS[0]))
        except ValueError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            done = (
                f"Compiled {', '.join(compiled)}." if compiled else "Translations are up to date."
            )
            self.stdout.write(done)
