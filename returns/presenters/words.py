"""Counts, periods and sources in the reader's language."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.editorial.presenting import SourceView
from iomiran.common.languages.bidi import foreign, joined
from iomiran.common.languages.calendars import format_partial, format_period
from iomiran.common.languages.numbers import format_number, with_precision
from returns.queries import Observed, SourceAnswer

QUOTING = " quoting "


def value_text(row: Observed) -> str:
    """The value with its precision word: never one without the other."""
    return with_precision(row.value, row.precision, get_language())


def split_value(row: Observed) -> tuple[str, str]:
    """(precision word, number) where the word comes first; else ("", both together)."""
    language = get_language()
    number = format_number(row.value, language)
    before, _number, after = value_text(row).partition(number)
    if after.strip():
        return "", value_text(row)
    return before.strip(), number


def period_text(row: Observed, *, both: bool = True) -> str:
    return format_period(row.period_start, row.period_end, get_language(), both=both)


def outlet(source: SourceAnswer) -> str:
    """Who publishes the page; "Dawn quoting IOM" is Dawn."""
    return source.publisher.split(QUOTING)[0]


def source_view(source: SourceAnswer) -> SourceView:
    """For components/source.html. A news outlet is shown as the one that quotes."""
    quoted = source.level != "A" and bool(source.quoted)
    return SourceView(
        name=source.quoted if quoted else source.name,
        publisher=source.quoted if quoted else source.publisher,
        url=source.url,
        date_text=format_partial(source.published, get_language()),
        level=source.level,
        quoted_by=outlet(source) if quoted else "",
        unconfirmed=source.level == "B",
    )


def source_text(source: SourceAnswer) -> str:
    """The source in one line, for a table or a citation: who says it, the name, the date."""
    return source_line(source_view(source))


def source_line(view: SourceView) -> str:
    text = joined((foreign(view.who), foreign(view.name)))
    if view.quoted_by:
        text = _("%(source)s, quoted by %(outlet)s") % {
            "source": text,
            "outlet": foreign(view.quoted_by),
        }
    return joined((text, view.date_text))
