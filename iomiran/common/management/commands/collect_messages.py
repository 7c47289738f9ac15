from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from iomiran.common.languages import catalogues


class Command(BaseCommand):
    help = "Brings locale/*/LC_MESSAGES/django.po in line with the strings of the code."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--prune", action="store_true", help="forget translations of strings that left the code"
        )

    def handle(self, *, prune, **options):
        locale_folder = Path(settings.LOCALE_PATHS[0])
        try:
            changed = catalogues.update(locale_folder.parent, locale_folder, prune=prune)
        except ValueError as error:
            raise CommandError(str(error)) from error
        for locale in changed:
            self.stdout.write(f"changed {catalogues.po_path(locale_folder, locale)}")
        if not changed:
            self.stdout.write("The catalogues have every string of the code.")
