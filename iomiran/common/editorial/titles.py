"""The name under which staff find a document: its title in their language, never its address."""

from collections.abc import Iterator

from django.db.models import CharField, Prefetch
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from iomiran.common.languages.bidi import bdi
from iomiran.common.languages.chain import FALLBACK, known_language

from .models import Document, Edition
from .states import OPEN, State

# Where `with_titles` keeps the editions that may name a document.
_KEPT = "title_editions"
_RANK = {
    State.PUBLISHED: 0,
    **dict.fromkeys(OPEN, 1),
    State.WITHDRAWN: 2,
    State.REMOVED: 3,
}


def _languages() -> Iterator[str]:
    """The reader's languages in the order of the chain, then every other: better than nothing."""
    chain = FALLBACK[known_language(get_language())]
    yield from chain
    yield from (code for code in FALLBACK if code not in chain)


def edition_title(edition: Edition) -> tuple[str, str]:
    """(title, its language); the address and "" where no language has a title yet.

    The text need not be complete: a draft is found by its title from the first word on.
    """
    name = next(iter(edition.required_text), "")
    # A title is a line: the notes of a release are none.
    if name and isinstance(edition._meta.get_field(name), CharField):
        for code in _languages():
            if title := getattr(edition, f"{name}_{code.replace('-', '_')}"):
                return title, code
    return str(edition), ""


def title_of(edition: Edition) -> SafeString:
    """The title as HTML, in its own language and direction."""
    return bdi(*edition_title(edition))


def with_titles(documents):
    """A queryset of documents whose titles take one query for all of them."""
    editions = documents.model._meta.get_field("editions").related_model
    current = editions.objects.filter(state__in=_RANK)
    return documents.prefetch_related(Prefetch("editions", current, to_attr=_KEPT))


def titles_at(path: str, model: type[Document]) -> Prefetch:
    """For rows that point to documents: `rows.prefetch_related(titles_at("series", Series))`."""
    return Prefetch(path, with_titles(model._default_manager.all()))


def document_title(document: Document) -> str:
    """What the live edition is called, or the draft; the address where nothing has a name."""
    if not hasattr(document, _KEPT):
        document = with_titles(type(document)._default_manager.filter(pk=document.pk)).get()
    editions = sorted(getattr(document, _KEPT), key=lambda edition: _RANK[edition.state])
    for edition in editions:
        title, language = edition_title(edition)
        if language:
            return title
    return str(document)


def document_name(edition: Edition) -> str:
    """The title of an edition; of a data release, that of its series and its number."""
    title, language = edition_title(edition)
    return title if language else f"{document_title(edition.document)}, {edition.number}"
