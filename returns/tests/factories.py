"""Makers of test rows of the statistics. Names and figures are plainly examples."""

from datetime import date

from django.utils import timezone

from iomiran.common.editorial.approving import publish_edition
from iomiran.common.editorial.states import State
from iomiran.tests.factories import next_slug
from returns.importing.rows import Row, SourceRow
from returns.models import (
    HeadlineFigure,
    HeadlineFigureEdition,
    Observation,
    Place,
    PlaceEdition,
    Release,
    Series,
    SeriesEdition,
    Source,
)
from returns.models.keys import observation_key

WEEK = (date(2021, 1, 3), date(2021, 1, 9))


def make_place(slug="everywhere", kind="everywhere") -> Place:
    place, made = Place.objects.get_or_create(slug=slug, defaults={"kind": kind})
    if made:
        PlaceEdition.objects.create(
            document=place,
            name_en=f"Example {slug}",
            level="A",
            state=State.PUBLISHED,
            unapproved_reason="example",
            published_at=timezone.now(),
        )
    return place


def make_series(kind="interval", **fields) -> SeriesEdition:
    """A published series; its data needs a release."""
    make_place()
    texts = {
        f"{name}_{language}": f"example {name} {language}"
        for name in SeriesEdition.required_text
        for language in ("en", "fa")
    }
    edition = SeriesEdition.objects.create(
        document=Series.objects.create(slug=fields.pop("slug", None) or next_slug("series")),
        **{
            "count": "undocumented",
            "publisher": "Example",
            "unit": "persons",
            "kind": kind,
            "frequency": "weekly",
            "level": "A",
        }
        | texts
        | fields,
    )
    return publish_edition(edition=edition, by=None, without_approval="example")


def make_release(series: Series, **fields) -> Release:
    number = Release.objects.filter(document=series).count() + 1
    return Release.objects.create(
        **{"document": series, "number": number, "notes_en": "Example", "notes_fa": "نمونه"}
        | fields
    )


def publish(release: Release) -> Release:
    return publish_edition(edition=release, by=None, without_approval="example")


def make_source(**fields) -> Source:
    return Source.objects.get_or_create(**{"name": "Example source", "level": "A"} | fields)[0]


def make_observation(release: Release, **fields) -> Observation:
    values = {
        "period_start": WEEK[0],
        "period_end": WEEK[1],
        "place": None,
        "country_from": "IRN",
        "documentation": "undocumented",
        "manner": "all",
        "sex": "all",
        "age_group": "all",
        "value": 100,
        "precision": "exact",
        "confidence": "high",
    } | fields
    values["place"] = values["place"] or make_place()
    named = {
        name: values[name]
        for name in ("country_from", "documentation", "manner", "sex", "age_group")
    }
    key = observation_key(
        values["period_start"], values["period_end"], place=values["place"].slug, **named
    )
    return Observation.objects.create(
        **{
            "series": release.document,
            "from_release": release.number,
            "key": key,
            "source": make_source(),
        }
        | values
    )


def make_figure(observation: Observation, **fields) -> HeadlineFigureEdition:
    return HeadlineFigureEdition.objects.create(
        **{
            "document": HeadlineFigure.objects.create(slug=next_slug("figure")),
            "series": observation.series,
            "observation_key": observation.key,
            "title_en": "example figure",
            "title_fa": "رقم نمونه",
        }
        | fields
    )


def row(**fields) -> Row:
    """A row as a file gives it."""
    return Row(
        **{
            "period_start": WEEK[0],
            "period_end": WEEK[1],
            "value": 100,
            "country_from": "IRN",
            "source": SourceRow("Example source"),
        }
        | fields
    )
