"""Fill the database from the content files in the repository; safe to run again."""

from django.core.management.base import BaseCommand, CommandError

from iomiran.common.content.files import ContentError
from iomiran.common.content.loading import load_all


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        try:
            report = load_all()
        except ContentError as error:
            raise CommandError(
                "Nothing was loaded. The content files need mending:\n"
                + "\n".join(f"  {fault}" for fault in error.faults)
            ) from error
        for name in report.created:
            self.stdout.write(f"  new       {name}")
        for name in report.replaced:
            self.stdout.write(f"  replaced  {name}")
        for name in report.kept:
            self.stdout.write(f"  kept      {name}: the file changed and was not loaded")
        for name in report.gone:
            self.stdout.write(f"  gone      {name}: no longer in the files, still public")
        self.stdout.write(
            f"{len(report.created)} new, {len(report.replaced)} replaced, "
            f"{len(report.unchanged)} unchanged, {len(report.kept)} left to staff."
        )
