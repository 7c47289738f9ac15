"""The history of a document as staff read it, and what comes back out of it.

Each step is a transaction of its own, as it is for staff: that is what makes a version.
"""

from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from iomiran.common.editorial.actions import (
    EditorialError,
    discard_draft,
    draft_from,
    withdraw_edition,
)
from iomiran.common.editorial.approving import publish_edition, submit_edition
from iomiran.common.editorial.history.listing import lines
from iomiran.common.editorial.history.origin import origin
from iomiran.common.editorial.history.restoring import DraftInTheWay, restore_version
from iomiran.common.editorial.history.versions import versions_of
from iomiran.common.editorial.models import AuditEntry
from iomiran.common.editorial.states import State
from news.tests.factories import make_news_item
from programmes.models import Fact, ProgrammeEdition, TargetGroup
from programmes.tests.factories import make_appeal, make_programme
from returns.tests.factories import make_release, make_series

from .factories import make_author, make_reviewer, publish_example
from .snapshots import snapshot_of

pytestmark = pytest.mark.django_db(transaction=True)


def history(edition) -> list:
    return versions_of(edition.document, type(edition))


def newest(edition):
    return history(edition)[0]


def edit(edition, **fields):
    """As the form saves it: the texts, then what is recorded, in one transaction."""
    with transaction.atomic():
        for name, value in fields.items():
            setattr(edition, name, value)
        edition.save()
        AuditEntry.objects.create(
            by=edition.edited_by,
            action="edit",
            kind=edition._meta.label_lower,
            document=edition.document.slug,
            edition_number=edition.number,
        )
    return edition


# --- Versions ----------------------------------------------------------------------


def test_every_step_is_a_version_with_who_what_and_why():
    editor, publisher = make_author(), make_reviewer()
    live = make_programme()
    draft = edit(draft_from(edition=live, by=editor), title_fa="نام تازه", edited_by=editor)
    submit_edition(edition=draft, by=editor)
    publish_edition(edition=draft, by=publisher, reason="An example reason.")
    withdraw_edition(edition=draft, by=publisher, reason="Another reason.")
    told = [
        (line.version.number, line.actions, line.by, line.reasons)
        for line in lines(history(live))
        if line.version.number == 2
    ]
    assert told == [
        (2, ["Withdrawn"], publisher, ["Another reason."]),
        (2, ["Published"], publisher, ["An example reason."]),
        (2, ["Submitted"], editor, []),
        (2, ["Edited"], editor, []),
        (2, ["Draft made"], editor, []),
    ]


def test_a_version_says_in_which_languages_and_parts_it_changed():
    draft = draft_from(edition=make_programme(), by=None)
    edit(draft, title_fa="نام تازه", summary_ps="لنډیز")
    (line,) = lines([newest(draft)])
    assert (line.parts, line.languages) == (["Title", "Summary"], ["fa", "ps"])


def test_a_draft_that_was_only_made_has_changed_nothing():
    live = make_programme()
    Fact.objects.create(edition=live, level="A", statement_en="An example fact.")
    version = newest(draft_from(edition=live, by=None))
    assert (version.number, version.changed) == (2, ())


def test_a_save_that_changed_nothing_is_no_version():
    draft = make_programme(live=False)
    before = len(history(draft))
    edit(draft, edited_by=make_author())
    assert len(history(draft)) == before


def test_a_change_of_an_inline_row_alone_is_a_version():
    draft = make_programme(live=False)
    row = Fact.objects.create(edition=draft, level="A", statement_en="An example fact.")
    Fact.objects.filter(pk=row.pk).update(statement_fa="نمونه")
    first, second = history(draft)[1::-1]
    assert [part.rows[0].change for part in first.changed] == ["added"]
    assert [part.languages for part in second.changed] == [{"fa"}]


def test_a_change_of_a_relation_is_a_version():
    draft = make_programme(live=False)
    group = TargetGroup.objects.create(slug="test-group")
    draft.target_groups.add(group)
    (part,) = newest(draft).changed
    assert (part.name, part.old, part.new) == ("target_groups", (), (group.pk,))


def test_the_last_version_is_what_the_database_holds():
    draft = make_programme(live=False)
    Fact.objects.create(edition=draft, level="A", statement_en="One", position=2)
    Fact.objects.create(edition=draft, level="A", statement_en="Two", position=1)
    draft.target_groups.add(TargetGroup.objects.create(slug="test-group"))
    draft = ProgrammeEdition.objects.get(pk=draft.pk)
    assert newest(draft).snapshot == snapshot_of(draft)


def test_what_is_written_past_the_desk_is_a_version_too():
    live = make_programme()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE programmes_programmeedition SET title_en = 'Other'")
    (line,) = lines([newest(live)])
    assert (line.actions, line.by, line.through) == (["Changed"], None, "the portal itself")


def test_a_command_and_a_person_without_a_recorded_action_are_named():
    user = make_author()
    draft = make_programme(live=False)
    with origin(command="load_content"):
        ProgrammeEdition.objects.update(title_en="Other")
    (line,) = lines([newest(draft)])
    assert line.through == "the command load_content"
    with origin(user=user.pk, address="/admin/x/"):
        ProgrammeEdition.objects.update(title_en="Another")
    (line,) = lines([newest(draft)])
    assert line.by == user


def test_a_draft_that_was_thrown_away_stays_in_the_list():
    live = make_programme()
    draft = edit(draft_from(edition=live, by=None), title_en="Thrown away")
    discard_draft(edition=draft, by=None)
    gone = newest(live)
    assert (gone.gone, gone.snapshot.values["title_en"]) == (True, "Thrown away")
    assert lines([gone])[0].actions == ["Thrown away"]


def test_the_questions_do_not_grow_with_the_versions():
    draft = make_programme(live=False)
    edit(draft, title_en="Version 0")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            lines(history(draft))
        return len(queries)

    before = asked()
    for number in range(5):
        edit(draft, title_en=f"Version {number + 1}")
    assert asked() == before <= 8


# --- Restoring ---------------------------------------------------------------------


def restored(version, edition, **options):
    options = {"by": None, "reason": "An example reason."} | options
    return restore_version(edition=edition, version=version, **options)


def test_a_version_comes_back_as_a_draft_with_its_rows_and_relations():
    draft = make_programme(live=False)
    group = TargetGroup.objects.create(slug="test-group")
    draft.target_groups.add(group)
    Fact.objects.create(edition=draft, level="A", statement_en="An example fact.")
    earlier = newest(draft)
    draft.facts.all().delete()
    draft.target_groups.clear()
    edit(draft, title_fa="نام تازه")
    live = publish_example(draft)
    editor = make_author()
    back = restored(earlier, live, by=editor).edition
    assert (back.number, back.state, back.edited_by) == (2, State.DRAFT, editor)
    assert back.title_fa == "برنامه‌ی نمونه"
    assert [fact.statement_en for fact in back.facts.all()] == ["An example fact."]
    assert list(back.target_groups.all()) == [group]
    live.refresh_from_db()
    assert (live.state, live.title_fa) == (State.PUBLISHED, "نام تازه")
    entry = AuditEntry.objects.get(action="restore")
    assert (entry.by, entry.edition_number) == (editor, 2)
    assert entry.reason.startswith("An example reason.; edition 1 as of 20")


def test_restoring_is_itself_a_version():
    live = make_programme()
    earlier = newest(live)
    edit(draft_from(edition=live, by=None), title_en="Other")
    draft = restored(earlier, live, replace_draft=True).edition
    (line,) = lines([newest(draft)])
    assert line.actions == ["Restored"]
    assert line.reasons[0].startswith("An example reason.; edition 1 as of ")


def test_an_open_draft_is_replaced_only_when_that_is_confirmed():
    live = make_programme()
    earlier = newest(live)
    draft = edit(draft_from(edition=live, by=None), title_en="My long work")
    with pytest.raises(DraftInTheWay):
        restored(earlier, live)
    assert restored(earlier, live, replace_draft=True).edition == draft
    kept = [v for v in history(live) if v.snapshot.values["title_en"] == "My long work"]
    again = restored(kept[0], live, replace_draft=True).edition
    assert again.title_en == "My long work"


def test_nothing_is_restored_over_what_is_in_review():
    live = make_programme()
    earlier = newest(live)
    submit_edition(edition=draft_from(edition=live, by=None), by=make_author())
    with pytest.raises(EditorialError, match="In review"):
        restored(earlier, live, replace_draft=True)


def test_restoring_wants_a_reason():
    live = make_programme()
    with pytest.raises(EditorialError, match="reason"):
        restored(newest(live), live, reason="  ")


def test_what_is_gone_is_told_and_the_rest_comes_back():
    draft = make_programme(live=False)
    group = TargetGroup.objects.create(slug="test-group")
    draft.target_groups.add(group)
    earlier = newest(draft)
    draft.target_groups.clear()
    group.delete()
    edit(draft, title_en="Other")
    back = restored(earlier, draft, replace_draft=True)
    assert back.edition.title_en == "Example programme"
    assert len(back.missing) == 1
    assert "Whom it is for" in back.missing[0]


def pointing_to_what_is_gone(version, name: str):
    """The version as if what its column `name` points to had been deleted since."""
    values = version.snapshot.values | {name: 10**6}
    return replace(version, snapshot=replace(version.snapshot, values=values))


def test_a_picture_that_is_gone_is_left_out_and_told():
    live = make_news_item()
    version = pointing_to_what_is_gone(newest(live), "picture")
    back = restored(version, live)
    assert (back.edition.picture, len(back.missing)) == (None, 1)
    assert "Picture" in back.missing[0]


def test_what_must_point_somewhere_keeps_what_it_points_to_now():
    programme = make_programme().document
    live = make_appeal(programme=programme)
    back = restored(pointing_to_what_is_gone(newest(live), "programme"), live)
    assert (back.edition.programme, len(back.missing)) == (programme, 1)


def test_a_draft_that_was_thrown_away_can_be_brought_back():
    live = make_programme()
    draft = edit(draft_from(edition=live, by=None), title_en="Thrown away")
    Fact.objects.create(edition=draft, level="A", statement_en="An example fact.")
    discard_draft(edition=draft, by=None)
    back = restored(newest(live), live).edition
    assert back.title_en == "Thrown away"
    assert back.facts.get().statement_en == "An example fact."


def test_a_data_release_is_not_restored_without_its_figures():
    release = make_release(make_series().document)
    with pytest.raises(EditorialError, match="import"):
        restored(newest(release), release)
