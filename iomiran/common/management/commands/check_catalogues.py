from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from iomiran.common.languages import catalogues


class Command(BaseCommand):
    help = "Fails where a string of the code has no finished translation in a catalogue."
    requires_system_checks = []

    def handle(self, **options):
        locale_folder = Path(settings.LOCALE_PATHS[0])
        try:
            findings = catalogues.check(locale_folder.parent, locale_folder)
        except ValueError as error:
            raise CommandError(str(error)) from error
        if findings:
            lines = "\n".join(sorted(findings))
            raise CommandError(
                f"{lines}\n{len(findings)} findings. "
                "Run manage.py collect_messages, then translate."
            )
        self.stdout.write("Every string of the code is translated in every catalogue.")
