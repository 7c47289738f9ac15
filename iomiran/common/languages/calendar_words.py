"""Names of months and the words around dates, per language, in both calendars."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """`solar` is empty for a language that counts in the Gregorian calendar alone.

    `to` stands between two dates, `to_day` between two days of one month, `both` between two
    months of which neither is meant alone. `solar_after` are the months as they stand after
    `to`, where the language inflects them.
    """

    gregorian: tuple[str, ...]
    year: str
    years: str
    since: str
    to: str
    to_day: str
    solar: tuple[str, ...] = ()
    solar_after: tuple[str, ...] = ()
    solar_year: str = ""
    both: str = ""


def _names(text: str) -> tuple[str, ...]:
    names = tuple(text.split())
    if len(names) != 12:
        raise ValueError(f"a year has twelve months, not {len(names)}: {text}")
    return names


WORDS = {
    "en": Words(
        gregorian=_names(
            "January February March April May June July August September October November December"
        ),
        year="{}",
        years="{}–{}",
        since="since {}",
        to=" to ",
        to_day="–",
    ),
    "fa": Words(
        gregorian=_names("ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر"),
        solar=_names("فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"),
        solar_year="سال {}",
        year="سال {} میلادی",
        years="سال‌های {} تا {} میلادی",
        since="از {}",
        to=" تا ",
        to_day=" تا ",
        both=" و ",
    ),
    "fa-af": Words(
        gregorian=_names("جنوری فبروری مارچ اپریل می جون جولای اگست سپتمبر اکتوبر نومبر دسمبر"),
        solar=_names("حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت"),
        solar_year="سال {}",
        year="سال {} میلادی",
        years="سال‌های {} تا {} میلادی",
        since="از {}",
        to=" تا ",
        to_day=" تا ",
        both=" و ",
    ),
    # Pashto: a month after «تر» or «له» stands in the oblique case.
    "ps": Words(
        gregorian=_names("جنوري فبروري مارچ اپرېل مې جون جولای اګست سپټمبر اکتوبر نومبر ډسمبر"),
        solar=_names("وری غويی غبرګولی چنګاښ زمری وږی تله لړم ليندۍ مرغومی سلواغه کب"),
        solar_after=_names("وري غويي غبرګولي چنګاښ زمري وږي تلې لړم ليندۍ مرغومي سلواغې کب"),
        solar_year="{} کال",
        year="{} میلادي کال",
        years="له {} تر {} میلادي کلونو",
        since="له {} راهیسې",
        to=" تر ",
        to_day=" تر ",
        both=" او ",
    ),
}

# The Solar Hijri months where an English reader asks for that calendar.
SOLAR_IN_ENGLISH = _names(
    "Farvardin Ordibehesht Khordad Tir Mordad Shahrivar Mehr Aban Azar Dey Bahman Esfand"
)
SOLAR_YEAR_IN_ENGLISH = "{} (Solar Hijri)"
