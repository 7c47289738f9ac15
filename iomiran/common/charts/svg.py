"""Writing SVG: escaped, without inline style, with one decimal.

The content policy of the site refuses style attributes and style elements, so
a drawing carries classes for the site and presentation attributes for readers
that know no style sheet (the PDF engine, a downloaded file).
"""

import re

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

FONT = "Vazirmatn, 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"
FONT_SIZE = 12

# Right-to-left isolate, right-to-left mark, end of the isolate: see text().
RLI, RLM, PDI = "\u2067", "\u200f", "\u2069"

# XML 1.0 allows no other control characters; one of them would break the file.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def number(value) -> str:
    """One decimal at most; two below one, for opacities and thin lines."""
    text = f"{value:.2f}" if abs(value) < 1 else f"{value:.1f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def element(name: str, *children, **attributes) -> SafeString:
    """An SVG element; text among the children is escaped, `class_` is class."""
    parts = [f"<{name}"]
    for key, value in attributes.items():
        if value is None or value == "":
            continue
        if isinstance(value, (int, float)):
            value = number(value)
        key = "xml:lang" if key == "xml_lang" else key.rstrip("_").replace("_", "-")
        parts.append(f' {key}="{conditional_escape(_clean(value))}"')
    body = "".join(str(conditional_escape(_clean(child))) for child in children)
    parts.append(f">{body}</{name}>" if body else "/>")
    return mark_safe("".join(parts))  # every part is escaped above


def _clean(value):
    if isinstance(value, SafeString):
        return value
    return _NOT_XML.sub("", str(value))


def group(children, **attributes) -> SafeString:
    return element("g", *children, **attributes)


def join(parts) -> SafeString:
    return mark_safe("".join(conditional_escape(part) for part in parts))


def text(content, x, y, *, anchor="start", rtl=False, class_="", fill="#3d4852", **attributes):
    """A line of text whose anchor is physical: start is always the left edge.

    The root of every drawing is direction="ltr", because the PDF engine does
    not know the attribute and would put the text on the other side of its
    anchor. The order inside a right-to-left line comes from a Unicode isolate,
    which every engine knows. The mark after it keeps a number that begins the
    line together: Chromium else sets its first digit apart from the others.
    """
    content = str(content)
    if rtl:
        content = f"{RLI}{RLM}{content}{PDI}"
    attributes.setdefault("font_size", FONT_SIZE)
    return element(
        "text",
        content,
        x=x,
        y=y,
        text_anchor=anchor if anchor != "start" else None,
        class_=class_,
        fill=fill,
        **attributes,
    )


def document(*children, element_id, title, description, width, height, language, class_):
    """The root of a drawing, with a name and a description for screen readers."""
    return element(
        "svg",
        element("title", title, id=f"{element_id}-title"),
        element("desc", description, id=f"{element_id}-desc"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        class_=class_,
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{element_id}-title {element_id}-desc",
        lang=language,
        xml_lang=language,
        direction="ltr",
        font_family=FONT,
        font_size=FONT_SIZE,
    )
