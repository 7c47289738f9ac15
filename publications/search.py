"""What search finds of the library."""

from iomiran.common.richtext import plain_text
from iomiran.common.search import SearchHit

from .models import PublicationEdition


def hits():
    for edition in PublicationEdition.objects.published().with_document():
        if text := edition.text():
            yield SearchHit(
                title=text.title,
                url=edition.get_absolute_url(),
                kind=edition.get_kind_display(),
                summary=text.summary,
                text=plain_text(text.body),
                language=text.language,
                direction=text.direction,
            )
