"""The portal's infosheets are made again when somebody asks, and what became of it is told."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from iomiran.common.editorial.models import AuditEntry
from iomiran.common.typeset import TypesetError
from iomiran.tests.factories import make_author, make_managing_editor
from publications import making
from publications.models import SheetFault, SheetRun
from publications.remaking import begin_run, do_run
from publications.tasks import make_sheets

from .factories import make_publication

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_uploads")]

SCREEN = "admin:publications_publicationedition_sheets"


@pytest.fixture
def outcomes(monkeypatch):
    """(address, language) → what the typesetter does; made, where nothing is said."""
    said = {}

    def make(edition, language):
        outcome = said.get((edition.document.slug, language), "made")
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(making, "make_sheet", make)
    return said


@pytest.fixture
def manager(client):
    client.force_login(make_managing_editor())
    return client


def make_sheets_of(number=1):
    return [
        make_publication(slug=f"test-sheet-{n}", generator=f"programme:test-{n}")
        for n in range(number)
    ]


def text_of(response) -> str:
    return response.content.decode()


def test_all_sheets_are_made_again_and_it_is_told_what_became_of_each(outcomes, manager):
    make_sheets_of(2)
    outcomes[("test-sheet-0", "fa")] = "unchanged"
    outcomes[("test-sheet-1", "en")] = TypesetError("3 pages; a sheet has 2 at most")
    outcomes[("test-sheet-1", "fa")] = "no text"
    text = text_of(manager.post(reverse(SCREEN), follow=True))
    assert "Infosheets: 1 made, 1 unchanged, 1 without text." in text
    assert "3 pages; a sheet has 2 at most" in text
    run = SheetRun.objects.get()
    assert (run.done, run.total) == (4, 4)
    assert run.ended_at
    entry = AuditEntry.objects.get(action="make again")
    assert (entry.by, entry.document) == (run.by, "*")


def test_why_a_sheet_was_not_made_is_kept_until_it_is(outcomes):
    (edition,) = make_sheets_of()
    outcomes[("test-sheet-0", "en")] = ValueError("an example fault")
    do_run(begin_run(by=None))
    assert SheetFault.objects.get().detail == "an example fault"
    del outcomes[("test-sheet-0", "en")]
    do_run(begin_run(by=None, publication=edition.document))
    assert not SheetFault.objects.exists()


def test_two_do_not_make_them_at_the_same_moment(outcomes):
    make_sheets_of()
    begin_run(by=None)
    with pytest.raises(ValidationError, match="at this moment"):
        begin_run(by=None)


def test_the_database_allows_one_making_at_a_time():
    SheetRun.objects.create()
    with pytest.raises(IntegrityError, match="sheetrun_one_under_way"), transaction.atomic():
        SheetRun.objects.create()


def test_the_database_keeps_one_fault_of_a_sheet():
    document = make_publication().document
    SheetFault.objects.create(publication=document, language="en")
    with pytest.raises(IntegrityError, match="sheetfault_one_of_a_sheet"), transaction.atomic():
        SheetFault.objects.create(publication=document, language="en")


def test_where_a_worker_lives_it_makes_many(outcomes, manager, monkeypatch):
    monkeypatch.setattr("publications.desk.sheets.worker_is_alive", lambda: True)
    make_sheets_of(3)
    text = text_of(manager.post(reverse(SCREEN), follow=True))
    assert "0 of 6 are done." in text
    assert "http-equiv" in text
    job, run = ProcrastinateJob.objects.get(), SheetRun.objects.get()
    assert job.args == {"run_id": run.pk}
    make_sheets(run.pk)
    run.refresh_from_db()
    assert (run.made, bool(run.ended_at)) == (6, True)
    make_sheets(run.pk)
    assert SheetRun.objects.get().made == 6, "what has ended is not done again"


def test_what_was_cut_short_does_not_stand_in_the_way_for_ever(outcomes, manager):
    make_sheets_of()
    run = begin_run(by=None)
    assert "at this moment" in text_of(manager.post(reverse(SCREEN), follow=True))
    SheetRun.objects.filter(pk=run.pk).update(begun_at="2021-01-01T00:00Z")
    assert "2 made" in text_of(manager.post(reverse(SCREEN), follow=True))


def test_one_publication_has_its_sheets_made_again(outcomes, manager):
    one, _other = make_sheets_of(2)
    form = reverse("admin:publications_publicationedition_change", args=[one.pk])
    assert "Make its infosheets again" in text_of(manager.get(form))
    address = reverse("admin:publications_publicationedition_make_again", args=[one.pk])
    assert "2 made" in text_of(manager.post(address, follow=True))
    assert AuditEntry.objects.get(action="make again").document == "test-sheet-0"


def test_what_the_portal_does_not_make_is_left_alone(outcomes, manager):
    edition = make_publication()
    form = reverse("admin:publications_publicationedition_change", args=[edition.pk])
    assert "Make its infosheets again" not in text_of(manager.get(form))
    address = reverse("admin:publications_publicationedition_make_again", args=[edition.pk])
    assert "The portal makes no infosheet of this." in text_of(manager.post(address, follow=True))


def test_an_author_may_look_and_not_press(outcomes, client):
    make_sheets_of()
    client.force_login(make_author())
    text = text_of(client.get(reverse(SCREEN)))
    assert "Make all infosheets again" not in text
    assert client.post(reverse(SCREEN)).status_code == 403
