"""How to cite what a sheet shows, in the words of the pages."""

from datetime import date

from iomiran.common.languages.bidi import joined
from returns.models import Release, SeriesEdition
from returns.presenters.citations import citation

from .sheet import Run, run


def citation_runs(
    edition: SeriesEdition,
    release: Release,
    path: str,
    period: tuple[date, date] | None,
    language: str,
) -> list[Run]:
    """Without the day of reading: a reader of paper knows it. Ends before the address."""
    cited = citation(edition, release, path, period)
    what = joined([cited.title, cited.period], language)
    parts = [run(cited.publisher, language), *map(Run, (what, cited.release, cited.portal))]
    found: list[Run] = []
    for part in parts:
        found += [part, Run(". ")] if part.text else []
    return found
