"""What search finds of the statistics: the section's pages, each series, place and term."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.languages.chain import direction
from iomiran.common.search import SearchHit

from . import presenters, queries
from .models.places import PlaceKind

# Kinds of places that have a page to stand on.
SHOWN = (PlaceKind.CROSSING, PlaceKind.CENTRE)


def hits():
    yield from _sections()
    yield from _series()
    yield from _places()
    yield from _terms()


def _sections():
    """The pages about the whole, by the words for it in every language of the readers."""
    language = get_language()
    for title, name, summary, keywords in (
        (
            _("Returns from Iran to Afghanistan"),
            "overview",
            _(
                "What is counted of returns from Iran, who counts it, and what each count leaves "
                "out."
            ),
            "return returns returnees statistics data بازگشت آمار داده ستنېدنه احصائیه",
        ),
        (
            _("Four counts that are never added"),
            "counts_explained",
            _(
                "Four counts of returns exist. They count different people in different ways, "
                "and never share a line, an axis or a sum."
            ),
            "counts method methodology شمارش روش",
        ),
        (
            _("Explore the figures"),
            "explore",
            _(
                "Choose a series, a period and a breakdown: a chart, its figures in words and in "
                "a table, and an address that others can open."
            ),
            "explore explorer chart charts graph compare download نمودار جدول مقایسه دانلود",
        ),
        (
            _("Crossings and centres"),
            "place_list",
            _(
                "Border crossings of Afghanistan with Iran and Pakistan, and the reception and "
                "transit centres that sources name."
            ),
            "border crossing crossings centre centres map مرز گذرگاه مرکز مراکز نقشه پوله",
        ),
    ):
        yield SearchHit(
            title=title,
            url=reverse(f"returns:{name}"),
            kind=_("Statistics"),
            summary=summary,
            text="",
            language=language,
            direction=direction(language),
            keywords=keywords,
            section=True,
        )


def _terms():
    for term in queries.terms().values():
        if text := term.text():
            yield SearchHit(
                title=text.name,
                url=term.get_absolute_url(),
                kind=_("Glossary"),
                summary=text.short,
                text=text.definition,
                language=text.language,
                direction=text.direction,
            )


def _series():
    for answer in queries.series_list():
        edition = answer.edition
        if text := edition.text():
            yield SearchHit(
                title=text.title,
                url=edition.get_absolute_url(),
                kind=_("Statistics"),
                summary=edition.scope_sentence(),
                text=f"{text.method} {text.caveat} {edition.publisher}",
                language=text.language,
                direction=text.direction,
            )


def _places():
    """Every crossing and centre, where it stands on the page of the places."""
    places = queries.place_names()
    names = presenters.province_names(places)
    page = reverse("returns:place_list")
    for edition in places.values():
        if edition.document.kind in SHOWN and (text := edition.text()):
            yield SearchHit(
                title=text.name,
                url=f"{page}#{presenters.place_anchor(edition)}",
                kind=_("Crossings and centres"),
                summary=presenters.place_detail(edition, names),
                text=f"{text.other_side} {text.note}",
                language=text.language,
                direction=text.direction,
                # Each is also looked for by its name in Latin letters.
                keywords=f"{edition.name_en} {edition.name_fa}",
            )
