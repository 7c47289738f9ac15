"""What narrows the library, and its feeds, in the reader's words. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from iomiran.common.editorial.models import Edition
from iomiran.common.languages.alphabet import alphabetical_key
from iomiran.common.languages.bidi import joined
from iomiran.common.languages.info import LANGUAGES, own_name
from iomiran.common.languages.numbers import digits

from .filters import BY_TITLE, NEWEST, LibraryFilter
from .models import Kind

Named = Mapping[str, Mapping[str, Edition]]


@dataclass(frozen=True)
class FeedLink:
    """`title` for the head of the page, `label` the name of the format."""

    title: str
    label: str
    media_type: str
    url: str


def edition_name(edition: Edition) -> str:
    """What a programme, a theme or a province is called for short."""
    text = edition.text()
    if text is None:
        return edition.document.slug
    short = text.short_title if hasattr(edition, "short_title") else ""
    return short or getattr(text, edition.required_text[0])


def labels_of(chosen: LibraryFilter, named: Named, years: Iterable[str]) -> dict[str, dict]:
    """Facet → value → its name, in the order in which they are offered."""
    language = get_language()
    by_name = {
        facet: {slug: edition_name(edition) for slug, edition in editions.items()}
        for facet, editions in named.items()
    }
    return {
        "kind": dict(Kind.choices),
        "programme": by_name["programme"],
        "theme": _in_alphabet(by_name["theme"]),
        "province": _in_alphabet(by_name["province"]),
        "year": {
            year: digits(year, language)
            for year in sorted({*years, chosen.year} - {""}, reverse=True)
        },
        "language": dict(LANGUAGES),
    }


def _in_alphabet(labels: dict[str, str]) -> dict[str, str]:
    return dict(sorted(labels.items(), key=lambda pair: alphabetical_key(pair[1])))


def facets(counts: dict, chosen: LibraryFilter, named: Named, found: int) -> list[dict]:
    """For components/facet_form.html, with `found` publications in the list.

    A facet is left out where no choice in it would change the list.
    """
    names = {
        "kind": _("Kind"),
        "programme": _("Programme"),
        "theme": capfirst(_("theme")),
        "province": capfirst(_("province")),
        "year": _("Year"),
        "language": _("Language of the file"),
    }
    shown = []
    for facet, labels in labels_of(chosen, named, counts["year"]).items():
        selected = getattr(chosen, facet)
        options = [
            {
                "value": value,
                "label": label,
                "count": counts[facet].get(value, 0),
                "selected": value == selected,
            }
            for value, label in labels.items()
            if counts[facet].get(value) or value == selected
        ]
        if selected or any(option["count"] < found for option in options):
            shown.append({"name": facet, "label": names[facet], "options": options})
    return shown


def sorting(chosen: LibraryFilter) -> dict:
    """For components/facet_form.html: the orders of the list, its own one first."""
    orders = {
        "": _("Infosheets first"),
        NEWEST: _("Newest first"),
        BY_TITLE: _("By title"),
    }
    return {
        "name": "sort",
        "label": pgettext("of a list", "Order"),
        "options": [
            {"value": value, "label": label, "selected": value == chosen.sort}
            for value, label in orders.items()
        ],
    }


def chosen_words(chosen: LibraryFilter, named: Named) -> list[str]:
    """What is chosen, each by its name, in the order of the facets."""
    documents = [
        edition_name(editions[slug])
        for facet, editions in named.items()
        if (slug := getattr(chosen, facet))
    ]
    kind = str(dict(Kind.choices).get(chosen.kind, ""))
    file = own_name(chosen.language) if chosen.language else ""
    words = [kind, *documents, digits(chosen.year, get_language()), file]
    return [word for word in words if word]


def list_name(words: list[str]) -> str:
    """ "Publications", or "Publications (Newsletter, 2023)"."""
    return f"{_('Publications')} ({joined(words)})" if words else _("Publications")


def feed_links(chosen: LibraryFilter, named: Named) -> list[FeedLink]:
    """The same part of the library as feeds; a feed has its own order."""
    query = chosen.without("sort").to_querystring()
    name = list_name(chosen_words(chosen, named))
    formats = (
        ("publications:publication_feed", "RSS", "application/rss+xml"),
        ("publications:publication_atom", "Atom", "application/atom+xml"),
        ("publications:publication_json", "JSON Feed", "application/feed+json"),
    )
    return [
        FeedLink(
            f"{name} ({label})", label, media, f"{reverse(url)}?{query}" if query else reverse(url)
        )
        for url, label, media in formats
    ]
