"""Questions about news."""

from django.db.models import Count

from .filters import ArchiveFilter
from .models import NewsItemEdition


def archive(chosen: ArchiveFilter):
    """Live items, newest first, undated ones last."""
    editions = NewsItemEdition.objects.published().with_document().newest_first()
    return chosen.apply(editions)


def years() -> list[tuple[str, int]]:
    """Years with their number of live items, newest first; undated items are in none."""
    return list(
        NewsItemEdition.objects.published()
        .exclude(date="")
        .with_year()
        .order_by("-year")
        .values_list("year")
        .annotate(count=Count("pk"))
    )


def latest(number: int) -> list[NewsItemEdition]:
    """The newest live items, without those about protection programmes. One query."""
    editions = NewsItemEdition.objects.published().for_latest_lists()
    return list(editions.with_document().newest_first()[:number])


def news_page(slug: str) -> NewsItemEdition | None:
    """The live or withdrawn edition at an address; None where there is none."""
    return (
        NewsItemEdition.objects.addressable()
        .select_related("document", "picture")
        .prefetch_related("picture__renditions__upload")
        .filter(document__slug=slug)
        .first()
    )
