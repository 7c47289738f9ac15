"""How wide a text is going to be, without a font at hand.

Measured in ems on DejaVu Sans, the widest of the fonts that a reader's system
may choose: a label that is thought too wide leaves a little room, the other
way round two labels touch.
"""

from dataclasses import dataclass

from iomiran.common.languages.numbers import digits

_NARROW = set("iljtfrI.,:;'|!()[]·٫٬،؛ا")
_WIDE = set("mwMW%@—سشصضثطظکگپبتچحخعغ")
_ZERO = {"\u200c", "\u200d", "\u200e", "\u200f", "\u2066", "\u2067", "\u2068", "\u2069"}


def character_width(character: str) -> float:
    if character in _ZERO or "\u064b" <= character <= "\u0652":
        return 0.0
    if character in "0123456789":
        return 0.64
    if character in " \u00a0\u202f":
        return 0.32
    if character in _NARROW:
        return 0.38
    if character in _WIDE:
        return 0.92 if character > "\u0600" or character in "mwMW%@—" else 0.66
    if "\u06f0" <= character <= "\u06f9" or "\u0660" <= character <= "\u0669":
        return 0.6
    if "\u0600" <= character <= "\u06ff":
        return 0.56
    if character.isupper():
        return 0.72
    return 0.61


BOLD = 1.1  # how much wider than regular


def width(text: str, size: float = 12, *, bold: bool = False) -> float:
    return sum(map(character_width, str(text))) * size * (BOLD if bold else 1)


def wrap(text: str, available: float, size: float = 12) -> list[str]:
    """Lines no wider than `available`, broken at spaces only."""
    lines: list[str] = []
    for word in str(text).split():
        if lines and width(f"{lines[-1]} {word}", size) <= available:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def year(number: int, language: str) -> str:
    """A year: never with a thousands separator, in the digits of the language."""
    return digits(number, language)


@dataclass(frozen=True)
class Box:
    """The room that a text takes; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inside(self, other: "Box") -> bool:
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


def box(
    text: str, x: float, y: float, anchor: str = "start", size: float = 12, *, bold: bool = False
) -> Box:
    """The box of one line of text at its baseline; the anchor is physical."""
    length = width(text, size, bold=bold)
    left = {"start": x, "middle": x - length / 2, "end": x - length}[anchor]
    return Box(left, y - size * 0.82, left + length, y + size * 0.26)


def spread(centres: list[float], height: float, low: float, high: float) -> list[float]:
    """Move labels of one height apart, as little as needed, between low and high.

    Returns the centres in the order given. If they cannot all fit they are
    spaced evenly over the room there is.
    """
    order = sorted(range(len(centres)), key=lambda i: centres[i])
    placed = [min(max(centres[i], low + height / 2), high - height / 2) for i in order]
    for i in range(1, len(placed)):
        placed[i] = max(placed[i], placed[i - 1] + height)
    if placed and placed[-1] > high - height / 2:
        placed[-1] = high - height / 2
        for i in range(len(placed) - 2, -1, -1):
            placed[i] = min(placed[i], placed[i + 1] - height)
    result = [0.0] * len(centres)
    for i, centre in zip(order, placed, strict=True):
        result[i] = centre
    return result
