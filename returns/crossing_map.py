"""Crossings with a circle whose area is their count, each named with its figure.

Circles that would touch are moved apart, so that no crossing hides another; a thin line then
leads to where it lies.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt

from django.utils import translation
from django.utils.translation import gettext as _

from iomiran.common.charts import palette, svg, text
from iomiran.common.languages import bidi

from .geometry import base, project
from .geometry.labels import Labels
from .geometry.sheet import NARROW, WIDE, Map, Sheet, default_footnote, halo
from .maps import BORDER_REGION, LEADER

ANGLES = [n * pi / 6 for n in range(12)]


@dataclass(frozen=True)
class CountedPlace:
    """A crossing with what is counted there; `words` is the figure as it is to be written."""

    code: str
    name: str
    lat: float | None
    lon: float | None
    value: int
    words: str


def crossing_map(
    places: list[CountedPlace],
    *,
    language: str = "en",
    direction: str = "ltr",
    title: str = "",
    unit: str = "",
    number: Callable[[int], str] = "{:,}".format,
    element_id: str = "crossings",
) -> Map:
    """The largest first; a place without a position is not drawn and named in `unplaced`."""
    ordered = sorted(places, key=lambda place: -place.value)
    drawn = tuple(p for p in ordered if p.lat is not None and p.lon is not None)
    unplaced = tuple(p for p in ordered if p not in drawn)
    with translation.override(language):
        footnote = default_footnote()
        summary = _summary(ordered)
        svgs = [
            CrossingSheet(
                element_id, name, width, height, language, direction == "rtl", title, summary,
                footnote,
            ).counted(drawn, unit, number)
            for name, width, height in (("narrow", NARROW, 260), ("wide", WIDE, 440))
        ]  # fmt: skip
    return Map(*svgs, summary, footnote, drawn, unplaced)


def _summary(places) -> str:
    if not places:
        return _("There are no figures to draw here.")
    return _("Crossings by figure: %(names)s.") % {
        "names": bidi.joined(f"{place.name} {place.words}" for place in places)
    }


def radii(places, largest: float, smallest: float) -> list[float]:
    """Radius for each place: areas stand to each other as the counts do, down to a visible dot."""
    most = max((place.value for place in places), default=0) or 1
    return [max(largest * sqrt(place.value / most), smallest) for place in places]


def apart(spots: list[tuple[float, float]], sizes: list[float], fits) -> list[tuple[float, float]]:
    """Where circles stand that neither touch nor leave the frame, each as near as there is room."""
    placed: list[tuple[float, float]] = []
    for (x, y), size in zip(spots, sizes, strict=True):
        tries = [(x, y)] + [
            (x + reach * cos(angle), y + reach * sin(angle))
            for reach in range(6, 180, 6)
            for angle in ANGLES
        ]
        found = next(
            (
                at
                for at in tries
                if fits(*at, size)
                and all(
                    hypot(at[0] - other[0], at[1] - other[1]) >= size + room + 3
                    for other, room in zip(placed, sizes, strict=False)
                )
            ),
            (x, y),
        )
        placed.append(found)
    return placed


class CrossingSheet(Sheet):
    def counted(self, places, unit, number):
        points = [project(p.lat, p.lon) for p in places]
        points += [project(*corner) for corner in BORDER_REGION]
        narrow = self.name == "narrow"
        view = base.View.fitting(points, self.width, self.height, 30 if narrow else 50)
        sizes = radii(places, 26 if narrow else 40, 4)
        true = [view.place(p.lat, p.lon) for p in places]
        spots = apart(true, sizes, lambda x, y, size: view.holds(x, y, size + 2))
        labels = Labels(text.Box(4, 2, view.width - 4, view.height - 2), self.rtl)
        for (x, y), size in zip(spots, sizes, strict=True):
            labels.take_mark(x, y, size)
        marks, names = [], []
        for place, (x, y), size, at in zip(places, spots, sizes, true, strict=True):
            if (x, y) != at:
                marks.append(svg.element("line", x1=x, y1=y, x2=at[0], y2=at[1], **LEADER))
            tip = svg.element("title", f"{place.name}: {place.words}")
            circle = svg.element(
                "circle", *([] if narrow else [tip]), cx=x, cy=y, r=size, class_="map__amount",
                fill=palette.MARKS["iran"].colour, fill_opacity=0.75, stroke=palette.SURFACE,
                stroke_width=1.5,
            )  # fmt: skip
            marks.append(circle)
            names += labels.beside(
                f"{place.name} {place.words}", x, y, size + 5, class_="map__label map__halo",
                fill=palette.INK, font_weight=600, leader=LEADER, **halo(base.OWN_LAND),
            )  # fmt: skip
        ground = [*base.ground(view), *base.provinces(view), *base.borders(view)]
        ground += self.country_names(view, labels)
        ground += self.scale_bar(view, labels)
        return self.document(ground + marks + names, self._key(places, sizes, unit, number))

    def _key(self, places, sizes, unit, number) -> list:
        """What the largest circle stands for; its area, not its width, is the count."""
        if not places:
            return []
        words = _("Area of a circle: %(unit)s. Largest: %(number)s") % {
            "unit": unit,
            "number": number(places[0].value),
        }

        def draw(y, line):
            return [self.line(line, 0, y)]

        lines = text.wrap(words, self.width - 4)
        return [(20, lambda y, line=line: draw(y, line)) for line in lines]
