"""What an answer says, in words that are computed from the counts that stand below them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iomiran.common.languages.bidi import joined
from returns.exploring import OWN
from returns.models.dimensions import Kind
from returns.queries.aggregates import Cell
from returns.sums import precision_of_difference, precision_of_sum

from . import comparing, words
from .answer import Answer
from .pictures import label

MOST_GAPS = 3


def _highest(cells: list[Cell]) -> Cell | None:
    """Of what is counted in full, where anything is."""
    whole = [cell for cell in cells if cell.complete] or cells
    return max(whole, key=lambda cell: cell.value, default=None)


def title(answer: Answer) -> str:
    """A sentence without a full stop. The title of the series where nothing may be drawn."""
    if not answer.drawn:
        return answer.edition.text().title
    if answer.view.compare:
        return comparing.finding(answer)
    if answer.sides:
        return _of_ages(answer)
    if answer.view.by:
        return _of_parts(answer)
    if answer.choices.kind != Kind.INTERVAL:
        last = max(answer.drawn, key=lambda cell: (cell.period_end, cell.period_start))
        return _("Latest figure, %(period)s: %(value)s %(unit)s") % _named(answer, last)
    return _of_time(answer)


def _of_time(answer: Answer) -> str:
    """The highest of what is counted in full, and says so where there are other figures."""
    top = _highest(answer.drawn)
    partial = any(not cell.complete for cell in answer.drawn)
    if partial and top.complete:
        sentence = {
            "week": _("The highest week counted in full is %(period)s: %(value)s %(unit)s"),
            "month": _("The highest month counted in full is %(period)s: %(value)s %(unit)s"),
            "year": _("The highest year counted in full is %(period)s: %(value)s %(unit)s"),
        }[answer.view.grain]
        return sentence % _named(answer, top)
    sentence = {
        "week": _("The highest known week is %(period)s: %(value)s %(unit)s"),
        "month": _("The highest known month is %(period)s: %(value)s %(unit)s"),
        "year": _("The highest known year is %(period)s: %(value)s %(unit)s"),
        "period": _("The highest known period is %(period)s: %(value)s %(unit)s"),
    }[words.unit_of_time(answer)]
    text = sentence % _named(answer, top)
    if part := words.counted(top):
        return _("%(sentence)s (%(part)s)") % {"sentence": text, "part": part}
    return text


def _named(answer: Answer, cell: Cell) -> dict:
    return {
        "period": words.cell_period(answer, cell),
        "value": words.cell_words(cell),
        "unit": answer.edition.get_unit_display(),
        "part": label(answer, cell.category),
    }


def _of_parts(answer: Answer) -> str:
    """The largest part of the latest period; as a share where the parts make a stated total."""
    whole = [period for period in answer.periods if answer.adds_up(period)]
    if whole and answer.shape != "line":
        latest = max(whole, key=lambda period: period[::-1])
        top = max(answer.at(latest), key=lambda cell: cell.value)
        base = answer.totals[latest]
        return _("%(period)s: %(share)s of %(base)s %(unit)s – %(part)s") % (
            _named(answer, top)
            | {
                "share": words.percent(100 * top.value / (base.value or 1)),
                "base": words.cell_words(base),
            }
        )
    cells = answer.at(answer.latest) if answer.one_period else answer.drawn
    top = _highest(cells)
    return _("%(part)s has the highest figure: %(value)s %(unit)s, %(period)s") % _named(
        answer, top
    )


def _of_ages(answer: Answer) -> str:
    cells = answer.at(answer.latest)
    ages: dict[str, list[Cell]] = {}
    for cell in cells:
        ages.setdefault(cell.category, []).append(cell)
    sums = {age: sum(cell.value for cell in found) for age, found in ages.items()}
    most = max(sums, key=sums.get)
    precision = precision_of_sum([cell.precision for cell in ages[most]])
    return _("%(part)s are the largest age group of %(period)s: %(value)s %(unit)s") % {
        "part": label(answer, most),
        "period": words.period_words(answer.view, *answer.latest),
        "value": words.number(sums[most], precision),
        "unit": answer.edition.get_unit_display(),
    }


def summary(answer: Answer, of_chart: str) -> list[str]:
    """The drawing in words, the latest figure against the one before, and the gaps by name."""
    sentences = [of_chart] if of_chart else []
    if answer.view.compare:
        sentences.append(comparing.base_words(answer))
    elif not answer.view.by and answer.choices.kind == Kind.INTERVAL:
        sentences.append(_change(answer))
    sentences.append(_gaps(answer))
    return [sentence for sentence in sentences if sentence]


def _change(answer: Answer) -> str:
    """The latest whole figure against the one right before it; "" where that is a gap."""
    whole = [cell for cell in answer.drawn if cell.complete]
    if len(whole) < 2:
        return ""
    before, last = whole[-2:]
    if (last.period_start - before.period_end).days != 1 or not before.value:
        return ""
    difference = last.value - before.value
    precision = precision_of_difference(before.precision, last.precision)
    return _(
        "Latest whole figure: %(value)s (%(period)s), %(difference)s against the one before, "
        "%(percent)s of %(base)s."
    ) % (
        _named(answer, last)
        | {
            "difference": words.signed(difference, precision),
            "percent": words.signed(difference * 100 / before.value, precision, words.percent),
            "base": words.cell_words(before),
        }
    )


def _gaps(answer: Answer) -> str:
    missing = answer.missing()
    if not missing or answer.one_period:
        return ""
    named = joined(words.period_words(answer.view, *gap) for gap in missing[:MOST_GAPS])
    if len(missing) <= MOST_GAPS:
        return _("No figures: %(periods)s.") % {"periods": named}
    return ngettext(
        "No figures: %(periods)s and %(more)s more.",
        "No figures: %(periods)s and %(more)s more.",
        len(missing) - MOST_GAPS,
    ) % {"periods": named, "more": words.number(len(missing) - MOST_GAPS)}


def notes(answer: Answer) -> list[str]:
    """What is computed here and how, and what of the counts is not in the picture."""
    return [note for note in (*_computed(answer), *_left_out(answer)) if note]


def _computed(answer: Answer):
    if answer.grouped:
        yield _("The source counts more periods than a page can show, so they are grouped here. "
                "A shorter range shows them one by one.")  # fmt: skip
    if answer.view.grain != OWN:
        yield {
            "week": _("Each week is the sum of the counts whose period ends in it."),
            "month": _("Each month is the sum of the counts whose period ends in it: weeks are "
                       "counted in the month in which they end."),
            "year": _("Each year is the sum of the counts whose period ends in it: weeks are "
                      "counted in the year in which they end."),
        }[answer.view.grain]  # fmt: skip
    elif any(not cell.key for cell in answer.cells):
        yield _("Where the source gives only the parts, their sum is computed here.")
    if answer.shape == "shares":
        yield _("Shares are computed here, of the total that the source states.")
    if answer.one_period and answer.latest:
        yield _("The picture shows the latest period of the range: %(period)s.") % {
            "period": words.period_words(answer.view, *answer.latest)
        }
    partial = sum(1 for cell in answer.drawn if not cell.complete)
    if partial:
        yield ngettext(
            "%(count)s figure is of a period that is counted in part only; it is marked.",
            "%(count)s figures are of periods that are counted in part only; they are marked.",
            partial,
        ) % {"count": words.number(partial)}


def _left_out(answer: Answer):
    hidden = len(answer.cells) - len(answer.drawn)
    if hidden:
        yield ngettext(
            "%(count)s figure stands in the table and is not drawn: the source is doubtful.",
            "%(count)s figures stand in the table and are not drawn: the sources are doubtful.",
            hidden,
        ) % {"count": words.number(hidden)}
    if odd := len(answer.left_out):
        if answer.apart:
            sentence = ngettext(
                "%(count)s earlier period stands in the table alone: the picture has no room.",
                "%(count)s earlier periods stand in the table alone: the picture has no room.",
                odd,
            )
        else:
            sentence = ngettext(
                "%(count)s period is left out: its parts do not make the stated total.",
                "%(count)s periods are left out: their parts do not make the stated total.",
                odd,
            )
        yield sentence % {"count": words.number(odd)}
    if answer.view.by == "place" and answer.latest:
        unplaced = [c for c in answer.at(answer.latest) if c.category == "not-stated"]
        if unplaced:
            yield _("Place not stated: %(value)s %(unit)s.") % _named(answer, unplaced[0])
