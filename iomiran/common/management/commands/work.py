"""`manage.py work`: the worker alone, for a production where something else serves."""

from django.core.management.base import BaseCommand

from iomiran.common.queue import work


class Command(BaseCommand):
    help = "Do the long work of the portal (imports of figures) until it is ended."

    def handle(self, *args, **options):
        work()
