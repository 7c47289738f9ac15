"""News as the components of the page expect it. Pure."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.editorial.text import LocalizedText
from iomiran.common.languages.bidi import isolate
from iomiran.common.languages.calendars import format_partial
from iomiran.common.languages.chain import known_language
from iomiran.common.languages.numbers import digits
from iomiran.common.linked_data import linked_data, publisher
from iomiran.common.nav import site_url

from .filters import ArchiveFilter
from .models import Kind, NewsItemEdition


def date_text(edition: NewsItemEdition, language: str | None = None) -> str:
    return format_partial(edition.date, language or get_language()) or _("Date not stated")


def meta(edition: NewsItemEdition) -> list[str]:
    """Date, kind, and for external coverage the outlet."""
    outlet = isolate(edition.outlet) if edition.kind == Kind.COVERAGE else ""
    unconfirmed = _("Not yet confirmed by the mission") if edition.is_unconfirmed else ""
    return [date_text(edition), str(edition.get_kind_display()), outlet, unconfirmed]


def card(edition: NewsItemEdition) -> dict | None:
    """For components/card.html; None where no language of the reader's chain is there."""
    text = edition.text()
    if text is None:
        return None
    return {
        "title": text.title,
        "url": edition.get_absolute_url(),
        "summary": text.summary,
        "meta": "\N{NO-BREAK SPACE}· ".join(filter(None, meta(edition))),
        "lang": text.language if text.is_fallback else "",
        "dir": text.direction if text.is_fallback else "",
    }


def cards(editions) -> list[dict]:
    return [shown for edition in editions if (shown := card(edition))]


def year_facet(years: list[tuple[str, int]], chosen: ArchiveFilter) -> dict:
    """For components/facet_form.html; a year without items stays visible as the choice."""
    language = known_language()
    counts = dict(years)
    shown = sorted({*counts, chosen.year} - {""}, reverse=True)
    return {
        "name": "year",
        "label": _("Year"),
        "options": [
            {
                "value": year,
                "label": digits(year, language),
                "count": counts.get(year, 0),
                "selected": year == chosen.year,
            }
            for year in shown
        ],
    }


def article_data(edition: NewsItemEdition, text: LocalizedText):
    """JSON-LD of an item: the mission's own as a NewsArticle, a summary of coverage as a page.

    The words of coverage are the outlet's; the page only tells that it exists.
    """
    own = edition.kind == Kind.NEWS
    about = {"isBasedOn": edition.source_url} if edition.source_url else {}
    return linked_data(
        "NewsArticle" if own else "WebPage",
        headline=text.title,
        description=text.summary,
        inLanguage=text.language,
        datePublished=edition.date,
        dateModified=edition.published_at.isoformat() if edition.published_at else "",
        url=site_url(edition.get_absolute_url()),
        publisher=publisher(),
        **about,
    )
