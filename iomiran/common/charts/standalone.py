"""A drawing as a file that stands by itself: heading, drawing, source lines."""

import re

from django.utils.safestring import SafeString, mark_safe

from . import palette, svg, text

_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_LANGUAGE = re.compile(r' lang="([^"]*)"')

_ARABIC = re.compile("[\u0600-\u06ff]")
LRI, PDI = "\u2066", "\u2069"

PAD = 20

# Only here: a file has no content policy, and no style sheet of the site either.
STYLE = (
    f"text{{font-family:{svg.FONT};font-variant-numeric:tabular-nums}}"
    ".chart__halo,.map__halo{paint-order:stroke}"
)


def standalone(
    drawing: str, *, heading: str = "", subtitle: str = "", footer: tuple[str, ...] = (), rtl=False
) -> SafeString:
    """`drawing` is one SVG of a chart or map; lines are wrapped to its width."""
    width, height = (float(part) for part in _SIZE.search(drawing).groups())
    language = _LANGUAGE.search(drawing)
    lines, y = [], PAD
    for content, size, weight, fill in (
        (heading, 18, 700, palette.INK),
        (subtitle, 13, 400, palette.MUTED),
    ):
        for line in text.wrap(content, width, size):
            y += size * 1.35
            lines.append(_line(line, width, y, size, rtl, fill, weight))
    top = y + 14
    y = top + height + 8
    for content in footer:
        for line in text.wrap(content, width, 11):
            y += 16
            lines.append(_line(line, width, y, 11, rtl, palette.MUTED, 400))
    inner = drawing.replace("<svg ", f'<svg x="{PAD}" y="{svg.number(top)}" ', 1)
    return svg.element(
        "svg",
        svg.element("style", mark_safe(STYLE)),
        svg.element("rect", width=width + 2 * PAD, height=y + PAD, fill=palette.SURFACE),
        *lines,
        mark_safe(inner),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {svg.number(width + 2 * PAD)} {svg.number(y + PAD)}",
        width=width + 2 * PAD,
        height=y + PAD,
        lang=language.group(1) if language else None,
        xml_lang=language.group(1) if language else None,
        direction="ltr",
        font_family=svg.FONT,
    )


def _line(content, width, y, size, rtl, fill, weight):
    x = PAD + width if rtl else PAD
    if rtl and not _ARABIC.search(content):
        # A line of a text that fell back to English: its full stop stays at its end.
        content = f"{LRI}{content}{PDI}"
    return svg.text(
        content,
        x,
        y,
        anchor="end" if rtl else "start",
        rtl=rtl,
        font_size=size,
        fill=fill,
        font_weight=weight,
    )
