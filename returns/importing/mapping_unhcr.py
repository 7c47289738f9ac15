"""UNHCR's year-end statistics. A cell that may be unknown is not stored as a zero.

Where women and men do not make the total, the rest is of people whose sex is not stated: it
is computed when shown, never stored, and zero cells of that year then mean unknown.
"""

from datetime import date

from returns.models.places import Place

from .readers import Line
from .rows import Row, SeriesData, SourceRow

BY_COUNTRY = "unhcr_afghans_in_iran_pakistan_annual_2001_2025.csv"
BY_PROVINCE = "unhcr_returned_refugees_afg_by_province_2012_2025.csv"
BY_SEX_AGE = "unhcr_returned_refugees_afg_national_sex_age_2001_2025.csv"
SEXES = {"f": "female", "m": "male"}
AGES = {
    "0_4": "0-4",
    "5_11": "5-11",
    "12_17": "12-17",
    "18_59": "18-59",
    "60": "60+",
    "other": "not_stated",
}
COLUMNS = {
    BY_COUNTRY: ("year", "coa_iso", "refugees", "returned_refugees", "source", "source_url"),
    BY_PROVINCE: ("year", "pcode", "f_total", "m_total", "total", "source", "source_url"),
    BY_SEX_AGE: (
        "year",
        *(f"{sex}_{age}" for sex in SEXES for age in (*AGES, "total")),
        "total",
        "source",
        "source_url",
    ),
}
# Cells below this look rounded to 5 in the demographic files.
SMALL = 10


def shared(line: Line) -> dict:
    year = line.whole("year")
    if year is None or not 1950 <= year <= 2100:
        line.fault("year", f"{line.text('year')!r} is not a year")
        year = 2000
    return {
        "period_start": date(year, 1, 1),
        "period_end": date(year, 12, 31),
        "source": SourceRow(
            name=line.text("source"),
            publisher="UNHCR",
            url="https://www.unhcr.org/refugee-statistics/",
            level="A",
        ),
        "at": line.at,
    }


def by_country(lines: list[Line]) -> dict[str, SeriesData]:
    returned, hosted = SeriesData(files={BY_COUNTRY}), SeriesData(files={BY_COUNTRY})
    for line in lines:
        common = shared(line)
        country = line.choice("coa_iso", {"IRN": "IRN", "PAK": "PAK"})
        if (value := line.whole("returned_refugees")) is not None:
            returned.rows.append(Row(value=value, country_from=country, **common))
        if (value := line.whole("refugees")) is not None:
            last_day = common | {"period_start": common["period_end"]}
            hosted.rows.append(
                Row(value=value, place=country.lower(), country_from="NOT_STATED", **last_day)
            )
    return {
        "unhcr-returned-refugees-by-country": returned,
        "unhcr-afghan-refugees-hosted": hosted,
    }


def cell(value: int, **fields) -> Row:
    return Row(value=value, precision="rounded" if value < SMALL else "exact", **fields)


def sexes(line: Line, common: dict) -> tuple[list[Row], bool]:
    """The total and the sexes that are known, and whether everybody's sex is stated."""
    total, female, male = (line.whole(c) or 0 for c in ("total", "f_total", "m_total"))
    complete = female + male == total
    rows = [cell(total, **common)]
    for sex, value in (("female", female), ("male", male)):
        if value or complete:
            rows.append(cell(value, sex=sex, **common))
    return rows, complete


def by_province(lines: list[Line]) -> dict[str, SeriesData]:
    data = SeriesData(files={BY_PROVINCE})
    for line in lines:
        place = line.text("pcode").lower() or Place.NOT_STATED
        rows, _complete = sexes(line, shared(line) | {"place": place})
        data.rows.extend(rows)
    return {"unhcr-returned-refugees-by-province": data}


def by_sex_age(lines: list[Line]) -> dict[str, SeriesData]:
    data = SeriesData(files={BY_SEX_AGE})
    for line in lines:
        common = shared(line)
        rows, complete = sexes(line, common)
        data.rows.extend(rows)
        unknown = not complete or any(line.whole(f"{sex}_other") for sex in SEXES)
        for letter, sex in SEXES.items():
            for column, age in AGES.items():
                value = line.whole(f"{letter}_{column}") or 0
                if value or not (unknown or age == "not_stated"):
                    data.rows.append(cell(value, sex=sex, age_group=age, **common))
    return {"unhcr-returned-refugees-by-sex-age": data}
