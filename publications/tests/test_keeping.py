"""Which sheets a change touches, who makes them, and what becomes of them."""

import pytest
from django.apps import apps
from procrastinate.contrib.django.models import ProcrastinateJob

from iomiran.common.editorial.actions import draft_from, withdraw_edition
from iomiran.common.editorial.approving import publish_edition
from iomiran.common.editorial.models import AuditEntry
from iomiran.common.http.generation import current_generation
from iomiran.tests.factories import publish_example
from programmes.tests.factories import make_appeal, make_programme
from publications import tasks
from publications.infosheets.errors import SheetError
from publications.infosheets.generators import sheet_for
from publications.keeping import touched
from publications.making import try_sheet
from publications.models import IssuedFile, PublicationEdition, PublicationFile, SheetFault
from publications.verification import Standing, document_with
from returns.models import Observation
from returns.tests.factories import (
    make_figure,
    make_observation,
    make_place,
    make_release,
    make_series,
    publish,
)

from .factories import make_publication

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_uploads")]


@pytest.fixture
def sheets() -> dict[str, PublicationEdition]:
    """A publication for each kind of sheet, of things called "example" and "another"."""
    names = [
        "programme:example",
        "programme:another",
        "series:example",
        "series:another",
        "returns",
        "mission",
    ]
    return {name: make_publication(generator=name) for name in names}


def touching(edition) -> set[str]:
    return {publication.generator for publication in touched(edition)}


@pytest.fixture
def release():
    """A live series called "example" with one count."""
    release = make_release(make_series(slug="example").document)
    make_observation(release)
    return publish(release)


def count_of(release) -> Observation:
    return Observation.objects.get(series=release.document)


def test_each_change_touches_the_sheets_that_it_stands_on(sheets, release):
    programme = make_programme(slug="example")
    appeal = make_appeal(programme=programme.document)
    figure = make_figure(count_of(release))
    # Of an app above, which registers it.
    posts, people = (apps.get_model("pages", name) for name in ("Post", "PostEdition"))
    post = people(document=posts(slug="test-post"), name_en="Test Person")
    programmes = {"programme:example", "programme:another"}
    every_series = {"series:example", "series:another"}
    assert touching(programme) == {"programme:example", "mission"}
    assert touching(appeal) == {*programmes, "mission"}
    assert touching(release) == {"series:example", "returns", "mission"}
    assert touching(figure) == {"returns", "mission"}
    assert touching(make_place("test-place", "crossing").editions.get()) == {
        *every_series,
        "mission",
    }
    assert touching(post) == {"mission"}
    assert touching(sheets["returns"]) == {"returns"}


def test_a_new_release_remakes_the_sheet_of_its_series(release, django_capture_on_commit_callbacks):
    sheet = make_publication(generator="series:example")
    try_sheet(sheet, "en")
    before = sheet.files.get(language="en").upload
    coming = make_release(release.document)
    make_observation(coming, manner="deported", value=7)
    with django_capture_on_commit_callbacks(execute=True):
        publish(coming)
    assert sheet.files.get(language="en").upload != before


def test_more_than_a_few_are_made_by_the_worker(
    sheets, release, django_capture_on_commit_callbacks
):
    place = make_place("test-place", "crossing").editions.get()
    draft = draft_from(edition=place, by=None)
    many = [make_publication(generator="series:example") for _one in range(4)]
    with django_capture_on_commit_callbacks(execute=True):
        publish_edition(edition=draft, by=None, without_approval="example")
    waiting = ProcrastinateJob.objects.filter(task_name=tasks.remake_sheets.name)
    wanted = {job.args["publication_id"] for job in waiting}
    assert {one.document_id for one in many} <= wanted
    assert not PublicationFile.objects.filter(generated=True).exists()
    for _time in range(2):  # done twice it changes nothing
        tasks.remake_sheets(publication_id=many[0].document_id)
        assert many[0].files.filter(generated=True).count() == 2


def test_what_waits_already_is_not_asked_for_again(release):
    sheet = make_publication(generator="series:example")
    for _time in range(3):
        tasks.put_in_queue(sheet)
    assert ProcrastinateJob.objects.filter(task_name=tasks.remake_sheets.name).count() == 1


@pytest.mark.parametrize("what", ["series", "release"])
def test_the_sheet_of_a_withdrawn_series_or_release_goes_with_it(release, what):
    sheet = make_publication(generator="series:example")
    other = make_publication(generator="returns")
    gone = release if what == "release" else release.document.editions.get()
    withdraw_edition(edition=gone, by=None, reason="An example reason.")
    sheet.refresh_from_db()
    other.refresh_from_db()
    assert sheet.is_withdrawn
    assert sheet.withdrawal_reason == "An example reason."
    assert not other.is_withdrawn


def test_a_figure_that_lost_its_series_takes_the_sheet_away(client, release):
    figure = publish_example(make_figure(count_of(release)))
    mark = f"{{figure:{figure.document.slug}}}"
    programme = make_programme(slug="example", body_en=f"<p>It was {mark} people.</p>")
    sheet = make_publication(generator="programme:example")
    assert try_sheet(sheet, "en")[0] == "made"
    issued = IssuedFile.objects.get(publication=sheet.document)
    generation = current_generation()
    withdraw_edition(edition=release.document.editions.get(), by=None, reason="An example.")
    with pytest.raises(SheetError, match="is not public any more"):
        sheet_for("programme:example", "en")
    outcome, why = try_sheet(sheet, "en")
    assert outcome == "lost"
    assert mark in why
    assert SheetFault.objects.get().detail == why
    assert not sheet.files.exists()
    assert document_with(code=issued.code).standing == Standing.REPLACED
    assert current_generation().withdrawals > generation.withdrawals + 1
    assert mark in AuditEntry.objects.get(action="detach").reason
    page = client.get(sheet.get_absolute_url())
    assert page.status_code == 200
    assert "Earlier versions (1)" in page.text
    assert programme.state == "published"


def test_a_text_that_is_there_no_more_takes_its_sheet_away():
    programme = make_programme(slug="example")
    sheet = make_publication(generator="programme:example")
    assert try_sheet(sheet, "fa")[0] == "made"
    type(programme).objects.filter(pk=programme.pk).update(body_fa="")
    assert try_sheet(sheet, "fa")[0] == "no text"
    assert not sheet.files.exists()
    assert IssuedFile.objects.get().replaced_at
    type(programme).objects.filter(pk=programme.pk).update(body_fa="<p>متن نمونه.</p>")
    assert try_sheet(sheet, "fa")[0] == "made"
    assert sheet.files.get().key == "fa"


def test_a_page_links_to_the_sheets_that_are_made_of_it(client, release):
    make_programme(slug="example")
    for generator in ("series:example", "programme:example", "mission"):
        make_publication(generator=generator, title_en=f"A sheet of {generator}")
    page = client.get("/en/returns/series/example/").text
    assert "A sheet of series:example" in page
    assert "A sheet of mission" not in page
    assert "A sheet of programme:example" in client.get("/en/programmes/example/").text
    draft = make_publication(generator="series:example", live=False, title_en="A draft of one")
    assert draft.title_en not in client.get("/en/returns/series/example/").text
