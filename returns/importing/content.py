"""What the content loader brings into the statistics: places, series, data, headline figures."""

from pathlib import Path

from django.utils import timezone

from iomiran.common.content.files import ContentError
from iomiran.common.content.kinds import Kind, Step, register_kind, register_step
from iomiran.common.content.loading import Report, load_kind
from returns.models import (
    HeadlineFigure,
    HeadlineFigureEdition,
    Place,
    PlaceEdition,
    Series,
    SeriesEdition,
    Term,
    TermEdition,
)

from .files import DATA, read_all
from .loading import load_series
from .places import PLACES, read_places

CONTENT = Path(__file__).resolve().parent.parent / "content"

PLACE_KIND = Kind(
    folder=PLACES.parent,
    document=Place,
    edition=PlaceEdition,
    order=0,
    document_fields=("kind",),
)


def load_places(report: Report) -> None:
    load_kind(PLACE_KIND, read_places(), report)


def load_data(report: Report, folder: Path = DATA) -> None:
    """A release of each series from the data files. Raises ContentError with all faults."""
    today = timezone.localdate()
    series = {one.slug: one for one in Series.objects.all()}
    faults = []
    for slug, data in read_all(folder).items():
        try:
            load_series(series[slug], data, folder=folder, report=report, today=today)
        except ContentError as error:
            faults.extend(error.faults)
    if faults:
        raise ContentError(faults)


def register() -> None:
    register_step(Step("place", load_places, order=100))
    register_kind(Kind(CONTENT / "term", Term, TermEdition, order=105))
    register_kind(Kind(CONTENT / "series", Series, SeriesEdition, order=110))
    register_step(Step("data", load_data, order=120))
    register_kind(Kind(CONTENT / "figure", HeadlineFigure, HeadlineFigureEdition, order=130))
