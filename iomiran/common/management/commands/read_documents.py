from django.core.management.base import BaseCommand

from iomiran.common.files.keeping import DONE, PDF, read_document
from iomiran.common.files.models import Upload


class Command(BaseCommand):
    help = "Reads the text of PDF files for search and makes their covers, where that was not done."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="read every file anew")

    def handle(self, **options):
        documents = Upload.objects.filter(media_type=PDF).order_by("pk")
        if not options["all"]:
            documents = documents.exclude(reading__in=DONE)
        count = 0
        for upload in documents.iterator():
            read_document(upload)
            count += 1
        self.stdout.write(f"Read {count} files.")
