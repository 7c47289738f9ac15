"""What search finds of the library: its pages, and the pages of its files."""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import Case, F, When, Window
from django.db.models.functions import RowNumber
from django.utils.translation import get_language

from iomiran.common.files.finding import Found, stands_in
from iomiran.common.languages.chain import FALLBACK
from iomiran.common.richtext import plain_text
from iomiran.common.search import Asked, SearchHit

from .models import PublicationEdition, PublicationFile, ThemeEdition

# Pages shown of the files of a publication, and of those of all together.
MOST_PAGES, MOST_FOUND = 3, 120
WORDS = "upload__texts__words"


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


def inside(asked: Asked) -> Mapping[str, tuple[Found, ...]]:
    """Address of a live publication → pages of its files that have every word. One query.

    Of each publication come the files nearest to the reader first, and in them the pages with the
    whole words; of all publications those with the whole words, then the newest. A file in a
    language that the reader was not offered is shown only where there is no other.
    """
    nearest = {language: place for place, language in enumerate(_chain())}
    whole = stands_in(WORDS, asked, whole=True)
    distance = Case(
        *[When(language=language, then=place) for language, place in nearest.items()],
        default=len(nearest),
    )
    best_first = [distance.asc(), whole.desc(), F("position").asc(), F("upload__texts__page").asc()]
    files = (
        PublicationFile.objects.filter(edition__in=PublicationEdition.objects.published())
        .filter(stands_in(WORDS, asked))
        .annotate(
            rank=Window(RowNumber(), partition_by=F("edition_id"), order_by=best_first),
            whole=whole,
            text=F("upload__texts"),
            page=F("upload__texts__page"),
        )
        .filter(rank__lte=MOST_PAGES)
        .select_related("edition__document", "upload")
        .only("key", "language", "edition__document__slug", "upload__media_type")
        .order_by("rank", "-whole", "-edition_id")[:MOST_FOUND]
    )
    found, offered = defaultdict(list), set()
    for file in files:
        if file.language in nearest:
            offered.add(file.edition_id)
        elif file.edition_id in offered:
            continue
        url = f"{file.get_absolute_url()}#page={file.page}"
        place = Found(text=file.text, page=file.page, url=url, language=file.language)
        found[file.edition.get_absolute_url()].append(place)
    return {address: tuple(places) for address, places in found.items()}


def _chain() -> tuple[str, ...]:
    """Languages that the reader may be shown; data, which has none, after them."""
    return (*FALLBACK[get_language() or "en"], "")
