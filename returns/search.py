"""What search finds of the statistics: each series by what it counts and its caveat, each term."""

from django.utils.translation import gettext_lazy as _

from iomiran.common.search import SearchHit

from . import queries


def hits():
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
