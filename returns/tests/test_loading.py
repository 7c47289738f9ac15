"""Loading makes releases that store differences, once, and never touches what staff imported."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from iomiran.common.content.files import ContentError
from iomiran.common.content.loading import Report
from returns.importing.loading import load_series
from returns.importing.rows import SeriesData, Statement
from returns.models import HeadlineFigureEdition, Observation, PlaceEdition, Release

from .factories import make_observation, make_release, make_series, row
from .real_content import RealContentTestCase
from .test_release_actions import assert_locked_first

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 1)


@pytest.fixture
def folder(tmp_path, settings):
    settings.UPLOADS_ROOT = tmp_path / "uploads"
    (tmp_path / "example.csv").write_text("example\n")
    return tmp_path


@pytest.fixture
def series():
    return make_series().document


def load(series, rows, folder, statements=()):
    report = Report()
    data = SeriesData(list(rows), list(statements), {"example.csv"})
    load_series(series, data, folder=folder, report=report, today=TODAY)
    return report


def test_loading_twice_changes_nothing(series, folder):
    assert load(series, [row()], folder).created
    assert load(series, [row()], folder).unchanged
    assert Release.objects.count() == 1


def test_the_series_is_locked_before_its_releases_are_looked_at(series, folder):
    with CaptureQueriesContext(connection) as asked:
        load(series, [row()], folder)
    assert_locked_first(asked)


def test_the_order_of_the_rows_is_no_difference(series, folder):
    rows = [row(), row(country_from="PAK")]
    load(series, rows, folder)
    assert load(series, reversed(rows), folder).unchanged


def test_a_second_release_stores_only_what_changed(series, folder):
    kept = row()
    changed = row(country_from="PAK")
    gone = row(country_from="IRN_PAK", value=200)
    load(series, [kept, changed, gone], folder)
    added = row(country_from="NOT_STATED")
    load(series, [kept, replace(changed, value=90), added], folder)

    first, second = Release.objects.order_by("number")
    assert (first.state, second.state) == ("superseded", "published")
    assert Observation.objects.count() == 5

    def values(release):
        rows = Observation.objects.in_release(release)
        return {o.country_from: o.value for o in rows}

    assert values(first) == {"IRN": 100, "PAK": 100, "IRN_PAK": 200}
    assert values(second) == {"IRN": 100, "PAK": 90, "NOT_STATED": 100}
    published = Observation.objects.published()
    assert {o.country_from: o.value for o in published} == values(second)


def test_rows_with_a_fault_load_nothing_and_say_where(series, folder):
    with pytest.raises(ContentError, match="overlaps"):
        load(
            series,
            [row(), row(period_start=date(2021, 1, 5), period_end=date(2021, 1, 12))],
            folder,
        )
    assert not Release.objects.exists()
    assert not Observation.objects.exists()


def test_a_release_that_staff_imported_is_left_to_them(series, folder):
    load(series, [row()], folder)
    Release.objects.update(loaded_hash="")
    assert load(series, [row(value=1)], folder).kept
    assert Release.objects.count() == 1


def test_an_open_release_of_staff_is_left_to_them(series, folder):
    release = make_release(series)
    make_observation(release)
    assert load(series, [row()], folder).kept


def test_what_does_not_add_up_is_kept_with_the_release(series, folder):
    about = row()
    share = Statement(
        about, "share_assisted", Decimal(92), about.source, "stated", base_value=451, part_value=371
    )
    load(series, [about], folder, [share])
    (finding,) = Release.objects.get().findings
    assert (finding["rule"], finding["printed"], finding["computed"]) == ("share", "92", "82.3")


def test_the_received_file_is_kept(series, folder):
    load(series, [row()], folder)
    (upload,) = Release.objects.get().received_files.all()
    assert upload.name == "example.csv"


class TestTheRealContent(RealContentTestCase):
    def test_every_headline_figure_is_of_level_a_or_the_one_of_2023(self):
        for edition in HeadlineFigureEdition.objects.published():
            source = edition.observation().source
            if edition.headline:
                assert source.level == "A"
            assert source.level in "AQ"
            if source.level == "Q":
                assert edition.document.slug in (
                    "returns-2023",
                    "families-april-2025",
                    "families-may-2025",
                )

    def test_places_are_there_with_the_coordinates_that_sources_give(self):
        published = PlaceEdition.objects.published()
        assert published.provinces().count() == 65
        assert published.crossings().count() == 10
        assert published.centres().count() == 6
        assert published.crossings().filter(lat__isnull=False).count() == 4
        group = published.get(document__slug="crossings-iran-2024")
        assert group.members.count() == 3
