"""The months of the Solar Hijri calendar, as a table that dates are looked up in."""

from functools import cache

from persiantools.jdatetime import JalaliDate

FIRST_SOLAR, LAST_SOLAR = 1357, 1480


@cache
def solar_months() -> tuple:
    """(year, month, first day in the Gregorian calendar, days) of the years that are known."""
    found = []
    for year in range(FIRST_SOLAR, LAST_SOLAR + 1):
        for month in range(1, 13):
            days = JalaliDate.days_in_month(month, year)
            found.append((year, month, JalaliDate(year, month, 1).to_gregorian(), days))
    return tuple(found)
