from django.core.management.base import BaseCommand

from iomiran.common.files.keeping import DONE, PDF, read_document, read_later
from iomiran.common.files.models import Upload


class Command(BaseCommand):
    help = "Reads the text of PDF files for search and makes their covers, where that was not done."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="read every file anew")
        parser.add_argument("--later", action="store_true", help="leave them to the worker")

    def handle(self, **options):
        documents = Upload.objects.filter(media_type=PDF).order_by("pk")
        if not options["all"]:
            documents = documents.exclude(reading__in=DONE)
        count = 0
        for upload in documents.iterator():
            if options["later"]:
                read_later(upload)
            else:
                read_document(upload)
            count += 1
        said = f"Left {count} files to the worker." if options["later"] else f"Read {count} files."
        self.stdout.write(said)
