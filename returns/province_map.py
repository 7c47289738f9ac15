"""Provinces shaded by a count, in five steps from light to dark.

Shades are for comparing provinces within one map and one scope; a province
without a figure is hatched and never the lightest shade.
"""

from collections.abc import Callable

from django.utils import translation
from django.utils.translation import gettext as _

from iomiran.common.charts import palette, svg, text

from .geometry import base, region
from .geometry.labels import Labels
from .geometry.sheet import NARROW, WIDE, Map, Sheet, default_footnote

SHADES = ("#dbe7f3", "#aecbe6", "#76a5d0", "#3d78ae", "#0f3f78")
CLASSES = len(SHADES)


def nice_breaks(values: list[int]) -> list[int]:
    """The lower limits of up to five classes with about as many provinces in each.

    Limits are rounded to one significant digit, so that they can be read.
    """
    ordered = sorted(values)
    limits = [0]
    for n in range(1, CLASSES):
        limit = ordered[len(ordered) * n // CLASSES] if ordered else 0
        magnitude = 10 ** max(len(str(limit)) - 1, 0)
        limit = limit // magnitude * magnitude
        if limit > limits[-1]:
            limits.append(limit)
    return limits


def class_of(value: int, limits: list[int]) -> int:
    """From 1 to the number of limits."""
    return max(sum(1 for limit in limits if value >= limit), 1)


def province_map(
    values: dict[str, int | None],
    *,
    limits: list[int] | None = None,
    country: str = "AFG",
    language: str = "en",
    direction: str = "ltr",
    title: str = "",
    unit: str = "",
    footnote: str = "",
    number: Callable[[int], str] = "{:,}".format,
    element_id: str = "provinces",
) -> Map:
    """`values` by P-code; a province of `country` without one is "no figure".

    Codes that are no province of `country` (a source's "not stated") are not drawn.
    """
    shapes = region().provinces
    known = {
        pcode: value
        for pcode, value in values.items()
        if value is not None and pcode in shapes and shapes[pcode].country == country
    }
    limits = limits or nice_breaks(list(known.values()))
    with translation.override(language):
        footnote = footnote or default_footnote()
        summary = _summary(known, language, number)
        sheets = [
            ProvinceSheet(
                element_id,
                name,
                width,
                height,
                language,
                direction == "rtl",
                title,
                summary,
                footnote,
            )
            for name, width, height in (("narrow", NARROW, 240), ("wide", WIDE, 480))
        ]  # fmt: skip
        svgs = [sheet.shaded(known, limits, country, number, unit) for sheet in sheets]
    return Map(*svgs, summary, footnote)


def _summary(known, language, number) -> str:
    if not known:
        return _("There are no figures to draw here.")
    shapes = region().provinces
    most = max(known, key=known.get)
    least = min(known, key=known.get)

    def name(pcode):
        province = shapes[pcode]
        return province.name if language == "en" else province.name_fa

    return _(
        "Provinces by figure: highest %(highest)s (%(highest_name)s), "
        "lowest %(lowest)s (%(lowest_name)s)."
    ) % {
        "highest": number(known[most]),
        "highest_name": name(most),
        "lowest": number(known[least]),
        "lowest_name": name(least),
    }


class ProvinceSheet(Sheet):
    def shaded(self, known, limits, country, number, unit):
        shapes = [p for p in region().provinces.values() if p.country == country]
        points = [point for p in shapes for ring in p.rings for point in ring]
        view = base.View.fitting(points, self.width, self.height, 10)
        labels = Labels(text.Box(4, 2, view.width - 4, view.height - 2), self.rtl)
        steps = shades(len(limits))
        parts = [self._hatch(), *base.ground(view), *base.provinces(view, without=country)]
        for province in shapes:
            value = known.get(province.pcode)
            step = class_of(value, limits) if value is not None else 0
            parts.append(
                svg.element(
                    "path",
                    d=base.polygon_path(view, province.rings),
                    stroke=palette.SURFACE,
                    stroke_width=0.8,
                    **self._fill(steps, step),
                )
            )
        parts += base.borders(view)
        parts += self.scale_bar(view, labels)
        rows = self._legend(limits, steps, number, unit, len(known) < len(shapes))
        return self.document(parts, rows)

    def _fill(self, steps, step) -> dict:
        if not step:
            return {"class_": "map__class map__class--none", "fill": f"url(#{self._hatch_id})"}
        shade = steps[step - 1]
        return {"class_": f"map__class map__class--{shade}", "fill": SHADES[shade - 1]}

    @property
    def _hatch_id(self) -> str:
        return f"{self.id}-{self.name}-none"

    def _hatch(self):
        ground = svg.element(
            "rect", width=6, height=6, class_="map__hatch-ground", fill=palette.SURFACE
        )
        lines = svg.element(
            "path", d="M-1 7L7 -1", class_="map__hatch", stroke=palette.AXIS, stroke_width=0.8
        )
        return svg.element(
            "pattern", ground, lines, id=self._hatch_id, width=6, height=6,
            patternUnits="userSpaceOnUse",
        )  # fmt: skip

    def _legend(self, limits, steps, number, unit, missing) -> list:
        entries = []
        for step, low in enumerate(limits, 1):
            if step < len(limits):
                words = _("%(low)s to %(high)s") % {
                    "low": number(low), "high": number(limits[step] - 1)
                }  # fmt: skip
            else:
                words = _("%(low)s and more") % {"low": number(low)}
            entries.append((step, words))
        if missing:
            entries.append((0, _("No figure")))

        def heading(y):
            return [self.line(unit, 0, y)]

        def row(step, words):
            def draw(y):
                x = self.x(20) if self.rtl else 0
                swatch = svg.element(
                    "rect", x=x, y=y - 11, width=20, height=13, stroke=palette.AXIS,
                    stroke_width=0.5, **self._fill(steps, step),
                )  # fmt: skip
                return [swatch, self.line(words, 28, y)]

            return 20, draw

        rows = [(22, heading)] if unit else []
        return rows + [row(step, words) for step, words in entries]


def shades(count: int) -> list[int]:
    """Which of the five shades to take for fewer classes: spread, the darkest last."""
    if count <= 1:
        return [CLASSES]
    return [1 + round(i * (CLASSES - 1) / (count - 1)) for i in range(count)]
