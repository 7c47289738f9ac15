"""Rows of plainly made-up figures: a full cube of days, with every total stated. Pure.

The same numbers come out each time. A cell of the cube is a place, a country, a manner of
return, a sex and an age group; a total is the sum of its parts.
"""

import itertools
import random
from collections.abc import Iterator
from datetime import date, timedelta

PLACES = tuple(f"synthetic-place-{number}" for number in range(1, 9))
EVERYWHERE = "everywhere"
DIMENSIONS = (
    (EVERYWHERE, PLACES),
    ("IRN_PAK", ("IRN", "PAK")),
    ("all", ("spontaneous", "deported")),
    ("all", ("female", "male")),
    ("all", ("0-4", "5-11", "12-17", "18-59", "60+")),
)
CUBE = list(itertools.product(*((total, *parts) for total, parts in DIMENSIONS)))
ROWS_A_DAY = len(CUBE)
# After so many days the numbers repeat.
PATTERNS = 97
DOCUMENTATION = "undocumented"
COLUMNS = (
    "series_id",
    "key",
    "from_release",
    "period_start",
    "period_end",
    "place_id",
    "country_from",
    "documentation",
    "manner",
    "sex",
    "age_group",
    "value",
    "precision",
    "confidence",
    "plot",
    "not_plotted_reason",
    "how_given",
    "note",
    "source_id",
)


def patterns() -> list[tuple[int, ...]]:
    """The values of the cells of CUBE, for each of PATTERNS days."""
    axes = [parts for _total, parts in DIMENSIONS]
    atoms = {cell: number for number, cell in enumerate(itertools.product(*axes))}
    made_of = [
        [
            atoms[atom]
            for atom in itertools.product(
                *(
                    parts if value == total else (value,)
                    for value, (total, parts) in zip(cell, DIMENSIONS, strict=True)
                )
            )
        ]
        for cell in CUBE
    ]
    seeded = random.Random(0)  # noqa: S311  the same numbers each time, and nothing secret
    found = []
    for _day in range(PATTERNS):
        values = [seeded.randrange(40) for _atom in atoms]
        found.append(tuple(sum(values[atom] for atom in cell) for cell in made_of))
    return found


def lines(
    first: date, days: int, *, series: int, release: int, places: dict[str, int], source: int
) -> Iterator[str]:
    """The rows of each day as COPY reads them: one text a day, columns as in COLUMNS."""
    template = "".join(
        f"{series}\t@..@/{place}/{country}/{DOCUMENTATION}/{manner}/{sex}/{age}\t{release}\t@\t@\t"
        f"{places[place]}\t{country}\t{DOCUMENTATION}\t{manner}\t{sex}\t{age}\t%d\texact\thigh\t"
        f"t\t\tstated\t\t{source}\n"
        for place, country, manner, sex, age in CUBE
    )
    values = patterns()
    for number in range(days):
        day = first + timedelta(days=number)
        # The release shifts the pattern, so that a day that is counted again differs.
        of_day = values[(day.toordinal() + release) % PATTERNS]
        yield (template % of_day).replace("@", day.isoformat())
