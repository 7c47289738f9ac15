from datetime import timedelta

from django.apps import apps
from django.core.management.base import BaseCommand
from django.utils import timezone

from iomiran.common.editorial.models import Edition
from iomiran.common.links.asking import PATIENCE, PAUSE, check_links
from iomiran.common.links.finding import links_of
from iomiran.common.links.models import CheckedLink


class Command(BaseCommand):
    help = (
        "Asks the addresses elsewhere that public texts link to whether they are still there. "
        "The answers stand on the desk's house-keeping page."
    )

    def add_arguments(self, parser):
        parser.add_argument("--older-than", type=int, default=7, metavar="DAYS")
        parser.add_argument("--most", type=int, default=500, metavar="LINKS")
        parser.add_argument("--pause", type=float, default=PAUSE, metavar="SECONDS")
        parser.add_argument("--patience", type=float, default=PATIENCE, metavar="SECONDS")
        parser.add_argument(
            "--inside", action="store_true", help="also ask machines of the own network"
        )

    def handle(self, *, older_than, most, pause, patience, inside, **options):
        wanted = external_urls()
        CheckedLink.objects.exclude(url__in=wanted).delete()
        since = timezone.now() - timedelta(days=older_than)
        fresh = CheckedLink.objects.filter(checked_at__gte=since).values_list("url", flat=True)
        urls = sorted(wanted - set(fresh))[:most]
        broken = 0
        for link in check_links(urls, pause=pause, patience=patience, inside=inside):
            broken += link.is_broken
            if link.is_broken:
                self.stdout.write(f"{link.status or link.problem}  {link.url}")
        self.stdout.write(f"{len(urls)} links asked, {broken} of them broken.")


def external_urls() -> set[str]:
    """What live editions of every kind link to outside the portal."""
    found = set()
    for model in apps.get_models():
        if issubclass(model, Edition):
            live = model.objects.published().prefetch_related(*model.copied_rows)
            found |= {link.url for edition in live for link in links_of(edition) if not link.path}
    return {url for url in found if len(url) <= 500}
