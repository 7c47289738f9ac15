"""A headline figure: never a number alone."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.citations import Citation
from iomiran.common.languages.numbers import format_percent
from returns.queries import Figure, Printed

from .citations import citation
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
    citation_files: list[dict] = field(default_factory=list)
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


def figure_citation(figure: Figure) -> Citation | None:
    """The figure with its precision word and its period; None where it has no text."""
    text, row = figure.edition.text(), figure.observed
    if text is None:
        return None
    cited = citation(
        figure.series,
        figure.release,
        period=(row.period_start, row.period_end),
        title=f"{value_text(row)} {text.title}",
    )
    return replace(cited, name=f"{figure.edition.document.slug}-{figure.release.number}")


def figure_view(figure: Figure) -> FigureView | None:
    """None where no language of the reader's chain is there."""
    text = figure.edition.text()
    if text is None:
        return None
    row = figure.observed
    cited, slug = figure_citation(figure), figure.edition.document.slug
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
            "address": f"{cited.release}. {cited.portal}. {cited.read_on}: {cited.address}",
        },
        citation_files=[
            {"label": label, "url": reverse(f"returns:figure_{ending}", args=[slug])}
            for ending, label in (("bib", "BibTeX"), ("ris", "RIS"))
        ],
        shares=notes,
        unconfirmed=source.unconfirmed,
        source_who=source.who,
    )


def figure_views(figures: list[Figure]) -> list[FigureView]:
    return [view for figure in figures if (view := figure_view(figure))]
