"""Number words and the names of scales, months and shares, as far as comparing texts needs them."""

import re

from .calendar_words import SOLAR_IN_ENGLISH, WORDS

SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "صد": 100,
    "سل": 100,
    "هزار": 1000,
    "زره": 1000,
    "میلیون": 10**6,
    "ملیون": 10**6,
    "مېلیون": 10**6,
    "میلیارد": 10**9,
    "ملیارد": 10**9,
}
PERCENT = ("per cent", "percent", "درصد", "در صد", "فیصد", "فیصده", "سلنه", "سلنې")

# Each line: the words of one number in the four languages, its ordinals among them.
_units = {
    0: "zero صفر",
    1: "one once first یک یکم اول نخست یو یوه لومړی لومړۍ",
    2: "two twice second دو دوم دوه دویم دویمه دوهم",
    3: "three third سه سوم درې درېیم دریم",
    4: "four fourth چهار چهارم څلور څلورم",
    5: "five fifth پنج پنجم پنځه پنځم",
    6: "six sixth شش ششم شپږ شپږم",
    7: "seven seventh هفت هفتم اووه اووم",
    8: "eight eighth هشت هشتم اته اتم",
    9: "nine ninth نه نهم نهه",
    10: "ten tenth ده دهم لس لسم",
    11: "eleven یازده یازدهم یوولس",
    12: "twelve دوازده دوازدهم دولس دوولس",
    13: "thirteen سیزده دیارلس",
    14: "fourteen چهارده څوارلس",
    15: "fifteen پانزده پنځلس",
    16: "sixteen شانزده شپاړس",
    17: "seventeen هفده اوولس",
    18: "eighteen هجده هژده اتلس",
    19: "nineteen نوزده نولس",
    20: "twenty بیست شل",
    30: "thirty سی دېرش",
    40: "forty چهل څلوېښت",
    50: "fifty پنجاه پنځوس",
    60: "sixty شصت شپېته",
    70: "seventy هفتاد اویا",
    80: "eighty هشتاد اتیا",
    90: "ninety نود نوي",
    200: "دویست دوصد",
    300: "سیصد سه‌صد",
    400: "چهارصد",
    500: "پانصد پنجصد",
    600: "ششصد",
    700: "هفتصد",
    800: "هشتصد",
    900: "نهصد",
}
WORD_VALUES = {word: value for value, words in _units.items() for word in words.split()}
AND = {"and", "و", "او"}

_more_names = {
    "january february march april may june july august september october november december": (
        "jan feb mar apr may jun jul aug sep oct nov dec"
    ),
    # Other spellings that are met in Iran and Afghanistan.
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر": (
        "جنوري فبروري مارچ اپریل مۍ ژوئن جولای آگوست سپتمبر اکتوبر نومبر دسمبر"
    ),
}


def _months() -> dict[str, tuple[str, int]]:
    """Name → ("gregorian" or "solar", number), in every language and spelling, lower case."""
    found = {}
    for words in WORDS.values():
        for number in range(12):
            found[words.gregorian[number].lower()] = ("gregorian", number + 1)
            for names in (words.solar, words.solar_after):
                if names:
                    found[names[number]] = ("solar", number + 1)
    for number, name in enumerate(SOLAR_IN_ENGLISH, start=1):
        found[name.lower()] = ("solar", number)
    for names in (part for pair in _more_names.items() for part in pair):
        for number, name in enumerate(names.split(), start=1):
            found.setdefault(name, ("gregorian", number))
    # Letters as the comparison folds them: see number_parity.FOLD.
    return {name.replace("ي", "ی").replace("ۍ", "ی"): month for name, month in found.items()}


MONTHS = _months()
# Names that are words of every day too: months only where a year follows.
EVERYDAY = {"may", "می", "مه"}


def alternation(words) -> str:
    """For a pattern: the longest first, so that none hides another."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
