"""How large files will be, from their first rows: a page never makes a file to say so."""

import json
import zlib
from itertools import islice

from iomiran.common.http.streaming import MARK, csv_lines

from .extract import Extract

SAMPLE = 200
# Rows are counted no further: beyond this a file is "over" its size.
MOST_COUNTED = 200_000
# What surrounds the rows, and what a cell takes in a sheet, in bytes: measured on the series of
# the portal. A test compares the estimates with the files.
AROUND = {"json": 5_500, "xlsx": 8_300, "zip": 5_200}
CELL = 3.6


def sizes(extract: Extract) -> tuple[dict[str, int], bool]:
    """(bytes by format, whether there are more rows than were counted). Two queries at most."""
    sample = list(islice(extract.sample(SAMPLE), SAMPLE))
    counted, over = len(sample), False
    if counted == SAMPLE:
        counted = extract.whole or extract.size(MOST_COUNTED)
        over = extract.whole is None and counted == MOST_COUNTED
    times = counted / len(sample) if sample else 0
    rows = csv_lines(sample)
    names = extract.header
    objects = sum(
        len(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False).encode()) + 4
        for row in sample
    )
    packed = len(zlib.compress(rows)) * times
    found = {
        "csv": len(MARK + csv_lines([names])) + len(rows) * times,
        "json": AROUND["json"] + objects * times,
        "xlsx": AROUND["xlsx"] + CELL * counted * len(names),
        "zip": AROUND["zip"] + packed,
    }
    return {name: round(size) for name, size in found.items()}, over
