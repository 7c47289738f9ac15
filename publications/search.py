"""What search finds of the library."""

from iomiran.common.richtext import plain_text
from iomiran.common.search import SearchHit

from .models import PublicationEdition, ThemeEdition


def hits():
    themes = _themes_in_every_language()
    editions = PublicationEdition.objects.published().with_document().prefetch_related("themes")
    for edition in editions:
        if text := edition.text():
            about = [text.authors or edition.authors_en or ""]
            about += [themes[theme.pk] for theme in edition.themes.all() if theme.pk in themes]
            yield SearchHit(
                title=text.title,
                url=edition.get_absolute_url(),
                kind=edition.get_kind_display(),
                summary=text.summary,
                text=plain_text(text.body),
                language=text.language,
                direction=text.direction,
                keywords=" ".join(about),
            )


def _themes_in_every_language() -> dict[int, str]:
    """A reader may look for a theme in another language than that of the page."""
    return {
        edition.document_id: " ".join(edition.text(code).name for code in edition.languages())
        for edition in ThemeEdition.objects.published()
    }
