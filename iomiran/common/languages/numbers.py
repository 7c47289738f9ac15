"""Numbers as each language writes and says them, and as people type them.

The wording lives here and not in the catalogues: an infosheet, a chart and a page must say
"nearly 1,000,000" alike in every language, whatever is compiled, and Pashto puts the words
around the number, where a translated adverb cannot go.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import pgettext_lazy

from .chain import RIGHT_TO_LEFT, known_language

ASCII = "0123456789"
PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
ARABIC = "٠١٢٣٤٥٦٧٨٩"
MINUS = "\u2212"
# The mark keeps the minus on the left of the number in text that runs from right to left.
PERSIAN_MINUS = "\u200e" + MINUS

TO_PERSIAN = str.maketrans(ASCII, PERSIAN)
TO_PERSIAN_NUMBER = str.maketrans(
    dict(zip(ASCII, PERSIAN, strict=True)) | {",": "\u066c", ".": "\u066b", MINUS: PERSIAN_MINUS}
)
TO_ASCII = str.maketrans(PERSIAN + ARABIC, ASCII * 2)

# What a choice field offers and a table of figures names; `with_precision` writes the figure.
PRECISIONS = {
    "exact": pgettext_lazy("precision", "exact"),
    "rounded": pgettext_lazy("precision", "rounded"),
    "nearly": pgettext_lazy("precision", "nearly"),
    "over": pgettext_lazy("precision", "over"),
    "about": pgettext_lazy("precision", "about"),
}

QUALIFIED = {
    "en": {
        "exact": "{}",
        "rounded": "{} (rounded)",
        "nearly": "nearly {}",
        "over": "over {}",
        "about": "about {}",
    },
    "fa": {
        "exact": "{}",
        "rounded": "{} (گردشده)",
        "nearly": "نزدیک به {}",
        "over": "بیش از {}",
        "about": "حدود {}",
    },
    "fa-af": {
        "exact": "{}",
        "rounded": "{} (گردشده)",
        "nearly": "نزدیک به {}",
        "over": "بیشتر از {}",
        "about": "حدود {}",
    },
    "ps": {
        "exact": "{}",
        "rounded": "{} (ګرد شوی)",
        "nearly": "نږدې {}",
        "over": "له {} څخه زیات",
        "about": "شاوخوا {}",
    },
}

DOLLARS = {
    "en": "USD {}",
    "fa": "{} دلار آمریکا",
    "fa-af": "{} دالر امریکایی",
    "ps": "{} امریکايي ډالر",
}
# After «له» a Pashto noun stands in the oblique case.
DOLLARS_AFTER = DOLLARS | {"ps": "{} امریکايي ډالرو"}

# From which amount on, in which unit. Below a million a number is short enough to be written
# out; 999,950,000 is where one decimal would round to a thousand million.
SCALES = (
    (
        999_950_000,
        10**9,
        {"en": "billion", "fa": "میلیارد", "fa-af": "میلیارد", "ps": "میلیارد"},
    ),
    (
        10**6,
        10**6,
        {"en": "million", "fa": "میلیون", "fa-af": "میلیون", "ps": "میلیون"},
    ),
)

# What comes along when a number is copied: marks of direction, zero-width signs.
INVISIBLE = dict.fromkeys(
    [0x061C, 0x200B, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
GROUP = ",\u066c\u060c'\u2019 \u00a0\u2009\u202f"
NUMBER = re.compile(
    rf"(?P<sign>[-+{MINUS}]?)"
    rf"(?P<whole>[0-9]+|[0-9]{{1,3}}(?P<group>[{GROUP}])[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*)"
    r"(?:[.\u066b](?P<part>[0-9]+))?"
)


def digits(text, language: str | None = None) -> str:
    """`text` with its digits in those of the language; nothing else is touched."""
    if known_language(language) in RIGHT_TO_LEFT:
        return str(text).translate(TO_PERSIAN)
    return str(text)


def rounded(value, places: int) -> Decimal:
    """Half away from zero, as people round, not half to even."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def format_number(
    value, language: str | None = None, precision: str = "exact", *, places: int | None = None
) -> str:
    """1234.5 → "1,234.5", «۱٬۲۳۴٫۵»; a precision other than exact adds its word.

    `value` is an int, Decimal or float; `places` fixes the decimals, else they stay as they are.
    """
    number = Decimal(str(value)) if places is None else rounded(value, places)
    if not number.is_finite():
        raise ValueError(f"{value!r} is not a number that can be shown")
    text = f"{abs(number):,f}"
    if number < 0:
        text = MINUS + text
    language = known_language(language)
    if language in RIGHT_TO_LEFT:
        text = text.translate(TO_PERSIAN_NUMBER)
    return qualified(text, precision, language)


def format_percent(value, language: str | None = None, *, places: int = 0) -> str:
    """70 → "70%", «۷۰٪». The value is in hundredths: seventy per cent is 70, not 0.7."""
    sign = "٪" if known_language(language) in RIGHT_TO_LEFT else "%"
    return format_number(value, language, places=places) + sign


def format_compact(value, language: str | None = None, precision: str = "exact") -> str:
    """589000000 → "589 million", 1040000000 → "1.04 billion"; below a million in full.

    Two decimals below ten, one from there on. It shortens: the exact number stands nearby.
    """
    language = known_language(language)
    amount = Decimal(str(value))
    for start, scale, names in SCALES:
        if abs(amount) >= start:
            short = rounded(amount / scale, 2 if abs(amount) < 10 * scale else 1)
            text = f"{format_number(_plain(short), language)} {names[language]}"
            return qualified(text, precision, language)
    return format_number(value, language, precision)


def format_money_usd(
    amount, language: str | None = None, precision: str = "exact", *, compact: bool = False
) -> str:
    """506704250 → "USD 506,704,250", «۵۰۶٬۷۰۴٬۲۵۰ دلار آمریکا»."""
    language = known_language(language)
    number = format_compact(amount, language) if compact else format_number(amount, language)
    patterns = DOLLARS_AFTER if precision == "over" else DOLLARS
    return qualified(patterns[language].format(number), precision, language)


def with_precision(value, precision: str, language: str | None = None) -> str:
    """1000000, "nearly" → "nearly 1,000,000", «نزدیک به ۱٬۰۰۰٬۰۰۰»."""
    return format_number(value, language, precision)


def qualified(text: str, precision: str, language: str | None = None) -> str:
    """An already written amount with the word for its precision around it.

    Raises ValueError for a precision that is not one of PRECISIONS: a figure never loses its
    precision in silence.
    """
    try:
        return QUALIFIED[known_language(language)][precision].format(text)
    except KeyError:
        known = ", ".join(PRECISIONS)
        raise ValueError(f"unknown precision {precision!r}; known are {known}") from None


def parse_number(text: str) -> int | Decimal:
    """The number that a person or a spreadsheet wrote: "۱٬۲۳۴" → 1234, "1 234.5" → Decimal.

    Takes Latin, Persian and Arabic digits, and thousands separated by one kind of sign.
    A comma or dot that could mean either thing ("1,23", "1.234.567") raises ValueError.
    """
    match = NUMBER.fullmatch(str(text).translate(INVISIBLE).strip().translate(TO_ASCII))
    if not match:
        raise ValueError(f"{text!r} is not a number")
    whole = match["whole"].replace(match["group"] or ",", "")
    sign = "-" if match["sign"] in {"-", MINUS} else ""
    if match["part"] is None:
        return int(sign + whole)
    return Decimal(f"{sign}{whole}.{match['part']}")


def _plain(number: Decimal) -> Decimal:
    """Without trailing zeros and without an exponent: 589.0 → 589."""
    return number.quantize(Decimal(1)) if number == number.to_integral() else number.normalize()
