"""What search finds of programmes."""

from django.utils.translation import gettext_lazy as _

from iomiran.common.richtext import plain_text
from iomiran.common.search import SearchHit

from .models import ProgrammeEdition


def hits():
    for edition in ProgrammeEdition.objects.published().with_document():
        if text := edition.text():
            yield SearchHit(
                title=text.title,
                url=edition.get_absolute_url(),
                kind=_("Programme"),
                summary=text.summary,
                text=plain_text(text.body),
                language=text.language,
                direction=text.direction,
            )
