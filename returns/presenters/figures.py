"""A headline figure: never a number alone."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.languages.numbers import format_percent
from iomiran.common.nav import site_url
from returns.queries import Figure, Printed

from .words import period_text, source_text, source_view, split_value, value_text


@dataclass(frozen=True)
class FigureView:
    """For components/figure.html; every value is ready words."""

    value_text: str
    precision_word: str
    label: str
    period_text: str
    scope: str
    source_name: str
    source_url: str
    source_date_text: str
    quoted_by: str
    series_url: str
    citation: str
    shares: list[dict] = field(default_factory=list)
    unconfirmed: bool = False
    source_who: str = ""


def share_text(share: Printed) -> str:
    """ "70% forcibly returned (base not stated)" """
    places = 0 if share.printed == share.printed.to_integral() else 1
    percent = format_percent(Decimal(share.printed), get_language(), places=places)
    words = {
        "share_undocumented": _("%(percent)s undocumented"),
        "share_forced": _("%(percent)s forcibly returned"),
        "share_voluntary": _("%(percent)s returned voluntarily"),
        "share_children": _("%(percent)s children"),
        "share_women": _("%(percent)s women"),
        "share_assisted": _("%(percent)s given assistance"),
    }
    text = words[share.what] % {"percent": percent}
    if share.base == "not_stated":
        return _("%(share)s (the source does not state of what)") % {"share": text}
    return text


def figure_view(figure: Figure) -> FigureView | None:
    """None where no language of the reader's chain is there."""
    text = figure.edition.text()
    if text is None:
        return None
    row = figure.observed
    word, number = split_value(row)
    source = source_view(row.source)
    notes = [{"text": share_text(share)} for share in figure.shares]
    if text.note:
        notes.append({"text": text.note})
    return FigureView(
        value_text=number,
        precision_word=word,
        label=text.title,
        period_text=period_text(row),
        scope=figure.series.scope_sentence(),
        source_name=source.name,
        source_url=source.url,
        source_date_text=source.date_text,
        quoted_by=source.quoted_by,
        series_url=figure.series.get_absolute_url(),
        citation=_("%(value)s %(label)s, %(period)s. Source: %(source)s. %(address)s")
        % {
            "value": value_text(row),
            "label": text.title,
            "period": period_text(row),
            "source": source_text(row.source),
            "address": site_url(figure.series.get_absolute_url()),
        },
        shares=notes,
        unconfirmed=source.unconfirmed,
        source_who=source.who,
    )


def figure_views(figures: list[Figure]) -> list[FigureView]:
    return [view for figure in figures if (view := figure_view(figure))]
