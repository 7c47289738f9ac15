"""Make a series of synthetic figures, to measure how fast the portal is; or remove it."""

from django.core.management.base import BaseCommand, CommandError

from returns.importing.synthetic import PREFIX, SyntheticError, generate, remove
from returns.importing.synthetic_rows import ROWS_A_DAY


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument(
            "--rows", type=int, default=100_000, help=f"a day has {ROWS_A_DAY:,} of them"
        )
        parser.add_argument("--series", default=f"{PREFIX}returns")
        parser.add_argument("--remove", action="store_true")

    def handle(self, *args, rows, series, **options):
        try:
            if options["remove"]:
                self.stdout.write(f"{series}: {remove(series):,} rows removed.")
            elif rows < 1:
                raise CommandError(f"--rows {rows}: ask for one row at least.")
            else:
                self.stdout.write(f"{series}: {generate(series, rows):,} rows published.")
        except SyntheticError as error:
            raise CommandError(" ".join(error.messages)) from error
