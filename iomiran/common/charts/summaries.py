"""A chart in words, in the reader's language.

The same facts that the eye takes from the drawing: where a series begins and
ends, its highest and lowest figure, what is missing. Nothing is explained.
"""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iomiran.common.languages.numbers import qualified

from .model import ChartSpec, Point, Series

# The date of points that stand for something other than time.
NO_DATE = date(1, 1, 1)


def precise(spec: ChartSpec, point: Point) -> str:
    """The value with its precision word: "over 1,150,000"."""
    return qualified(spec.number(point.value), point.precision, spec.language)


def period_of(spec: ChartSpec, point: Point) -> str:
    return point.label or spec.period(point.start, point.end)


def no_figure() -> str:
    return _("no figure")


def no_figures() -> str:
    return _("There are no figures to draw here.")


def gap_note(count: int) -> str:
    return ngettext(
        "Hatched: one period for which this series has no figure. It is not known, not zero.",
        "Hatched: %(count)s periods for which this series has no figure. "
        "They are not known, not zero.",
        count,
    )


def precision_note() -> str:
    return _("A striped end marks a figure that the source does not give exactly.")


def part_note(*, bars: bool = True) -> str:
    if bars:
        return _("An outlined, hatched bar stands for a period of which only a part is counted.")
    return _(
        "A hollow point, joined to nothing, stands for a period of which only a part is counted."
    )


def of_series(spec: ChartSpec, series: Series) -> str:
    known = series.known()
    if not known:
        return _("%(label)s: no figures.") % {"label": series.label}
    first, last = known[0], known[-1]
    if len(known) == 1:
        return _("%(label)s: %(value)s (%(period)s).") % {
            "label": series.label,
            "value": precise(spec, first),
            "period": period_of(spec, first),
        }
    highest = max(known, key=lambda p: p.value)
    lowest = min(known, key=lambda p: p.value)
    return _(
        "%(label)s: first %(first)s (%(first_period)s), last %(last)s (%(last_period)s); "
        "highest %(highest)s (%(highest_period)s), lowest %(lowest)s (%(lowest_period)s)."
    ) % {
        "label": series.label,
        "first": precise(spec, first),
        "first_period": period_of(spec, first),
        "last": precise(spec, last),
        "last_period": period_of(spec, last),
        "highest": precise(spec, highest),
        "highest_period": period_of(spec, highest),
        "lowest": precise(spec, lowest),
        "lowest_period": period_of(spec, lowest),
    }


def of_chart(spec: ChartSpec, series: list[Series], gaps: int = 0) -> str:
    """One sentence a series and one on the gaps."""
    if not any(item.known() for item in series):
        return no_figures()
    sentences = [of_series(spec, item) for item in series]
    if gaps:
        sentences.append(
            ngettext(
                "There is one gap without figures.",
                "There are %(count)s gaps without figures.",
                gaps,
            )
            % {"count": spec.number(gaps)}
        )
    return " ".join(sentences)
