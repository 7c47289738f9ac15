"""What the texts of a file mean: digits, separators, two calendars, words, names of places."""

from psycopg.sql import SQL, Composable, Literal

from returns.models import Place

from .aliases import folded, place_aliases
from .slots import LENGTHS, Dates, Slot, Slots
from .solar import solar_months
from .words import words_of

DIGITS = ("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
# Spaces of every width and the marks of direction that stand around a cell.
AROUND = " \t\r\n\u00a0\u202f\u2009\u200e\u200f\ufeff"
# More different words than this are no words of a dimension: the column is a wrong one.
MOST_WORDS = 20_000
# What the control characters are: a spreadsheet cannot hold them.
CONTROL = "[\x01-\x08\x0b\x0c\x0e-\x1f]"
FORMULA = "^[=+@-]"

SAID = SQL("translate(btrim(said, {around}), {digits}, {latin})").format(
    around=Literal(AROUND), digits=Literal(DIGITS[0]), latin=Literal(DIGITS[1])
)

COUNTS = """
INSERT INTO cells (slot, raw, number, rule)
SELECT {slot}, raw,
    CASE WHEN t ~ '^[0-9]{{1,15}}([.٫]0)?$' THEN split_part(translate(t, '٫', '.'), '.', 1)::numeric
         WHEN t ~ {grouped} THEN regexp_replace(t, '[^0-9]', '', 'g')::numeric END,
    CASE WHEN t = '' THEN CASE WHEN {required} THEN 'blank' END
         WHEN t ~ '^[0-9]{{1,15}}([.٫]0)?$' OR t ~ {grouped} THEN NULL
         WHEN t ~ '^[0-9]{{1,3}}[.][0-9]{{3}}$' THEN 'ambiguous_number'
         WHEN t ~ '^[-−]\\s?[0-9]' THEN 'below_zero'
         ELSE 'not_whole' END
FROM {given} AS g, LATERAL (SELECT {said} AS t OFFSET 0) AS x
"""
# Groups of three: one sign all through; a single point could as well begin a fraction.
GROUPED = (
    "^[0-9]{1,3}((,[0-9]{3}){1,4}|(٬[0-9]{3}){1,4}|(،[0-9]{3}){1,4}"
    "|([ \u00a0\u202f\u2009][0-9]{3}){1,4}|(\\.[0-9]{3}){2,4})$"
)
DECIMALS = """
INSERT INTO cells (slot, raw, number, rule)
SELECT {slot}, raw,
    CASE WHEN t ~ {plain} THEN translate(t, '٫−', '.-')::numeric END,
    CASE WHEN t = '' THEN CASE WHEN {required} THEN 'blank' END
         WHEN t !~ {plain} THEN 'not_number' END
FROM {given} AS g,
    LATERAL (SELECT btrim(btrim({said}, '%٪'), {around}) AS t OFFSET 0) AS x
"""
# A leap year; a number of any size is no length either, and no date could take it.
TOO_MANY_DAYS = """
UPDATE cells SET number = NULL, rule = 'too_many_days' WHERE slot = {slot} AND number > 366
"""
PLAIN_DECIMAL = "^[-−]?[0-9]{1,12}([.٫][0-9]{1,2})?$"

# Day, month or year of two calendars, or of the one that staff chose. Years 1300 to 1499 are
# Solar Hijri ones. OFFSET 0 keeps each step computed once, and not wherever the next names it.
DAYS = """
INSERT INTO cells (slot, raw, day, day_end, rule)
SELECT {slot}, raw, found.first, found.last,
    CASE WHEN t = '' THEN 'blank' WHEN said.ambiguous THEN 'ambiguous_date'
         WHEN {calendar} = 'gregorian' AND said.year BETWEEN 1300 AND 1499
           OR {calendar} = 'solar_hijri' AND said.year > 1499 THEN 'other_calendar'
         WHEN found.first IS NULL THEN {rule} END
FROM {given} AS g,
LATERAL (SELECT regexp_replace({said}, '[ T]00:00(:00([.]0+)?)?$', '') AS t OFFSET 0) AS x,
LATERAL (SELECT
    regexp_match(t, '^([0-9]{{4}})([-/.])([0-9]{{1,2}})\\2([0-9]{{1,2}})$') AS ymd,
    regexp_match(t, '^([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\\2([0-9]{{4}})$') AS xxy,
    CASE WHEN {periods} THEN regexp_match(t, '^([0-9]{{4}})[-/.]([0-9]{{1,2}})$') END AS ym,
    CASE WHEN {periods} THEN regexp_match(t, '^([0-9]{{4}})$') END AS y
    OFFSET 0) AS m,
LATERAL (SELECT
    coalesce(ymd[1], xxy[4], ym[1], y[1])::int AS year,
    CASE WHEN {order} = 'dmy' OR {order} = '' AND (xxy[1]::int > 12 OR xxy[1]::int = xxy[3]::int)
         THEN 'dmy'
         WHEN {order} = 'mdy' OR {order} = '' AND xxy[3]::int > 12 THEN 'mdy' ELSE '' END AS way
    OFFSET 0) AS w,
LATERAL (SELECT year,
    CASE WHEN ymd IS NOT NULL THEN ymd[3] WHEN ym IS NOT NULL THEN ym[2]
         WHEN way = 'dmy' THEN xxy[3] WHEN way = 'mdy' THEN xxy[1] END::int AS month,
    CASE WHEN ymd IS NOT NULL THEN ymd[4]
         WHEN way = 'dmy' THEN xxy[1] WHEN way = 'mdy' THEN xxy[3] END::int AS day,
    xxy IS NOT NULL AND way = '' AS ambiguous,
    CASE WHEN y IS NOT NULL THEN 'year' WHEN ym IS NOT NULL THEN 'month' ELSE 'day' END AS style
    OFFSET 0) AS said,
LATERAL (SELECT
    CASE WHEN said.style = 'year' THEN 1 ELSE said.month END AS month,
    CASE WHEN said.style = 'year' THEN 12 ELSE said.month END AS last_month,
    CASE WHEN {calendar} <> 'gregorian' THEN said.year END AS solar,
    CASE WHEN {calendar} <> 'solar_hijri' THEN said.year END AS gregorian
    OFFSET 0) AS p,
LATERAL (SELECT
    (SELECT first FROM solar_month s WHERE s.year = p.solar AND s.month = p.month) AS sfirst,
    (SELECT days FROM solar_month s WHERE s.year = p.solar AND s.month = p.month) AS sdays,
    (SELECT first + days - 1 FROM solar_month s
     WHERE s.year = p.solar AND s.month = p.last_month) AS slast,
    CASE WHEN p.gregorian BETWEEN 1900 AND 2199 AND p.month BETWEEN 1 AND 12
         THEN make_date(p.gregorian, p.month, 1) END AS gfirst,
    CASE WHEN p.gregorian BETWEEN 1900 AND 2199 AND p.last_month BETWEEN 1 AND 12
         THEN (make_date(p.gregorian, p.last_month, 1) + interval '1 month - 1 day')::date
         END AS glast
    OFFSET 0) AS c,
LATERAL (SELECT
    CASE WHEN style <> 'day' THEN coalesce(sfirst, gfirst)
         WHEN said.day BETWEEN 1 AND sdays THEN sfirst + said.day - 1
         WHEN said.day BETWEEN 1 AND extract(day FROM glast) THEN gfirst + said.day - 1
         END AS first,
    CASE WHEN style <> 'day' THEN coalesce(slast, glast)
         WHEN said.day BETWEEN 1 AND sdays THEN sfirst + said.day - 1
         WHEN said.day BETWEEN 1 AND extract(day FROM glast) THEN gfirst + said.day - 1
         END AS last
    OFFSET 0) AS found
"""
TEXTS = """
INSERT INTO cells (slot, raw, word, rule)
SELECT {slot}, raw, t,
    CASE WHEN t = '' THEN CASE WHEN {required} THEN 'blank' END
         WHEN t ~ {formula} THEN 'formula'
         WHEN t ~ {control} THEN 'control'
         WHEN length(t) > {most} THEN 'too_long'
         WHEN {more} THEN {rule} END
FROM {given} AS g, LATERAL (SELECT {text} AS t OFFSET 0) AS x
"""
TRIMMED = SQL("btrim(said, {around})").format(around=Literal(AROUND))
# "example.org" is how people write an address.
NEVER = SQL("false")
ADDRESS = SQL(
    "CASE WHEN {t} ~ '^[a-z0-9-]+([.][a-z0-9-]+)*[.][a-z]{{2,}}$' THEN 'https://' || {t} || '/'"
    " ELSE {t} END"
).format(t=TRIMMED)


def make(cursor) -> None:
    cursor.execute("DROP TABLE IF EXISTS pg_temp.cells, pg_temp.solar_month")
    cursor.execute("""
        CREATE TEMP TABLE cells (
            slot integer NOT NULL, raw text COLLATE "C" NOT NULL, word text, id bigint, day date,
            day_end date, iso text, iso_end text, number numeric, rule text
        ) ON COMMIT DROP;
        CREATE TEMP TABLE solar_month (
            year integer, month integer, first date, days integer, PRIMARY KEY (year, month)
        ) ON COMMIT DROP
    """)
    with cursor.copy("COPY solar_month FROM STDIN") as copy:
        for month in solar_months():
            copy.write_row(month)


def understand(cursor, slots: Slots, dates: Dates) -> None:
    """Fill `cells` for every slot, and tell the slots what was found."""
    for slot in slots.all.values():
        _READERS[slot.kind](cursor, slot, dates)
    cursor.execute("""
        UPDATE cells SET iso = to_char(day, 'YYYY-MM-DD'), iso_end = to_char(day_end, 'YYYY-MM-DD')
        WHERE day IS NOT NULL
    """)
    cursor.execute("ANALYZE cells")
    cursor.execute("SELECT slot, count(*), count(rule) FROM cells GROUP BY slot")
    found = {slot: (texts, bad) for slot, texts, bad in cursor.fetchall()}
    for slot in slots.all.values():
        texts, bad = found.get(slot.number, (0, 0))
        slot.bad = bad > 0
        slot.odd = slot.kind == "count" and texts > 0
        if slot.is_constant:
            names = ("word", "id", "day", "day_end", "iso", "iso_end", "number")
            cursor.execute(
                SQL("SELECT {} FROM cells WHERE slot = {}").format(
                    SQL(", ").join(map(SQL, names)), Literal(slot.number)
                )
            )
            slot.constant = dict(zip(names, cursor.fetchone(), strict=True))


def _run(cursor, template: str, slot: Slot, **parts) -> None:
    cursor.execute(
        SQL(template).format(
            slot=Literal(slot.number),
            given=slot.given(),
            **{"said": SAID}
            | {
                name: part if isinstance(part, Composable) else Literal(part)
                for name, part in parts.items()
            },
        )
    )


def _counts(cursor, slot: Slot, _dates: Dates) -> None:
    _run(cursor, COUNTS, slot, grouped=GROUPED, required=slot.required)


def _lengths(cursor, slot: Slot, _dates: Dates) -> None:
    _counts(cursor, slot, _dates)
    cursor.execute(SQL(TOO_MANY_DAYS).format(slot=Literal(slot.number)))


def _decimals(cursor, slot: Slot, _dates: Dates) -> None:
    _run(cursor, DECIMALS, slot, plain=PLAIN_DECIMAL, required=slot.required, around=AROUND)


def _days(cursor, slot: Slot, dates: Dates) -> None:
    periods = slot.kind == "period"
    rule = "not_period" if periods else "not_date"
    _run(cursor, DAYS, slot, periods=periods, rule=rule, **dates._asdict())


def _texts(cursor, slot: Slot, _dates: Dates, *, text=TRIMMED, more=NEVER, rule="") -> None:
    _run(
        cursor,
        TEXTS,
        slot,
        required=slot.required,
        formula=FORMULA,
        control=CONTROL,
        most=LENGTHS[slot.target],
        text=text,
        more=more,
        rule=rule,
    )


def _addresses(cursor, slot: Slot, dates: Dates) -> None:
    more = SQL("t !~ '^https?://[^[:space:]]+$'")
    _texts(cursor, slot, dates, text=ADDRESS, more=more, rule="not_address")


def _partials(cursor, slot: Slot, dates: Dates) -> None:
    more = SQL("t !~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'")
    _texts(cursor, slot, dates, text=SAID, more=more, rule="not_partial_date")


def _different(cursor, slot: Slot) -> list[tuple[str, str]]:
    cursor.execute(
        SQL("SELECT raw, said FROM {} AS g LIMIT {}").format(slot.given(), Literal(MOST_WORDS + 1))
    )
    return cursor.fetchall()


def _known(cursor, slot: Slot, texts: list[tuple[str, str]], meaning, rule: str) -> None:
    """`meaning(said)` gives (word, id), or None for what is not known."""
    if len(texts) > MOST_WORDS:
        _run(
            cursor,
            "INSERT INTO cells (slot, raw, rule) SELECT {slot}, raw, {rule} FROM {given} AS g",
            slot,
            rule="too_many_words",
        )
        return
    with cursor.copy("COPY cells (slot, raw, word, id, rule) FROM STDIN") as copy:
        for raw, said in texts:
            found = meaning(said)
            blank = None if said.strip(AROUND) else ("blank" if slot.required else None)
            broken = blank if not said.strip(AROUND) else (None if found else rule)
            copy.write_row((slot.number, raw, *(found or (None, None)), broken))


def _words(cursor, slot: Slot, _dates: Dates) -> None:
    known = words_of(slot.target)

    def meaning(said: str):
        code = known.get(folded(said))
        return (code, None) if code else None

    _known(cursor, slot, _different(cursor, slot), meaning, "word_unknown")


def _places(cursor, slot: Slot, _dates: Dates) -> None:
    ids = dict(Place.objects.values_list("slug", "pk"))
    texts = _different(cursor, slot)
    strange = {said.strip(AROUND) for _raw, said in texts} - set(ids)
    aliases = place_aliases() if strange else {}

    def meaning(said: str):
        text = said.strip(AROUND)
        code = text if text in ids else aliases.get(folded(text))
        return (code, ids[code]) if code in ids else None

    _known(cursor, slot, texts, meaning, "place_unknown")


_READERS = {
    "count": _counts,
    "days": _lengths,
    "decimal": _decimals,
    "day": _days,
    "period": _days,
    "text": _texts,
    "address": _addresses,
    "partial": _partials,
    "word": _words,
    "place": _places,
}
