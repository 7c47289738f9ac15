"""Marks of a series: colour, dash, shape and texture always change together.

The colours are fallbacks for readers without the style sheet; on the site the
tokens --data-* win. They keep 3:1 on white as marks and 4.5:1 as text.
"""

from dataclasses import dataclass

INK = "#1c2733"
MUTED = "#55616d"
AXIS = "#76828e"
GRID = "#dde2e7"
SURFACE = "#ffffff"
HATCH = "#dbdfe2"


@dataclass(frozen=True)
class Mark:
    colour: str
    dash: str = ""
    shape: str = "circle"
    texture: str = ""


MARKS = {
    "spontaneous": Mark("#1f77b0"),
    "deported": Mark("#7b1e3f", dash="6 3", shape="diamond", texture="lines"),
    "assisted": Mark("#66701a", dash="2 3", shape="triangle", texture="dots"),
    "iran": Mark("#0b5555"),
    "pakistan": Mark("#a8620c", dash="6 3", shape="diamond", texture="lines"),
    "female": Mark("#4f3a86"),
    "male": Mark("#37804f", dash="6 3", shape="diamond", texture="lines"),
    "total": Mark("#2b3a49"),
    "other": Mark("#6c757e", dash="1 3", shape="triangle", texture="dots"),
    "step-1": Mark("#6f8fb0", dash="2 3", shape="triangle"),
    "step-2": Mark("#4f77a3", dash="6 3", shape="diamond", texture="lines"),
    "step-3": Mark("#345f92"),
    "step-4": Mark("#1f4a7d", dash="8 2 2 2", shape="diamond", texture="dots"),
    "step-5": Mark("#0d2f59", dash="10 3", shape="triangle"),
}
