"""Sources as the pages show them, and what every document page needs."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.http.staff import may_see_drafts
from iomiran.common.languages.calendars import format_date, format_partial
from iomiran.common.nav import alternates, same_page_in, site_url
from iomiran.common.richtext import with_contents

from .models import Edition, Level, Sourced


@dataclass(frozen=True)
class SourceView:
    """Where a claim comes from. `quoted_by` is the outlet, where one quotes `publisher`.

    `confirmed_text` says when the mission confirmed what only it can know (level B).
    """

    name: str
    publisher: str
    url: str
    date_text: str
    level: str
    quoted_by: str
    unconfirmed: bool
    confirmed_text: str = ""

    @property
    def who(self) -> str:
        """Who speaks, to stand before the name; empty where the name begins with it."""
        return "" if self.name.startswith(self.publisher) else self.publisher

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.publisher)


def source_view(sourced: Sourced, language: str | None = None) -> SourceView:
    quoting = sourced.level == "Q" and sourced.source_quoted
    return SourceView(
        name=sourced.source_name,
        publisher=sourced.source_quoted if quoting else sourced.source_publisher,
        url=sourced.source_url,
        date_text=format_partial(sourced.source_date, language or get_language()),
        level=sourced.level,
        quoted_by=sourced.source_publisher if quoting else "",
        unconfirmed=sourced.is_unconfirmed,
        confirmed_text=confirmed_text(sourced, language),
    )


def confirmed_text(sourced: Sourced, language: str | None = None) -> str:
    if sourced.level != Level.B or sourced.confirmed_on is None:
        return ""
    return _("Confirmed by the mission on %(date)s.") % {
        "date": format_date(sourced.confirmed_on, language or get_language())
    }


def text_context(request, edition: Edition) -> dict:
    """For a page about one edition: its text and what the head of the page says of it.

    `text` is None where no language of the reader's chain is there: the view answers 404.
    A text in another language than the page's is not indexed here, but where it is at home.
    """
    text = edition.text()
    if text is None:
        return {"text": None}
    context = {
        "edition": edition,
        "text": text,
        "read_by_native": edition.was_read_in(text.language),
        "source": source_view(edition) if isinstance(edition, Sourced) else None,
        "unconfirmed": isinstance(edition, Sourced) and edition.is_unconfirmed,
        "page_title": text.title,
        # Search engines and messengers show it: of what was taken back nothing but the title.
        "page_description": "" if edition.is_taken_back else getattr(text, "summary", ""),
        "page_robots": "noindex" if text.is_fallback or edition.is_taken_back else "",
        "alternates": [] if text.is_fallback else alternates(request, edition.languages()),
        "edit_url": edit_url(request, edition),
    }
    if text.is_fallback and (home := same_page_in(request, text.language)):
        context["canonical_url"] = site_url(home)
    return context


def page_context(request, edition: Edition) -> dict:
    """As text_context, for an edition with a body: its HTML and its table of contents."""
    context = text_context(request, edition)
    if context["text"] is not None:
        context["body"], context["contents"] = with_contents(context["text"].body)
        context["figures_cited"] = context["text"].cited()
    return context


def edit_url(request, edition: Edition) -> str:
    """Where staff edit this page; empty for every reader without a staff session."""
    if not may_see_drafts(request):
        return ""
    options = edition._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[edition.pk])
