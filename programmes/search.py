"""What search finds of programmes: their list, and each of them."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.languages.chain import direction
from iomiran.common.richtext import plain_text
from iomiran.common.search import SearchHit

from .models import ProgrammeEdition


def hits():
    language = get_language()
    yield SearchHit(
        title=_("What IOM does in Iran"),
        url=reverse("programmes:programme_list"),
        kind=_("Programmes"),
        summary=_(
            "Areas of work, for migrants, displaced people, returnees and the communities "
            "that host them."
        ),
        text="",
        language=language,
        direction=direction(language),
        keywords="programme programmes project projects برنامه برنامه‌ها پروژه پروګرام",
        section=True,
    )
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
