"""Who says what is drawn, and why a count is not drawn."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from iomiran.common.editorial.presenting import SourceView
from iomiran.common.languages.bidi import foreign
from iomiran.common.languages.numbers import format_number
from returns.queries import Observed, SourceAnswer

from .words import source_view

MOST = 3
AGGREGATOR = "X"


def speakers(rows: Iterable[Observed]) -> tuple[list[tuple[SourceView, int]], int]:
    """(source, its documents) of the rows that are drawn, most rows first; how many are left out.

    Documents of one publisher are one source: a chart of a hundred weeks has a hundred of them.
    """
    documents: dict[tuple, dict[SourceAnswer, SourceView]] = defaultdict(dict)
    weight: Counter[tuple] = Counter()
    for row in rows:
        if row.plot:
            view = source_view(row.source)
            speaker = (view.publisher, view.quoted_by, row.source.quoted)
            documents[speaker].setdefault(row.source, view)
            weight[speaker] += 1
    shown = [documents[speaker] for speaker, _rows in weight.most_common(MOST)]
    return [(_speaker(one), len(one)) for one in shown], len(documents) - len(shown)


def drawn_sources(rows: Iterable[Observed]) -> tuple[list[SourceView], str]:
    """The same in lines for the page, where a table has every document."""
    shown, left = speakers(rows)
    lines = [_line(view, count) for view, count in shown]
    if left < 1:
        return lines, ""
    shown = format_number(left, get_language())
    others = ngettext(
        "and %(number)s other, in the table", "and %(number)s others, in the table", left
    )
    return lines, others % {"number": shown}


def _line(view: SourceView, count: int) -> SourceView:
    if count == 1:
        return view
    number = ngettext("%(number)s document", "%(number)s documents, in the table", count)
    return replace(view, date_text=number % {"number": format_number(count, get_language())})


def _speaker(documents: dict[SourceAnswer, SourceView]) -> SourceView:
    """One document as it is; of several who publishes them."""
    source, view = next(iter(documents.items()))
    if len(documents) == 1:
        return view
    name = view.publisher
    if source.quoted and not view.quoted_by:
        name = _("%(source)s quoting %(quoted)s") % {
            "source": foreign(name),
            "quoted": foreign(source.quoted),
        }
    return replace(view, name=name, publisher=name, url="", date_text="")


def source_mark(source: SourceAnswer) -> str:
    """What must stand beside a source that is no source of facts."""
    return _("aggregator of news") if source.level == AGGREGATOR else ""


def why_not_drawn(row: Observed) -> str:
    """The row's own reason, in the reader's language where it is one of the portal's own data."""
    known = {
        "known only from an aggregator of news": _("it is known only from an aggregator of news"),
        "secondary source": _("it is known only from a secondary source"),
        "the source is doubtful": _("the source is doubtful"),
        "conflicts with UNHCR/OCHA (1.7 million by 25 Oct): very probably counts border inflows, "
        "not returns. Do not mix": _(
            "it conflicts with the figures of UNHCR and OCHA, and very probably counts movements "
            "into Afghanistan, not returns"
        ),
        'does not fit the weekly reports (10-13 thousand a week) nor "2,982 assisted = 6%": '
        "probably a typing error in the source. Do not plot": _(
            "it does not fit the weekly reports, and is probably a typing error in the source"
        ),
        "the page does not say up to which date; it may be a part-year count. No IOM year-end "
        "2019 report was found in the store; exact as quoted by a third party": _(
            "the page does not say up to which date it counts; it may be only a part of the year"
        ),
    }
    reason = known.get(row.not_plotted_reason) or foreign(row.not_plotted_reason)
    return _("not drawn: %(reason)s") % {"reason": reason}
