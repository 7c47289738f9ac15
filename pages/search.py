"""What search finds of the pages."""

from django.utils.translation import gettext_lazy as _

from iomiran.common.richtext import plain_text
from iomiran.common.search import SearchHit

from .models import PageEdition


def hits():
    for edition in PageEdition.objects.published():
        if text := edition.text():
            yield SearchHit(
                title=text.title,
                url=edition.get_absolute_url(),
                kind=_("Page"),
                summary=text.summary,
                text=plain_text(text.body),
                language=text.language,
                direction=text.direction,
            )
