"""History is kept by the database: every language, whoever writes and however."""

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from iomiran.common.editorial.actions import discard_draft, draft_from
from iomiran.common.editorial.beginning import begin_history
from iomiran.common.editorial.history.origin import OriginMiddleware, origin, worker_origin
from iomiran.common.editorial.history.snapshots import is_copy
from iomiran.common.editorial.history.tracking import (
    STAMPS,
    event_model,
    link_event_model,
    models_with_history,
    relations_with_history,
)
from iomiran.common.editorial.models import AuditEntry, Document, Edition
from iomiran.common.editorial.text import translated_fields
from iomiran.common.files.models import Picture
from iomiran.common.languages.chain import FALLBACK
from programmes.models import Fact, Programme, ProgrammeEdition, TargetGroup
from programmes.tests.factories import make_programme
from returns.models import Correction, Observation, PlannedRelease

from .factories import make_author, next_slug

pytestmark = pytest.mark.django_db


def events(row, label=None) -> list:
    found = event_model(type(row)).objects.filter(id=row.pk).order_by("pgh_id")
    return [event for event in found if label in (None, event.pgh_label)]


def labels(row) -> list[str]:
    return [event.pgh_label for event in events(row)]


# --- What is kept ------------------------------------------------------------------


def test_every_document_edition_and_row_keeps_its_history():
    kept = set(models_with_history())
    own = {m for m in apps.get_models() if issubclass(m, Document | Edition)}
    rows = {m._meta.get_field(n).related_model for m in own for n in getattr(m, "copied_rows", ())}
    assert kept == own | rows | {Picture, Correction, PlannedRelease}
    assert Observation not in kept


@pytest.mark.parametrize("model", models_with_history(), ids=lambda model: model.__name__)
def test_an_event_has_every_column_of_every_language(model):
    there = {column.column for column in event_model(model)._meta.concrete_fields}
    left_out = STAMPS.union(getattr(model, "not_in_history", ()))
    for column in model._meta.concrete_fields:
        kept = column.name not in left_out and not is_copy(model, column.name)
        assert (column.column in there) is kept, column


def test_all_four_languages_of_a_text_are_columns_of_its_events():
    there = {column.name for column in event_model(ProgrammeEdition)._meta.concrete_fields}
    for name in translated_fields(ProgrammeEdition):
        assert {f"{name}_{code.replace('-', '_')}" for code in FALLBACK} <= there


def test_every_relation_to_many_keeps_its_links():
    relations = [relation.name for relation in relations_with_history()]
    about = {"programmes", "themes", "provinces", "series"}
    assert about | {"target_groups", "members", "see_also", "received_files"} == set(relations)


# --- Whoever writes ----------------------------------------------------------------


def test_a_saved_row_leaves_its_content_in_every_language():
    draft = make_programme(live=False)
    draft.title_fa = "نام دیگر"
    draft.save()
    assert [(e.pgh_label, e.title_fa, e.title_en) for e in events(draft)] == [
        ("insert", "برنامه‌ی نمونه", "Example programme"),
        ("update", "نام دیگر", "Example programme"),
    ]


def test_a_save_without_a_change_leaves_nothing():
    draft = make_programme(live=False)
    draft.edited_at = timezone.now()
    draft.save()
    assert labels(draft) == ["insert"]


def test_writing_in_bulk_leaves_an_event_for_every_row():
    first, second = Programme.objects.bulk_create(
        [Programme(slug="test-first"), Programme(slug="test-second")]
    )
    editions = ProgrammeEdition.objects.bulk_create(
        [
            ProgrammeEdition(document=document, level="A", title_fa="نمونه")
            for document in (first, second)
        ]
    )
    ProgrammeEdition.objects.update(title_ps="بېلګه")
    for edition in editions:
        assert [e.title_ps for e in events(edition)] == [None, "بېلګه"]
        assert events(edition)[0].title_fa == "نمونه"


def test_sql_leaves_an_event():
    draft = make_programme(live=False)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE programmes_programmeedition SET body_fa_af = 'x' WHERE id = %s", [draft.pk]
        )
    assert events(draft)[-1].body_fa_af == "x"


def test_links_leave_an_event_when_they_are_made_and_when_they_are_cut():
    draft = make_programme(live=False)
    group = TargetGroup.objects.create(slug="test-group")
    draft.target_groups.add(group)
    draft.target_groups.clear()
    links = link_event_model(ProgrammeEdition._meta.get_field("target_groups")).objects
    assert list(links.order_by("pgh_id").values_list("pgh_label", "targetgroup")) == [
        ("insert", group.pk),
        ("delete", group.pk),
    ]


def test_a_draft_that_is_thrown_away_keeps_its_trail():
    draft = make_programme(live=False)
    row = Fact.objects.create(edition=draft, level="A", statement_en="An example fact.")
    document = draft.document
    pk, row_pk = draft.pk, row.pk
    discard_draft(edition=draft, by=None)
    assert not Programme.objects.filter(pk=document.pk).exists()
    trail = event_model(ProgrammeEdition).objects.filter(document=document.pk, id=pk)
    assert trail.get(pgh_label="delete").title_en == "Example programme"
    assert event_model(Fact).objects.get(edition=pk, id=row_pk, pgh_label="insert")


@pytest.mark.parametrize("model", [ProgrammeEdition, Fact, Programme])
@pytest.mark.parametrize("change", [lambda e: e.update(pgh_label="x"), lambda e: e.delete()])
def test_events_are_never_changed_nor_deleted(model, change):
    Fact.objects.create(edition=make_programme(), level="A", statement_en="An example fact.")
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        change(event_model(model).objects.all())


def test_what_was_there_before_gets_one_event_and_no_second():
    row = Fact.objects.create(edition=make_programme(), level="A", statement_en="An example.")
    with connection.cursor() as cursor:  # as before there were triggers
        cursor.execute("TRUNCATE programmes_factevent")
    with connection.schema_editor() as editor:
        for _time in range(2):
            begin_history("programmes").code(apps, editor)
    assert [(e.pgh_label, e.statement_en) for e in events(row)] == [("insert", "An example.")]
    assert labels(row.edition) == ["insert", "update"]


# --- Who and why -------------------------------------------------------------------


def written_by(user, method="post", cookie=True) -> dict | None:
    """The context that a write in a request leaves."""
    made = []

    def view(request):
        made.append(Programme.objects.create(slug=next_slug()))
        return HttpResponse()

    request = getattr(RequestFactory(), method)("/admin/x/")
    request.user = user
    if cookie:
        request.COOKIES["iomiran_session"] = "x"
    OriginMiddleware(view)(request)
    return events(made[0])[0].pgh_context


def test_the_history_says_who_wrote_and_where():
    user = make_author()
    assert written_by(user) == {"user": user.pk, "address": "/admin/x/"}


def test_nothing_is_kept_of_a_reader_and_nothing_asked():
    assert written_by(AnonymousUser()) is None
    assert written_by(make_author(), cookie=False) is None
    assert written_by(make_author(), method="get") is None


def test_what_a_command_or_the_worker_writes_says_so():
    with origin(command="load_content"):
        edition = make_programme()
    assert [event.pgh_context for event in events(edition)] == [{"command": "load_content"}] * 2


def test_what_the_worker_writes_names_the_task():
    work = SimpleNamespace(job=SimpleNamespace(task_name="test.task"))
    document = worker_origin(lambda: Programme.objects.create(slug=next_slug()), work, None)
    assert events(document)[0].pgh_context == {"task": "test.task"}


def test_what_is_written_of_other_rows_costs_no_word():
    user = make_author()
    with origin(user=user.pk), CaptureQueriesContext(connection) as queries:
        user.save()
        Programme.objects.create(slug=next_slug())
    told = ["set_config" in query["sql"] for query in queries]
    assert told == [False, True]


def test_an_action_has_the_time_of_the_events_that_it_left():
    draft = draft_from(edition=make_programme(), by=None)
    entry = AuditEntry.objects.get(action="draft")
    assert entry.at == events(draft)[0].pgh_created_at
