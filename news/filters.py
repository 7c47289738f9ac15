"""Which part of the archive a reader asks for."""

import re
from dataclasses import dataclass

from .models import NewsItemEditionQuerySet

_year = re.compile(r"(19|20)[0-9]{2}", re.ASCII)


@dataclass(frozen=True)
class ArchiveFilter:
    """`year` as four digits, "" for all."""

    year: str = ""

    @classmethod
    def from_querystring(cls, query) -> "ArchiveFilter":
        """What makes no sense is left out, never an error."""
        year = query.get("year", "")
        return cls(year if _year.fullmatch(year) else "")

    def to_querystring(self) -> str:
        """Ends in "&", ready for a further parameter; "" without a filter."""
        return f"year={self.year}&" if self.year else ""

    def apply(self, editions: NewsItemEditionQuerySet) -> NewsItemEditionQuerySet:
        return editions.filter(date__startswith=self.year) if self.year else editions
