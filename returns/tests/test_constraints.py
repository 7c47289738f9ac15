"""Each rule that the database holds, broken once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from returns.models import Correction, Observation, PlaceEdition, PrintedStatement, SeriesEdition

from .factories import (
    make_observation,
    make_place,
    make_release,
    make_series,
    make_source,
    publish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def release():
    return make_release(make_series().document)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("observation_period_in_order", {"period_end": date(2020, 12, 31)}),
        ("observation_value_not_negative", {"value": -1}),
        ("observation_unplotted_has_reason", {"plot": False}),
        ("observation_doubtful_is_not_plotted", {"confidence": "low"}),
        ("observation_validity_in_order", {"to_release": 1}),
        ("observation_country_from_known", {"country_from": "XXX"}),
        ("observation_documentation_known", {"documentation": "illegal"}),
        ("observation_manner_known", {"manner": "assisted"}),
        ("observation_sex_known", {"sex": "unknown"}),
        ("observation_age_group_known", {"age_group": "0-17"}),
        ("observation_precision_known", {"precision": "roughly"}),
        ("observation_confidence_known", {"confidence": "none"}),
        ("observation_how_given_known", {"how_given": "guessed"}),
    ],
)
def test_an_observation_that_breaks_a_rule_is_refused(release, constraint, fields):
    with pytest.raises(IntegrityError, match=constraint):
        make_observation(release, **fields)


def test_a_key_is_open_once_in_a_series(release):
    make_observation(release)
    with pytest.raises(IntegrityError, match="observation_open_key_once"):
        make_observation(release, from_release=release.number + 1)


def test_a_key_is_once_in_a_release(release):
    make_observation(release, to_release=release.number + 5)
    with pytest.raises(IntegrityError, match="observation_key_once_per_release"):
        make_observation(release)


def statement(release, **fields):
    return PrintedStatement.objects.create(
        **{
            "series": release.document,
            "from_release": release.number,
            "observation_key": "example",
            "what": "share_forced",
            "printed": 70,
            "source": make_source(),
        }
        | fields
    )


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("printedstatement_what_known", {"what": "feeling"}),
        ("printedstatement_base_value_needs_base", {"base_value": 10}),
        ("printedstatement_validity_in_order", {"to_release": 1}),
    ],
)
def test_a_printed_statement_that_breaks_a_rule_is_refused(release, constraint, fields):
    with pytest.raises(IntegrityError, match=constraint):
        statement(release, **fields)


def test_the_same_statement_is_open_once(release):
    statement(release)
    with pytest.raises(IntegrityError, match="printedstatement_open_once"):
        statement(release)


def test_a_source_is_there_once():
    source = make_source()
    source.pk = None
    with pytest.raises(IntegrityError, match="source_once"):
        source.save(force_insert=True)


def test_a_source_has_a_known_level():
    with pytest.raises(IntegrityError, match="source_level_known"):
        make_source(level="Z")


@pytest.mark.parametrize("name", ["kind", "unit", "count"])
def test_a_series_has_a_known_kind_unit_and_count(name):
    with pytest.raises(IntegrityError, match=f"seriesedition_{name}_known"):
        make_series(**{name: "example"})


def test_a_published_series_has_a_caveat():
    edition = make_series()
    with pytest.raises(IntegrityError, match="seriesedition_caveat_given"):
        SeriesEdition.objects.filter(pk=edition.pk).update(caveat_en="")


def test_a_place_has_a_known_kind():
    with pytest.raises(IntegrityError, match="place_kind_known"):
        make_place("somewhere", kind="planet")


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("placeedition_position_whole", {"lat": 34, "coordinate_source": "example"}),
        ("placeedition_position_whole", {"lat": 134, "lon": 1, "coordinate_source": "example"}),
        ("placeedition_position_sourced", {"lat": 34, "lon": 61}),
    ],
)
def test_a_position_is_whole_possible_and_sourced(constraint, fields):
    edition = PlaceEdition.objects.get(document=make_place("somewhere", kind="crossing"))
    with pytest.raises(IntegrityError, match=constraint):
        PlaceEdition.objects.filter(pk=edition.pk).update(**fields)


def test_a_correction_changes_something_and_stays(release):
    fields = {"series": release.document, "release": release, "on": date(2026, 1, 1)}
    with pytest.raises(IntegrityError, match="correction_changes"), transaction.atomic():
        Correction.objects.create(old_value=1, new_value=1, **fields)
    correction = Correction.objects.create(old_value=1, new_value=2, **fields)
    with pytest.raises(IntegrityError, match="correction cannot be deleted"):
        correction.delete()


class TestPublishedRows:
    @pytest.fixture
    def published(self, release):
        observation = make_observation(release)
        publish(release)
        return observation

    def test_refuse_a_change(self, published):
        published.value = 1
        with pytest.raises(IntegrityError, match="cannot be changed"):
            published.save()

    def test_refuse_deletion(self, published):
        with pytest.raises(IntegrityError, match="cannot be deleted"):
            published.delete()

    def test_take_no_company(self, published, release):
        with pytest.raises(IntegrityError, match="takes no new rows"):
            make_observation(release, country_from="PAK")

    def test_may_be_closed_by_an_open_release_and_only_by_that(self, published, release):
        later = make_release(release.document)
        rows = Observation.objects.filter(pk=published.pk)
        rows.update(to_release=later.number)
        rows.update(to_release=None)
        rows.update(to_release=later.number)
        publish(later)
        with pytest.raises(IntegrityError, match="cannot be changed"):
            rows.update(to_release=None)

    def test_rows_of_a_draft_are_free(self, release):
        observation = make_observation(release)
        observation.value = 7
        observation.save()
        observation.delete()
        assert not Observation.objects.exists()
