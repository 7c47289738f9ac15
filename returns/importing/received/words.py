"""What columns are called in English, Persian and HXL, and to which field each name leads."""

import re
from functools import cache

from iomiran.common.languages.numbers import parse_number
from iomiran.common.search import words as folded_words

# Field of a row → names that people give its column. Compared folded, word by word.
NAMES = {
    "period_start": (
        "period start", "period from", "from date", "start date", "date from", "week start",
        "week starting", "start", "from", "date start", "first day", "begin",
        "از تاریخ", "تاریخ شروع", "تاریخ آغاز", "آغاز دوره", "شروع دوره", "آغاز هفته", "شروع هفته",
        "شروع", "آغاز", "از",
    ),
    "period_end": (
        "period end", "period to", "to date", "end date", "date to", "week end", "week ending",
        "end", "to", "date end", "last day", "until", "date", "as of", "reporting date",
        "تا تاریخ", "تاریخ پایان", "پایان دوره", "پایان هفته", "پایان", "تا", "تاریخ",
    ),
    "period": (
        "period", "year", "month", "week", "reporting period", "دوره", "سال", "ماه", "هفته",
    ),
    "period_days": ("days", "period days", "number of days", "روز", "تعداد روز"),
    "place": (
        "place", "crossing", "border crossing", "crossing point", "border point", "bcp", "province",
        "pcode", "p code", "adm1 pcode", "adm1", "adm1 name", "admin1", "admin1 pcode",
        "iso 3166 2", "location", "province of return", "centre", "center",
        "گذرگاه", "گذرگاه مرزی", "مرز", "نقطه مرزی", "پایانه مرزی", "ولایت", "استان", "محل", "مکان",
    ),
    "country_from": (
        "country from", "from country", "returned from", "country of departure", "host country",
        "country of asylum", "coa", "coa iso", "country",
        "کشور", "از کشور", "کشور مبدا", "کشور میزبان", "بازگشت از",
    ),
    "documentation": (
        "documentation", "document status", "documented", "status", "وضعیت مدارک", "مدارک",
    ),
    "manner": (
        "manner", "manner of return", "type of return", "return type", "measure",
        "شیوه بازگشت", "نوع بازگشت", "نحوه بازگشت",
    ),
    "sex": ("sex", "gender", "جنس", "جنسیت"),
    "age_group": ("age", "age group", "age range", "سن", "گروه سنی", "رده سنی"),
    "value": (
        "value", "returns", "count", "number", "total", "persons", "people", "individuals",
        "returnees", "returns undocumented", "no of returnees", "number of returnees", "families",
        "تعداد", "شمار", "مقدار", "بازگشت", "بازگشت کنندگان", "تعداد بازگشت کنندگان", "جمع", "نفر",
    ),
    "precision": ("precision", "exactness", "دقت"),
    "confidence": ("confidence", "اطمینان"),
    "plot": ("plot", "drawn"),
    "not_plotted_reason": ("not plotted reason", "reason not to plot"),
    "how_given": ("how given",),
    "note": ("note", "notes", "comment", "comments", "remarks", "یادداشت", "توضیح", "توضیحات"),
    "source_name": ("source", "source name", "report", "منبع", "نام منبع", "گزارش"),
    "source_publisher": ("publisher", "source publisher", "organisation", "ناشر", "سازمان"),
    "source_url": ("source url", "url", "link", "address of the source", "نشانی منبع", "پیوند"),
    "source_published": (
        "published", "date published", "publication date", "source published", "تاریخ انتشار",
    ),
    "source_level": ("level", "source level"),
    "source_quoted": ("quoted", "source quoted"),
}  # fmt: skip

# HXL: hashtag with the attributes that must be there → field; the first that fits counts.
TAGS = (
    ("#date", {"start"}, "period_start"),
    ("#date", {"end"}, "period_end"),
    ("#date", {"publish"}, "source_published"),
    ("#date", set(), "period_end"),
    ("#adm1", {"code"}, "place"),
    ("#adm1", set(), "place"),
    ("#loc", set(), "place"),
    ("#geo", {"crossing"}, "place"),
    ("#country", {"from"}, "country_from"),
    ("#country", {"origin"}, "country_from"),
    ("#country", set(), "country_from"),
    ("#indicator", {"sex"}, "sex"),
    ("#indicator", {"manner"}, "manner"),
    ("#indicator", {"documentation"}, "documentation"),
    ("#indicator", {"precision"}, "precision"),
    ("#indicator", set(), "value"),
    ("#value", set(), "value"),
    ("#affected", set(), "value"),
    ("#population", set(), "value"),
    ("#reached", set(), "value"),
    ("#inneed", set(), "value"),
    ("#sex", set(), "sex"),
    ("#age", set(), "age_group"),
    ("#meta", {"source"}, "source_name"),
    ("#meta", {"url"}, "source_url"),
    ("#meta", {"note"}, "note"),
    ("#description", set(), "note"),
    ("#org", set(), "source_publisher"),
    ("#status", {"documentation"}, "documentation"),
)
DATE = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}([ T].*)?")


@cache
def _known() -> dict[str, str]:
    return {
        " ".join(folded_words(name.replace("_", " "))): target
        for target, names in NAMES.items()
        for name in (target, *names)
    }


def plain_name(name: str) -> str:
    """A column's name in one form: "Period_Start" → "period start", «تعدادِ» → «تعداد»."""
    return " ".join(folded_words(name.replace("_", " ")))


def target_of(name: str) -> str:
    """The field to which a column's name or HXL tag leads; "" for a name that is not known."""
    if name.startswith("#"):
        return target_of_tag(name)
    return _known().get(plain_name(name), "")


def target_of_tag(tag: str) -> str:
    hashtag, *attributes = (part.strip().lower() for part in tag.split("+"))
    for known, wanted, target in TAGS:
        if hashtag == known and wanted <= set(attributes):
            return target
    return ""


def is_date(cell: str) -> bool:
    return DATE.fullmatch(cell) is not None


def is_number(cell: str) -> bool:
    """Whether the cell is a number or a date: names of columns are neither."""
    if is_date(cell):
        return True
    try:
        parse_number(cell)
    except ValueError:
        return False
    return True
