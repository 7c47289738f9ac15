"""An age–sex pyramid: one sex on each side of the ages, the oldest on top."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from . import marks, palette, summaries, svg, text
from .frame import NARROW, WIDE, Frame
from .model import Chart, ChartSpec, Point, Series

BAND = 26


@dataclass(frozen=True)
class AgeBand:
    """An age group; None means not stated, which is never drawn as zero."""

    label: str
    female: int | None
    male: int | None


def pyramid_chart(
    spec: ChartSpec,
    bands: list[AgeBand],
    *,
    female: str,
    male: str,
    notes: tuple[str, ...] = (),
) -> Chart:
    """`bands` youngest first; `female` and `male` are the labels of the sides."""
    with translation.override(spec.language):
        sides = (
            Series("female", female, _points(bands, "female")),
            Series("male", male, _points(bands, "male")),
        )
        known = any(side.known() for side in sides)
        summary = _summary(spec, bands, sides) if known else summaries.no_figures()
        drawn = []
        height = 120
        for name, width in (("narrow", NARROW), ("wide", WIDE)):
            frame = Frame(spec, name, width, 120)
            drawn.append(_draw(frame, bands, sides, summary) if known else marks.empty(frame))
            height = frame.height
    return Chart(*drawn, summary, tuple(notes), WIDE, int(height))


def _points(bands, side):
    nowhere = summaries.NO_DATE
    return [Point(nowhere, nowhere, getattr(b, side), label=b.label) for b in bands]


def _summary(spec, bands, sides) -> str:
    sentences = []
    for side in sides:
        known = side.known()
        if not known:
            sentences.append(_("%(label)s: no figures.") % {"label": side.label})
            continue
        most = max(known, key=lambda p: p.value)
        sentences.append(
            _("%(label)s: most in the age group %(age)s, %(value)s.")
            % {"label": side.label, "age": most.label, "value": spec.number(most.value)}
        )
    return " ".join(sentences)


def _draw(frame: Frame, bands, sides, summary):
    middle = max(text.width(band.label) for band in bands) + 20
    values = [p.value for side in sides for p in side.known()]
    figures = max(text.width(frame.spec.number(value)) for value in values) + 10
    half = (frame.width - middle) / 2 - figures
    scale = half / (max(values) or 1)
    frame.start = frame.end = 0
    frame.height = 34 + BAND * len(bands)
    parts = [marks.patterns(frame, list(sides))]
    inner = (frame.width / 2 - middle / 2, frame.width / 2 + middle / 2)
    for side, edge, anchor in zip(sides, inner, ("end", "start"), strict=True):
        parts.append(
            svg.group(
                [
                    frame.text(
                        side.label,
                        edge,
                        16,
                        anchor=anchor,
                        class_="chart__label",
                        fill=marks.mark_of(side).colour,
                        font_weight=600,
                    )
                ],
                class_=marks.series_class(side),
            )
        )
    for position, band in enumerate(reversed(bands)):
        y = 28 + BAND * position
        parts.append(
            frame.text(
                band.label,
                frame.width / 2,
                y + BAND / 2 + 4,
                anchor="middle",
                class_="chart__tick",
                fill=palette.MUTED,
            )
        )
        parts += _bar(frame, sides[0], band.female, inner[0], y, scale, -1)
        parts += _bar(frame, sides[1], band.male, inner[1], y, scale, 1)
    return frame.document(parts, summary)


def _bar(frame: Frame, series, value, edge, y, scale, way) -> list:
    if value is None:
        words, length, drawn = summaries.no_figure(), 0.0, ""
    else:
        words, length = frame.spec.number(value), value * scale
        mark = marks.mark_of(series)
        at = edge if way > 0 else edge - length
        inner = [frame.rect(at, y + 3, length, BAND - 6, class_="chart__bar", fill=mark.colour)]
        if mark.texture:
            inner.append(
                frame.rect(at, y + 3, length, BAND - 6, fill=f"url(#{frame.id}-{mark.texture})")
            )
        drawn = svg.group(inner, class_=marks.series_class(series))
    label = frame.text(
        words,
        edge + way * (length + 6),
        y + BAND / 2 + 4,
        anchor="start" if way > 0 else "end",
        class_="chart__value",
        fill=palette.INK,
    )
    return [drawn, label]
