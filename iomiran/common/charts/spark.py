"""A small real series to stand beside a headline figure."""

from django.utils import translation
from django.utils.safestring import SafeString

from . import marks, palette, summaries, svg, text
from .frame import Frame
from .line import runs
from .model import ChartSpec, Series
from .scales import BandScale, TimeScale

BARS = 12  # up to this many periods each has a bar


def sparkline(
    spec: ChartSpec, series: Series, *, width: float = 280, height: float = 84
) -> SafeString:
    """One drawing of one series from zero, its last figure and both ends named.

    Few periods stand as bars, many as points joined where they follow each other.
    """
    with translation.override(spec.language):
        known = series.known()
        if not known:
            return marks.empty(Frame(spec, "spark", width, height))
        frame = Frame(spec, "spark", width, height, top=22, bottom=20, start=5, end=5)
        draw = _bars if len(series.points) <= BARS else _points
        parts = [marks.patterns(frame, [series])]
        parts.append(svg.group(draw(frame, series), class_=marks.series_class(series)))
        parts += _ends(frame, sorted(series.points, key=lambda p: p.start))
        parts.append(
            svg.element(
                "line",
                x1=2,
                x2=width - 2,
                y1=frame.base,
                y2=frame.base,
                class_="chart__zero",
                stroke=palette.AXIS,
                stroke_width=1,
            )
        )
        return frame.document(parts, summaries.of_chart(spec, [series]))


def _bars(frame: Frame, series: Series) -> list:
    points = sorted(series.points, key=lambda p: p.start)
    bands = BandScale(len(points), frame.length)
    top = max(p.value for p in series.known())
    colour = marks.mark_of(series).colour
    last = series.known()[-1]
    parts = []
    for index, point in enumerate(points):
        if point.value is None:
            parts.append(
                frame.rect(
                    bands(index),
                    frame.top,
                    bands.bandwidth,
                    frame.depth,
                    class_="chart__gap",
                    fill=f"url(#{frame.id}-gap)",
                )
            )
            continue
        length = frame.depth * point.value / (top or 1)
        parts.append(
            frame.rect(
                bands(index),
                frame.base - length,
                bands.bandwidth,
                length,
                class_="chart__bar",
                fill=colour,
            )
        )
        if point is last:
            parts.append(_value(frame, point, bands.middle(index), frame.base - length - 6))
    return parts


def _points(frame: Frame, series: Series) -> list:
    known = series.known()
    points = sorted(series.points, key=lambda p: p.start)
    times = TimeScale(points[0].start, max(p.end for p in points), frame.length)
    top = max(p.value for p in known)
    mark = marks.mark_of(series)

    def place(point):
        x = frame.x(times.middle(point.start, point.end))
        return x, frame.base - frame.depth * point.value / (top or 1)

    parts = []
    for run in runs(known):
        corners = [place(p) for p in run]
        if len(corners) > 1:
            parts.append(
                svg.element(
                    "path",
                    d=marks.path(corners),
                    class_="chart__line",
                    stroke=mark.colour,
                    stroke_width=1.5,
                    fill="none",
                )
            )
        for x, y in corners:
            parts.append(marks.point(mark.shape, x, y, 1.5, mark.colour))
    last = known[-1]
    x, y = place(last)
    parts.append(marks.point(mark.shape, x, y, 3.5, mark.colour))
    parts.append(_value(frame, last, times.middle(last.start, last.end), y - 8))
    return parts


def _value(frame: Frame, point, distance, y):
    words = summaries.precise(frame.spec, point)
    half = text.width(words, bold=True) / 2
    distance = min(max(distance, half), frame.length - half)
    return frame.text(
        words,
        distance,
        max(y, 12),
        anchor="middle",
        class_="chart__value",
        fill=palette.INK,
        font_weight=600,
    )


def _ends(frame: Frame, points) -> list:
    first, last = (summaries.period_of(frame.spec, p) for p in (points[0], points[-1]))
    attributes = {"class_": "chart__tick", "fill": palette.MUTED}
    y = frame.height - 4
    if first == last:
        return [frame.text(first, 0, y, **attributes)]
    end = frame.text(last, frame.length, y, anchor="end", **attributes)
    return [end, frame.text_if_free(first, 0, y, **attributes)]
