"""The parts of a total as shares of a hundred, a row for each period, with the total beside it.

A share never stands without its base: the number that is a hundred per cent is written at the
end of every row.
"""

from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from . import marks, palette, summaries, svg, text
from .columns import column_chart
from .frame import NARROW, WIDE, Frame
from .model import Chart, ChartSpec, Series
from .periods import Period, periods

MOST_ROWS = 14
BAR = 22
# Share of the width that a figure inside a part needs: below it the part stays without one.
ROOM = 4


def share_chart(spec: ChartSpec, series: list[Series], percent) -> Chart:
    """Rows for a few periods, columns for many. `percent` writes 62.5 as "63%".

    The parts of each period make its total. A part without a point is none of them; a period
    with a part whose figure is not known is left out: shares of less would be false.
    """
    whole = _whole(spec, series)
    if len({(row.start, row.end) for row in whole}) > MOST_ROWS:
        kept = {(row.start, row.end) for row in whole}
        only = [
            replace(s, points=[p for p in s.points if (p.start, p.end) in kept]) for s in series
        ]
        return column_chart(spec, only, shares=True)
    with translation.override(spec.language):
        summary = _summary(spec, series, whole, percent)
        drawn, height = [], 0.0
        for name, width in (("narrow", NARROW), ("wide", WIDE)):
            frame = Frame(spec, name, width, 120)
            drawn.append(
                _draw(frame, whole, series, percent, summary) if whole else marks.empty(frame)
            )
            height = frame.height
        notes = (summaries.part_note(),) if any(_counted(row) for row in whole) else ()
    return Chart(*drawn, summary, notes, WIDE, int(height))


def _whole(spec, series) -> list[Period]:
    unknown = {(p.start, p.end) for s in series for p in s.points if p.value is None}
    rows = [row for row in periods(spec, series) if (row.start, row.end) not in unknown]
    return [row for row in rows if row.known()]


def _counted(row: Period) -> str:
    return next((point.counted for _i, point in row.known() if point.counted), "")


def _total(row: Period) -> int:
    return sum(point.value for _i, point in row.known())


def _summary(spec, series, rows, percent) -> str:
    """What each part is of the latest total."""
    if not rows:
        return summaries.no_figures()
    last, total = rows[-1], _total(rows[-1])
    parts = [
        _("%(label)s: %(share)s (%(value)s of %(base)s, %(period)s).")
        % {
            "label": item.label,
            "share": percent(100 * point.value / (total or 1)),
            "value": summaries.precise(spec, point),
            "base": spec.number(total),
            "period": last.label,
        }
        for item, point in ((series[index], point) for index, point in last.known())
    ]
    return " ".join(parts)


def _draw(frame: Frame, rows, series, percent, summary):
    spec = frame.spec
    bases = {id(row): _("of %(base)s") % {"base": spec.number(_total(row))} for row in rows}
    widest = max(text.width(row.label) for row in rows)
    above = frame.is_narrow or widest > frame.width * 0.3
    frame.start = 2 if above else widest + 12
    frame.end = 4 if above else max(map(text.width, bases.values())) + 12
    frame.top = 14 + marks.key_height(series, frame.width)
    step = (20 if above else 0) + BAR + 12
    frame.height = frame.top + step * len(rows)
    parts = [marks.patterns(frame, series), *marks.key(frame, series, 12, "bar")]
    for position, row in enumerate(rows):
        y = frame.top + step * position
        bar_y = y + (20 if above else 4)
        quiet = {"class_": "chart__tick", "fill": palette.MUTED}
        label_y = y + 14 if above else bar_y + BAR / 2 + 4
        at, anchor = (0, "start") if above else (-8, "end")
        parts.append(frame.text(row.label, at, label_y, anchor=anchor, **quiet))
        at, anchor = (frame.length, "end") if above else (frame.length + 8, "start")
        parts.append(frame.text(bases[id(row)], at, label_y, anchor=anchor, **quiet))
        parts += _bar(frame, row, series, percent, bar_y)
    return frame.document(parts, summary)


def _bar(frame: Frame, row: Period, series, percent, y) -> list:
    total, reached, parts = _total(row) or 1, 0.0, []
    for index, point in row.known():
        length = frame.length * point.value / total
        item = series[index]
        where = {"distance": reached, "y": y, "length": length, "depth": BAR}
        edge = {} if point.counted else {"stroke": palette.SURFACE}
        inner = [marks.bar(frame, item, point, **where, **edge)]
        texture = marks.mark_of(item).texture
        if texture and not point.counted:
            inner.append(frame.rect(**where, fill=f"url(#{frame.id}-{texture})"))
        words = percent(100 * point.value / total)
        if length > text.width(words, bold=True) + 2 * ROOM:
            inner += _figure(frame, words, reached + length / 2, y)
        parts.append(svg.group(inner, class_=marks.series_class(item)))
        reached += length
    return parts


def _figure(frame: Frame, words, middle, y) -> list:
    """On a plate of its own, legible on every colour and texture."""
    room = text.width(words, bold=True) + 2 * ROOM
    plate = frame.rect(
        middle - room / 2, y + 3, room, BAR - 6, class_="chart__plate", fill=palette.SURFACE
    )
    figure = frame.text(
        words,
        middle,
        y + BAR / 2 + 4,
        anchor="middle",
        class_="chart__value",
        fill=palette.INK,
        font_weight=600,
    )
    return [plate, figure]
