"""What search finds of news."""

from django.utils.translation import pgettext_lazy

from iomiran.common.richtext import plain_text
from iomiran.common.search import SearchHit

from .models import NewsItemEdition


def hits():
    for edition in NewsItemEdition.objects.published().with_document():
        if text := edition.text():
            yield SearchHit(
                title=text.title,
                url=edition.get_absolute_url(),
                kind=pgettext_lazy("a single item", "News"),
                summary=text.summary,
                text=f"{plain_text(text.body)} {edition.outlet}",
                language=text.language,
                direction=text.direction,
            )
