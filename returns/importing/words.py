"""The words of a file for the values of a dimension, in English and Persian."""

from functools import cache

from returns.models.dimensions import (
    AgeGroup,
    Confidence,
    CountryFrom,
    Documentation,
    HowGiven,
    Manner,
    Sex,
)
from returns.models.observations import Base, Printed

from .aliases import folded

YES, NO = "yes", "no"
# Every value is also known by its own code and by its name in the portal's English.
ALIASES = {
    "country_from": {
        CountryFrom.IRAN: ("iran", "ir", "islamic republic of iran", "ایران"),
        CountryFrom.PAKISTAN: ("pakistan", "pk", "پاکستان"),
        CountryFrom.IRAN_AND_PAKISTAN: ("iran pakistan", "iran and pakistan", "ایران و پاکستان"),
        CountryFrom.ALL: ("all", "all countries", "همه", "همه کشورها"),
        CountryFrom.NOT_STATED: ("not stated", "unknown", "نامشخص", "ذکر نشده"),
    },
    "documentation": {
        Documentation.ALL: ("total", "همه", "کل"),
        Documentation.UNDOCUMENTED: ("irregular", "without documents", "بدون مدرک", "فاقد مدرک"),
        Documentation.DOCUMENTED: ("with documents", "دارای مدرک", "با مدرک"),
        Documentation.NOT_STATED: ("unknown", "نامشخص", "ذکر نشده"),
    },
    "manner": {
        Manner.ALL: ("total", "همه", "کل"),
        Manner.SPONTANEOUS: ("spontaneous return", "voluntary", "خودانگیخته", "داوطلبانه"),
        Manner.DEPORTED: ("deportation", "deportee", "forced", "اخراج", "اخراج شده", "اجباری"),
        Manner.NOT_STATED: ("unknown", "نامشخص", "ذکر نشده"),
    },
    "sex": {
        Sex.ALL: ("both", "total", "همه", "کل"),
        Sex.FEMALE: ("f", "women", "woman", "girls", "زن", "زنان", "مونث", "دختران"),
        Sex.MALE: ("m", "men", "man", "boys", "مرد", "مردان", "مذکر", "پسران"),
        Sex.NOT_STATED: ("unknown", "نامشخص", "ذکر نشده"),
    },
    "age_group": {
        AgeGroup.ALL: ("total", "همه", "کل"),
        AgeGroup.UNDER_5: ("0 to 4", "۰ تا ۴"),
        AgeGroup.FROM_5: ("5 to 11", "۵ تا ۱۱"),
        AgeGroup.FROM_12: ("12 to 17", "۱۲ تا ۱۷"),
        AgeGroup.FROM_18: ("18 to 59", "۱۸ تا ۵۹"),
        AgeGroup.FROM_60: ("60", "60 and over", "۶۰ و بالاتر"),
        AgeGroup.NOT_STATED: ("unknown", "نامشخص", "ذکر نشده"),
    },
    "precision": {
        "exact": ("دقیق",),
        "rounded": ("گردشده", "گرد شده"),
        "nearly": ("almost", "نزدیک به"),
        "over": ("more than", "بیش از", "بیشتر از"),
        "about": ("approximately", "around", "حدود", "تقریبا"),
    },
    "confidence": {
        Confidence.HIGH: ("زیاد",),
        Confidence.MEDIUM: ("متوسط",),
        Confidence.LOW: ("کم",),
    },
    "plot": {YES: ("true", "1", "y", "بله", "بلی"), NO: ("false", "0", "n", "خیر", "نه")},
    "how_given": {
        HowGiven.STATED: ("ذکر شده",),
        HowGiven.QUOTED_LATER: ("quoted in next report",),
        HowGiven.SUM: ("computed sum", "جمع"),
    },
    "source_level": dict.fromkeys("AQBX", ()),
    "what": dict.fromkeys(Printed.values, ()),
    "base": dict.fromkeys(Base.values, ()),
}


@cache
def words_of(target: str) -> dict[str, str]:
    """Folded word → code."""
    found = {}
    for code, aliases in ALIASES[target].items():
        for alias in (code, getattr(code, "value", code), *aliases):
            found[folded(str(alias))] = str(code)
    return found
