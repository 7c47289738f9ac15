"""Publications as the components of the page expect them. Pure."""

from urllib.parse import urlsplit

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.editorial.text import LocalizedText
from iomiran.common.files.presenting import FORMATS, CoverView, FileView, cover_view, file_view
from iomiran.common.languages.bidi import isolate, joined
from iomiran.common.languages.calendars import format_partial
from iomiran.common.languages.chain import FALLBACK
from iomiran.common.languages.info import LANGUAGES, own_name
from iomiran.common.languages.numbers import digits
from iomiran.common.linked_data import linked_data, publisher
from iomiran.common.nav import site_url

from .filters import LibraryFilter
from .models import Kind, PublicationEdition, PublicationFile


def date_text(edition: PublicationEdition, language: str | None = None) -> str:
    """A sheet that the portal makes from its live content is always the current one."""
    if text := format_partial(edition.date, language or get_language()):
        return text
    return _("Always current") if edition.generator else _("Date not stated")


def _file_words(edition: PublicationEdition) -> list[str]:
    """What there is to fetch: formats and languages, each once."""
    files = list(edition.files.all())
    formats = [FORMATS.get(file.upload.media_type, "") for file in files]
    languages = [own_name(file.language) for file in files if file.language]
    return [
        joined(isolate(word) for word in dict.fromkeys(words)) for words in (formats, languages)
    ]


def meta(edition: PublicationEdition) -> list[str]:
    return [date_text(edition), str(edition.get_kind_display())]


def _nearest_first(edition: PublicationEdition, language: str) -> list[PublicationFile]:
    """Files in the order of the reader's chain of languages."""
    nearest = [*FALLBACK[language], *FALLBACK, ""]
    return sorted(edition.files.all(), key=lambda file: nearest.index(file.language))


def cover(edition: PublicationEdition, text: LocalizedText) -> CoverView | None:
    """The first page of the file nearest to the reader; None where no file has a cover."""
    uploads = (file.upload for file in _nearest_first(edition, text.requested))
    return next((cover_view(upload) for upload in uploads if upload.cover_id), None)


def card(edition: PublicationEdition) -> dict | None:
    """For components/card.html; None where no language of the reader's chain is there."""
    text = edition.text()
    if text is None:
        return None
    words = [*meta(edition), *_file_words(edition)]
    return {
        "title": text.title,
        "url": edition.get_absolute_url(),
        "summary": text.summary,
        "meta": "\N{NO-BREAK SPACE}· ".join(filter(None, words)),
        "lang": text.language if text.is_fallback else "",
        "dir": text.direction if text.is_fallback else "",
        "cover": cover(edition, text),
    }


def cards(editions) -> list[dict]:
    return [shown for edition in editions if (shown := card(edition))]


def file_views(edition: PublicationEdition, text: LocalizedText) -> list[FileView]:
    """Files in the order of the reader's chain of languages; one without a name has the title."""
    files = _nearest_first(edition, text.requested)
    return [
        file_view(
            file.upload,
            label=getattr(file, f"label_{text.language.replace('-', '_')}") or text.title,
            language=file.language,
        )
        for file in files
    ]


def external_link(edition: PublicationEdition) -> dict | None:
    """{"url", "host"}: the reader sees to whom the link leads."""
    if not edition.external_url:
        return None
    host = urlsplit(edition.external_url).hostname or ""
    return {"url": edition.external_url, "host": host.removeprefix("www.")}


def _programme_name(edition) -> str:
    text = edition.text()
    return (text.short_title or text.title) if text else edition.document.slug


def facets(counts: dict, chosen: LibraryFilter, programmes: dict) -> list[dict]:
    """For components/facet_form.html; a facet with nothing to choose is left out."""
    language = get_language()
    known = {
        "kind": (_("Kind"), dict(Kind.choices)),
        "programme": (
            _("Programme"),
            {slug: _programme_name(edition) for slug, edition in programmes.items()},
        ),
        "year": (
            _("Year"),
            {
                year: digits(year, language)
                for year in sorted({*counts["year"], chosen.year} - {""}, reverse=True)
            },
        ),
        "language": (_("Language of the file"), dict(LANGUAGES)),
    }
    shown = []
    for name, (label, labels) in known.items():
        selected = getattr(chosen, name)
        options = [
            {
                "value": value,
                "label": option_label,
                "count": counts[name].get(value, 0),
                "selected": value == selected,
            }
            for value, option_label in labels.items()
            if counts[name].get(value) or value == selected
        ]
        if options:
            shown.append({"name": name, "label": label, "options": options})
    return shown


def publication_data(edition: PublicationEdition, text: LocalizedText):
    """JSON-LD; a publisher is named only for what the portal makes itself."""
    return linked_data(
        "Report" if edition.kind != Kind.LINK else "WebPage",
        name=text.title,
        description=text.summary,
        inLanguage=text.language,
        datePublished=edition.date,
        dateModified=edition.published_at.isoformat() if edition.published_at else "",
        url=site_url(edition.get_absolute_url()),
        sameAs=edition.external_url,
        publisher=publisher() if edition.generator else None,
    )
