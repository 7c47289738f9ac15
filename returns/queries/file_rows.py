"""The rows of a file: one query that COPY streams, and that the other formats read."""

from django.db.models import Case, CharField, F, FilteredRelation, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language
from modeltranslation.utils import build_localized_fieldname

from iomiran.common.editorial.states import State
from iomiran.common.languages.chain import FALLBACK
from returns.filters import ReturnsFilter
from returns.models import Observation, Release, SeriesEdition


def file_observations(release: Release, asked: ReturnsFilter) -> QuerySet:
    """What `release`, live or earlier, holds of what is asked, in order of time.

    A key begins with its period, so that the index on series and key gives this order.
    """
    held = asked.apply_within_series(Observation.objects.in_release(release))
    return held.order_by("series_id", "key")


def file_rows(
    edition: SeriesEdition, release: Release, asked: ReturnsFilter, *last: str
) -> QuerySet:
    """A `values_list` in the order of `file_expressions`, places named in the active language.

    The texts `last` end every row.
    """
    expressions = file_expressions(edition, release)
    return (
        file_observations(release, asked)
        .annotate(
            named=FilteredRelation(
                "place__editions", condition=Q(place__editions__state=State.PUBLISHED)
            )
        )
        .values_list(*expressions.values(), *(Value(text, CharField()) for text in last))
    )


def file_expressions(edition: SeriesEdition, release: Release) -> dict:
    """Name of the column → how the database says it. Empty texts are NULL: nothing is written."""
    return {
        "series": Value(edition.document.slug, CharField()),
        "release": Value(release.number),
        "period_start": F("period_start"),
        "period_end": F("period_end"),
        "place_code": F("place__slug"),
        "place": place_name(),
        "returned_from": F("country_from"),
        "documentation": F("documentation"),
        "manner": F("manner"),
        "sex": F("sex"),
        "age_group": F("age_group"),
        "value": F("value"),
        "unit": Value(edition.unit, CharField()),
        "precision": F("precision"),
        "confidence": F("confidence"),
        "drawn": Case(When(plot=True, then=Value("yes")), default=Value("no")),
        "not_drawn_reason": _given("not_plotted_reason"),
        "how_given": F("how_given"),
        "note": _given("note"),
        "source": F("source__name"),
        "source_publisher": _given("source__publisher"),
        "source_date": _given("source__published"),
        "source_url": _given("source__url"),
        "source_level": F("source__level"),
        "quoted": _given("source__quoted"),
        "key": F("key"),
    }


def place_name():
    """The name along the reader's chain of languages; the code where a place has no name."""
    chain = FALLBACK.get(get_language(), ("en",))
    names = (_given(f"named__{build_localized_fieldname('name', code)}") for code in chain)
    return Coalesce(*names, F("place__slug"), output_field=CharField())


def _given(path: str):
    return NullIf(F(path), Value(""), output_field=CharField())
