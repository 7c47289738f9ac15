from django.core.management.base import BaseCommand

from iomiran.common.editorial.actions import raise_generation
from iomiran.common.files.models import Picture
from iomiran.common.files.pictures import make_renditions


class Command(BaseCommand):
    help = "Makes the smaller copies and the cuts of every picture anew, in today's sizes."

    def handle(self, **options):
        count = 0
        for picture in Picture.objects.select_related("upload"):
            make_renditions(picture)
            count += 1
        raise_generation()
        self.stdout.write(f"Made the renditions of {count} pictures.")
