"""Headline figures, each with the count that it names."""

from collections import defaultdict

from returns.models import (
    HeadlineFigureEdition,
    Observation,
    PrintedStatement,
    Release,
    SeriesEdition,
)

from .answers import Figure
from .counts import observed, printed


def headline_figures(*slugs: str) -> list[Figure]:
    """Live figures with their counts, in order or as named. Five queries, whatever their number."""
    editions = HeadlineFigureEdition.objects.published().with_document().select_related("series")
    if slugs:
        editions = editions.filter(document__slug__in=slugs)
    editions = list(editions)
    keys = {edition.observation_key for edition in editions}
    series = {
        edition.document_id: edition
        for edition in SeriesEdition.objects.published()
        .with_document()
        .filter(document__in={edition.series_id for edition in editions})
    }
    releases = {
        release.document_id: release
        for release in Release.objects.published().filter(document__in=series)
    }
    counts = {
        (row.series, row.key): row
        for row in observed(Observation.objects.published().filter(key__in=keys))
    }
    shares = defaultdict(list)
    for statement in (
        PrintedStatement.objects.published()
        .select_related("series")
        .filter(observation_key__in=keys, what__startswith="share")
    ):
        name = (statement.series.slug, statement.observation_key)
        shares[name].append(printed(statement))
    found = [
        Figure(
            edition,
            series[edition.series_id],
            releases[edition.series_id],
            counts[name],
            tuple(shares[name]),
        )
        for edition in editions
        if (name := (edition.series.slug, edition.observation_key)) in counts
        and edition.series_id in series
        and edition.series_id in releases
    ]
    if slugs:
        found.sort(key=lambda figure: slugs.index(figure.edition.document.slug))
    return found
