"""Publications as the components of the page expect them. Pure."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.editorial.text import LocalizedText
from iomiran.common.files.presenting import FORMATS, CoverView, FileView, cover_view, file_view
from iomiran.common.languages.bidi import isolate, joined
from iomiran.common.languages.calendars import format_partial
from iomiran.common.languages.chain import FALLBACK
from iomiran.common.languages.info import own_name

from .models import IssuedFile, PublicationEdition, PublicationFile
from .versions import with_code


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


def files_in_order(edition: PublicationEdition, text: LocalizedText) -> list[PublicationFile]:
    """As the reader's chain of languages has them, data last."""
    nearest = [*FALLBACK[text.requested], *FALLBACK, ""]
    return sorted(edition.files.all(), key=lambda file: nearest.index(file.language))


def cover(edition: PublicationEdition, text: LocalizedText) -> CoverView | None:
    """The first page of the file nearest to the reader; None where no file has a cover."""
    uploads = (file.upload for file in files_in_order(edition, text))
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


def file_views(
    edition: PublicationEdition, text: LocalizedText, issued: Iterable[IssuedFile] = ()
) -> list[FileView]:
    """A file without a name has the title; `issued` are the records of the publication."""
    records = {(one.key, one.upload_id): one for one in issued}
    return [
        with_code(
            file_view(
                file.upload,
                label=getattr(file, f"label_{text.language.replace('-', '_')}") or text.title,
                language=file.language,
                url=file.get_absolute_url(),
                text=text,
            ),
            records.get((file.key, file.upload_id)),
        )
        for file in files_in_order(edition, text)
    ]


def external_link(edition: PublicationEdition) -> dict | None:
    """{"url", "host"}: the reader sees to whom the link leads."""
    if not edition.external_url:
        return None
    host = urlsplit(edition.external_url).hostname or ""
    return {"url": edition.external_url, "host": host.removeprefix("www.")}
