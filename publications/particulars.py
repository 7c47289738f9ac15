"""What the page of a publication says about it, beside its text and its files. Pure."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.editorial.models import Edition
from iomiran.common.editorial.text import LocalizedText
from iomiran.common.files.licences import Licence, licence_url
from iomiran.common.languages.bidi import bdi
from iomiran.common.languages.calendars import format_partial, format_period

from .facets import edition_name
from .filters import LibraryFilter
from .models import PublicationEdition
from .queries import Around


def period_text(edition: PublicationEdition) -> str:
    start, end = edition.period_start, edition.period_end
    if not (start and end):
        return format_partial(start or end)
    return format_period(start, end, get_language())


def authors(edition: PublicationEdition, text: LocalizedText) -> str:
    """A name stands as it is where nobody has written it in the letters of the text."""
    return text.authors or edition.authors_en or ""


def licence_link(edition: PublicationEdition, text: LocalizedText) -> SafeString | str:
    if edition.licence == Licence.OTHER:
        return bdi(text.licence_words or edition.licence_words_en)
    if url := licence_url(edition.licence):
        return format_html('<a href="{}" rel="license">{}</a>', url, bdi(edition.licence))
    return edition.get_licence_display() if edition.licence else ""


def link_to(edition: Edition, url: str, label: str = "") -> SafeString:
    """A link in the language of its words; the title of the edition unless `label` is given."""
    text = edition.text()
    words = label or getattr(text, edition.required_text[0])
    if not text.is_fallback:
        return format_html('<a href="{}">{}</a>', url, words)
    return format_html(
        '<a href="{}" lang="{}" dir="{}">{}</a>', url, text.language, text.direction, words
    )


def _in_the_list(editions: Iterable[Edition], facet: str) -> list[SafeString]:
    """Links to the library narrowed to each."""
    place = reverse("publications:publication_list")
    return [
        link_to(
            edition,
            f"{place}?{LibraryFilter(**{facet: edition.document.slug}).to_querystring()}",
            edition_name(edition),
        )
        for edition in editions
        if edition.text()
    ]


def _pages(editions: Iterable[Edition | None]) -> list[SafeString]:
    return [
        link_to(edition, edition.get_absolute_url())
        for edition in editions
        if edition and edition.text()
    ]


def particulars(
    edition: PublicationEdition, text: LocalizedText, around: Around
) -> list[tuple[str, list]]:
    """(name, values) for the list beside the text; what is not known is left out.

    Kind and date stand under the title.
    """
    found = [
        (_("Period covered"), [period_text(edition)]),
        (_("Authors"), [bdi(who) if (who := authors(edition, text)) else ""]),
        (_("Themes"), _in_the_list(around.themes, "theme")),
        (_("Provinces"), _in_the_list(around.provinces, "province")),
        (_("Figures from"), _pages(around.series)),
        (_("Replaces"), _pages([around.replaces])),
        (_("Licence"), [licence_link(edition, text)]),
    ]
    return [(name, values) for name, values in found if any(values)]


def replaced_notice(around: Around) -> SafeString | str:
    """For the body of components/notice.html; "" while nothing has come in its place."""
    links = _pages(around.replaced_by)
    if not links:
        return ""
    return format_html(
        "<p>{} {}</p>",
        _("It stays here for those who have cited it. Read this instead:"),
        format_html_join(" · ", "{}", ((link,) for link in links)),
    )
