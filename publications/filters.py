"""Which part of the library a reader asks for, and in which order."""

import re
from collections.abc import Container, Mapping
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from django.utils.translation import get_language

from iomiran.common.languages.chain import FALLBACK

from .models import Kind, PublicationEditionQuerySet, PublicationFile

_year = re.compile(r"(19|20)[0-9]{2}", re.ASCII)
NEWEST, BY_TITLE = "newest", "title"
SORTS = (NEWEST, BY_TITLE)


@dataclass(frozen=True)
class LibraryFilter:
    """ "" stands for all, as `sort` for the library's own order.

    `programme`, `theme` and `province` are addresses, `language` is that of a file.
    """

    kind: str = ""
    programme: str = ""
    theme: str = ""
    province: str = ""
    year: str = ""
    language: str = ""
    sort: str = ""

    @classmethod
    def from_querystring(cls, query, known: Mapping[str, Container[str]]) -> "LibraryFilter":
        """What makes no sense, or names nothing that is `known`, is left out, never an error."""
        year = query.get("year", "")
        return cls(
            kind=_one_of(query.get("kind"), Kind.values),
            year=year if _year.fullmatch(year) else "",
            language=_one_of(query.get("language"), FALLBACK),
            sort=_one_of(query.get("sort"), SORTS),
            **{facet: _one_of(query.get(facet), known[facet]) for facet in known},
        )

    def to_querystring(self) -> str:
        return urlencode({name: value for name, value in asdict(self).items() if value})

    def without(self, name: str) -> "LibraryFilter":
        """For the counts beside the options of a facet: all the other choices hold."""
        return replace(self, **{name: ""})

    def apply(self, editions: PublicationEditionQuerySet) -> PublicationEditionQuerySet:
        if self.kind:
            editions = editions.filter(kind=self.kind)
        if self.programme:
            editions = editions.filter(programmes__slug=self.programme)
        if self.theme:
            editions = editions.filter(themes__slug=self.theme)
        if self.province:
            editions = editions.filter(provinces__slug=self.province)
        if self.year:
            editions = editions.filter(date__startswith=self.year)
        if self.language:
            files = PublicationFile.objects.filter(language=self.language)
            editions = editions.filter(pk__in=files.values("edition"))
        return editions

    def sorted(self, editions: PublicationEditionQuerySet) -> PublicationEditionQuerySet:
        if self.sort == NEWEST:
            return editions.newest_first()
        if self.sort == BY_TITLE:
            return editions.by_title(get_language())
        return editions.in_library_order()


def _one_of(value: str | None, known: Container[str]) -> str:
    return value if value and value in known else ""
