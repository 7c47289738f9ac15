"""The data files of the repository, each with the mapping that reads it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from iomiran.common.content.files import ContentError

from . import (
    mapping_crossings,
    mapping_misprints,
    mapping_points,
    mapping_unhcr,
    mapping_weekly,
)
from .readers import Line, faults_of, read_csv
from .rows import SeriesData

DATA = Path(__file__).resolve().parent.parent / "content" / "data"


@dataclass(frozen=True)
class DataFile:
    name: str
    columns: tuple[str, ...]
    read: Callable[[list[Line]], dict[str, SeriesData]]


DATA_FILES = (
    DataFile(mapping_weekly.FILE, mapping_weekly.COLUMNS, mapping_weekly.series_data),
    DataFile(mapping_points.FILE, mapping_points.COLUMNS, mapping_points.series_data),
    DataFile(mapping_crossings.FILE, mapping_crossings.COLUMNS, mapping_crossings.series_data),
    DataFile(mapping_misprints.FILE, mapping_misprints.COLUMNS, mapping_misprints.series_data),
    *(
        DataFile(name, mapping_unhcr.COLUMNS[name], read)
        for name, read in (
            (mapping_unhcr.BY_COUNTRY, mapping_unhcr.by_country),
            (mapping_unhcr.BY_PROVINCE, mapping_unhcr.by_province),
            (mapping_unhcr.BY_SEX_AGE, mapping_unhcr.by_sex_age),
        )
    ),
)


def read_all(folder: Path = DATA) -> dict[str, SeriesData]:
    """What the files of `folder` say, by series. Raises ContentError with every fault found."""
    merged: dict[str, SeriesData] = {}
    faults = []
    for file in DATA_FILES:
        try:
            lines = read_csv(folder / file.name, file.columns)
        except ContentError as error:
            faults.extend(error.faults)
            continue
        found = file.read(lines)
        faults.extend(faults_of(lines))
        for slug, data in found.items():
            whole = merged.setdefault(slug, SeriesData())
            whole.rows.extend(data.rows)
            whole.statements.extend(data.statements)
            whole.files |= data.files
    if faults:
        raise ContentError(faults)
    return merged
