"""The paper of a map: the frame, the key and the footnote under it, names on it."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from iomiran.common.charts import palette, svg, text
from iomiran.common.languages.numbers import digits

from . import base, region

NARROW, WIDE = 320, 720
# Where the name of a country may stand, best first (lat, lon).
COUNTRY_NAMES = {
    "IRN": ((32.6, 57.6), (33.0, 59.0), (33.6, 59.6), (30.2, 58.6), (32.5, 53.5)),
    "AFG": ((33.4, 65.6), (33.9, 66.6), (32.6, 64.6), (35.0, 65.6)),
    "PAK": ((29.0, 66.0), (28.8, 64.6), (29.9, 68.6), (31.0, 69.6), (32.4, 71.4)),
    "TKM": ((37.2, 61.6), (36.8, 62.2), (38.2, 60.5)),
    "UZB": ((38.6, 66.6), (39.6, 65.2)),
    "TJK": ((38.2, 69.4), (38.6, 70.4)),
}


@dataclass(frozen=True)
class Map:
    """A map in two widths. `places` are those drawn, in the order of their numbers."""

    svg_narrow: SafeString
    svg_wide: SafeString
    summary: str
    footnote: str
    places: tuple = ()
    unplaced: tuple = ()

    @property
    def svg(self) -> SafeString:
        return format_html('<div class="map__pictures">{}{}</div>', self.svg_narrow, self.svg_wide)


def default_footnote() -> str:
    return _(
        "Boundaries and names shown do not imply official endorsement or acceptance "
        "by IOM or the United Nations."
    )


def _country_names() -> dict[str, str]:
    return {
        "IRN": _("Iran"),
        "AFG": _("Afghanistan"),
        "PAK": _("Pakistan"),
        "TKM": _("Turkmenistan"),
        "UZB": _("Uzbekistan"),
        "TJK": _("Tajikistan"),
    }


def halo(colour: str) -> dict:
    return {
        "stroke": colour, "stroke_width": 3, "stroke_linejoin": "round", "paint_order": "stroke",
    }  # fmt: skip


@dataclass
class Sheet:
    """One drawing: the map above, its key, its footnote below."""

    id: str
    name: str
    width: float
    height: float
    language: str
    rtl: bool
    title: str
    summary: str
    footnote: str

    def document(self, map_parts, rows) -> SafeString:
        """The map, then rows of (height, list of parts by y), then the footnote."""
        clip = f"{self.id}-{self.name}-frame"
        parts = [
            svg.element(
                "clipPath", svg.element("rect", width=self.width, height=self.height), id=clip
            ),
            svg.group(map_parts, clip_path=f"url(#{clip})"),
        ]
        y = self.height + 8
        inner = []
        for height, draw in rows:
            inner += draw(y + height - 6)
            y += height
        if inner:
            parts.append(svg.group(inner, class_="map__key"))
        for line in text.wrap(self.footnote, self.width - 4, 11):
            y += 16
            parts.append(self.line(line, 0, y, size=11, class_="map__footnote"))
        return svg.document(
            *parts,
            element_id=f"{self.id}-{self.name}",
            title=self.title,
            description=self.summary,
            width=self.width,
            height=y + 8,
            language=self.language,
            class_=f"map__svg map__svg--{self.name}",
        )

    def x(self, distance: float) -> float:
        return self.width - distance if self.rtl else distance

    def line(self, words, distance, y, *, size=svg.FONT_SIZE, class_="map__key-label"):
        return svg.text(
            words,
            self.x(distance),
            y,
            anchor="end" if self.rtl else "start",
            rtl=self.rtl,
            font_size=size,
            class_=class_,
            fill=palette.MUTED if size < 12 else palette.INK,
        )

    def scale_bar(self, view, labels) -> list:
        """How long 200 km are, in the corner at the lower right where it is free."""
        length = 200 * view.scale
        y, right = view.height - 12, view.width - 14
        words = _("%(number)s km") % {"number": digits(200, self.language)}
        drawn = labels.write(
            words,
            right - length / 2,
            y - 6,
            "middle",
            size=11,
            class_="map__scale map__halo",
            fill=palette.MUTED,
            **halo(base.LAND),
        )
        if not drawn:
            return []
        path = f"M{svg.number(right - length)} {svg.number(y - 3)}v5h{svg.number(length)}v-5"
        line = svg.element(
            "path",
            d=path,
            class_="map__scale-bar",
            stroke=palette.MUTED,
            stroke_width=1,
            fill="none",
        )
        return [line, drawn]

    def country_names(self, view, labels) -> list:
        written = []
        for country, name in _country_names().items():
            for lat, lon in COUNTRY_NAMES[country]:
                drawn = labels.write(
                    name,
                    *view.place(lat, lon),
                    "middle",
                    size=13,
                    class_="map__country-name",
                    fill=palette.MUTED,
                    font_weight=600,
                )
                if drawn:
                    written.append(drawn)
                    break
        return written

    def province_names(self, view, labels) -> list:
        written = []
        for province in region().provinces.values():
            name = province.name if self.language == "en" else province.name_fa
            xs = [view(p)[0] for ring in province.rings for p in ring]
            x, y = view(province.label)
            if text.width(name, 11) < (max(xs) - min(xs)) * 0.8:
                drawn = labels.write(
                    name,
                    x,
                    y + 4,
                    "middle",
                    size=11,
                    class_="map__province-name",
                    fill=palette.MUTED,
                )
                written.append(drawn or "")
        return written
