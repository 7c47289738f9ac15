"""Which part of the library a reader asks for."""

import re
from collections.abc import Container
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from iomiran.common.languages.chain import FALLBACK

from .models import Kind, PublicationEditionQuerySet, PublicationFile

_year = re.compile(r"(19|20)[0-9]{2}", re.ASCII)


@dataclass(frozen=True)
class LibraryFilter:
    """ "" stands for all. `programme` is an address, `language` that of a file."""

    kind: str = ""
    programme: str = ""
    year: str = ""
    language: str = ""

    @classmethod
    def from_querystring(cls, query, programmes: Container[str]) -> "LibraryFilter":
        """What makes no sense, or names none of `programmes`, is left out, never an error."""
        year = query.get("year", "")
        return cls(
            kind=_one_of(query.get("kind"), Kind.values),
            programme=_one_of(query.get("programme"), programmes),
            year=year if _year.fullmatch(year) else "",
            language=_one_of(query.get("language"), FALLBACK),
        )

    def to_querystring(self) -> str:
        """Ends in "&", ready for a further parameter; "" without a filter."""
        chosen = {name: value for name, value in asdict(self).items() if value}
        return f"{urlencode(chosen)}&" if chosen else ""

    def without(self, facet: str) -> "LibraryFilter":
        """For the counts beside the options of `facet`: all the other choices hold."""
        return replace(self, **{facet: ""})

    def apply(self, editions: PublicationEditionQuerySet) -> PublicationEditionQuerySet:
        if self.kind:
            editions = editions.filter(kind=self.kind)
        if self.programme:
            editions = editions.filter(programmes__slug=self.programme)
        if self.year:
            editions = editions.filter(date__startswith=self.year)
        if self.language:
            files = PublicationFile.objects.filter(language=self.language)
            editions = editions.filter(pk__in=files.values("edition"))
        return editions


def _one_of(value: str | None, known: Container[str]) -> str:
    return value if value and value in known else ""
