"""Counts, periods and sources in the reader's language."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.editorial.presenting import SourceView
from iomiran.common.languages.bidi import foreign, joined
from iomiran.common.languages.calendars import format_date, format_partial, format_period
from iomiran.common.languages.numbers import format_number, with_precision
from returns.models import Release
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


def period_of(start: date, end: date) -> str:
    """In the calendar of the language alone: for tables, where room is short."""
    return format_period(start, end, get_language(), both=False)


def said_text(value: int | None, precision: str | None) -> str:
    """A dash where a release has no such count."""
    if value is None:
        return "\N{EN DASH}"
    return with_precision(value, precision, get_language())


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


def release_text(release: Release) -> str:
    language = get_language()
    return _("Release %(number)s, %(date)s") % {
        "number": format_number(release.number, language),
        "date": format_date(release.published_at, language),
    }
