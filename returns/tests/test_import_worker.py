"""A release too large for a request: the worker publishes what was approved, and nothing else."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from iomiran.common.editorial.approving import take_back
from iomiran.common.editorial.states import State
from iomiran.tests.factories import make_data_steward
from returns import tasks
from returns.models import Import, Observation, Release

from .factories import make_place, make_series
from .screens import client_of, screen, text_of
from .test_import_approval import NOTES, submitted
from .test_tasks import set_status

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    make_place()
    return make_series(slug="test-series").document


@pytest.fixture
def steward():
    return client_of(make_data_steward())


@pytest.fixture
def colleague():
    return client_of(make_data_steward())


def test_a_large_release_is_published_by_the_worker(steward, colleague, series):
    data_import = submitted(steward, series)
    Import.objects.update(rows_total=1_000_000)
    colleague.post(screen(data_import, "approve"))
    assert Release.objects.get().state == State.IN_REVIEW
    assert "is being published" in text_of(colleague.get(screen(data_import)))
    tasks.publish_release.func(import_id=data_import.pk, by_id=colleague.user.pk)
    assert Release.objects.get().state == State.PUBLISHED


def test_the_worker_publishes_no_other_submission_than_was_approved(steward, colleague, series):
    data_import = submitted(steward, series)
    Import.objects.update(rows_total=1_000_000)
    colleague.post(screen(data_import, "approve"))
    job = ProcrastinateJob.objects.get(task_name="returns.publish_release")
    take_back(edition=Release.objects.get(), by=steward.user)
    steward.post(screen(data_import, "submit"), NOTES | {"notes_en": "Other example notes"})
    tasks.publish_release.func(**job.args)
    release = Release.objects.get()
    assert (release.state, release.notes_en) == (State.IN_REVIEW, "Other example notes")
    assert not Observation.objects.exists()


def test_a_publication_that_failed_for_good_can_be_approved_again(steward, colleague, series):
    data_import = submitted(steward, series)
    Import.objects.update(rows_total=1_000_000)
    colleague.post(screen(data_import, "approve"))
    assert colleague.post(screen(data_import, "approve")).status_code == 403
    assert "is being published" in text_of(colleague.get(screen(data_import)))
    set_status(ProcrastinateJob.objects.get(task_name="returns.publish_release"), "failed")
    page = text_of(colleague.get(screen(data_import)))
    assert "is being published" not in page
    assert "Approve and publish" in page
