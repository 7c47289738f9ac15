"""Documents and editions: what can go public, what replaces what, what stays on record."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.template.loader import render_to_string

from iomiran.common.editorial.actions import EditorialError, draft_from, withdraw_edition
from iomiran.common.editorial.approving import publish_edition, submit_edition
from iomiran.common.editorial.models import ACTIONS, AuditEntry
from iomiran.common.editorial.presenting import source_view
from iomiran.common.editorial.states import State
from iomiran.common.http.generation import current_generation
from programmes.models import Fact, ProgrammeEdition
from programmes.tests.factories import make_programme

from .factories import make_author, make_reviewer

pytestmark = pytest.mark.django_db


def test_publishing_a_draft_replaces_the_live_edition():
    live = make_programme()
    draft = draft_from(edition=live, by=None)
    published = publish_edition(edition=draft, by=None, without_approval="example")
    live.refresh_from_db()
    assert (live.state, published.state) == (State.SUPERSEDED, State.PUBLISHED)
    assert list(ProgrammeEdition.objects.published()) == [published]


def test_the_live_page_stays_while_its_next_edition_is_drafted():
    live = make_programme()
    draft = draft_from(edition=live, by=None)
    draft.title_en = "Another title"
    draft.save()
    assert ProgrammeEdition.objects.published().get().title_en == "Example programme"


def test_a_draft_takes_the_rows_of_its_edition_along():
    live = make_programme()
    Fact.objects.create(edition=live, level="A", statement_en="An example fact.")
    draft = draft_from(edition=live, by=None)
    assert [fact.statement_en for fact in draft.facts.all()] == ["An example fact."]
    assert live.facts.count() == 1


def test_a_second_draft_of_a_document_is_the_first_one():
    live = make_programme()
    assert draft_from(edition=live, by=None) == draft_from(edition=live, by=None)


def test_the_database_refuses_two_live_editions():
    live = make_programme()
    with pytest.raises(IntegrityError, match="programmeedition_one_live"), transaction.atomic():
        ProgrammeEdition.objects.create(
            document=live.document,
            number=2,
            level="A",
            state=State.PUBLISHED,
            published_at=live.published_at,
            unapproved_reason="example",
        )


def test_the_database_refuses_two_open_editions():
    draft = make_programme(live=False)
    with pytest.raises(IntegrityError, match="programmeedition_one_open"), transaction.atomic():
        ProgrammeEdition.objects.create(document=draft.document, number=2, level="A")


def test_the_database_refuses_the_same_number_twice():
    live = make_programme()
    with pytest.raises(IntegrityError, match="programmeedition_number_once"), transaction.atomic():
        ProgrammeEdition.objects.create(document=live.document, number=live.number, level="A")


def test_the_database_refuses_a_public_edition_without_a_date():
    live = make_programme()
    broken = ProgrammeEdition.objects.filter(pk=live.pk)
    with pytest.raises(IntegrityError, match="public_has_date"), transaction.atomic():
        broken.update(published_at=None)


def test_the_database_refuses_a_withdrawal_without_a_reason():
    live = make_programme()
    broken = ProgrammeEdition.objects.filter(pk=live.pk)
    with pytest.raises(IntegrityError, match="withdrawal_has_reason"), transaction.atomic():
        broken.update(state=State.WITHDRAWN, withdrawn_at=live.published_at)


def test_a_text_without_english_cannot_go_public():
    draft = make_programme(live=False, title_en="")
    with pytest.raises(EditorialError, match="English"):
        publish_edition(edition=draft, by=None, without_approval="example")
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_what_is_published_cannot_be_published_again():
    live = make_programme()
    with pytest.raises(EditorialError):
        publish_edition(edition=live, by=None, without_approval="example")


def test_withdrawing_wants_a_reason():
    live = make_programme()
    with pytest.raises(EditorialError):
        withdraw_edition(edition=live, by=None, reason="  ")
    withdrawn = withdraw_edition(edition=live, by=None, reason="An example reason.")
    assert withdrawn.state == State.WITHDRAWN
    assert not ProgrammeEdition.objects.published().exists()


def test_a_withdrawn_page_comes_back_through_a_draft():
    withdrawn = withdraw_edition(edition=make_programme(), by=None, reason="An example reason.")
    back = publish_edition(
        edition=draft_from(edition=withdrawn, by=None), by=None, without_approval="example"
    )
    assert ProgrammeEdition.objects.addressable().get() == back


def test_every_action_leaves_who_did_it():
    author, reviewer = make_author(), make_reviewer()
    submitted = submit_edition(edition=make_programme(live=False), by=author)
    live = publish_edition(edition=submitted, by=reviewer)
    withdraw_edition(edition=live, by=reviewer, reason="An example reason.")
    assert list(AuditEntry.objects.values_list("action", "by")) == [
        ("withdraw", reviewer.pk),
        ("publish", reviewer.pk),
        ("submit", author.pk),
    ]


@pytest.mark.parametrize(
    "change", [lambda rows: rows.update(action="x"), lambda rows: rows.delete()]
)
def test_the_history_of_actions_cannot_be_changed(change):
    make_programme()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        change(AuditEntry.objects.all())


def test_what_the_public_sees_raises_the_content_generation():
    before = current_generation().number
    live = make_programme()
    published = current_generation().number
    draft_from(edition=live, by=None)
    drafted = current_generation().number
    withdraw_edition(edition=live, by=None, reason="An example reason.")
    assert before < published == drafted < current_generation().number


def test_a_language_falls_back_as_a_whole_text():
    edition = make_programme(title_fa_af="عنوان نمونه")
    assert edition.text("fa-af").language == "fa", "a title alone is not a text"
    assert edition.text("fa-af").is_fallback
    assert edition.text("ps").language == "en"
    assert edition.text("fa").direction == "rtl"
    assert edition.text("en").title == "Example programme"


def test_a_text_that_is_in_no_language_of_the_chain_is_none():
    assert make_programme(live=False, title_en="", title_fa="").text("ps") is None


def test_prose_is_cleaned_on_every_save():
    edition = make_programme(live=False, body_en='<p onclick="x()">Text<script>x()</script></p>')
    edition.refresh_from_db()
    assert edition.body_en == "<p>Text</p>"


def test_what_the_mission_confirmed_is_no_longer_shown_as_waiting():
    waiting = make_programme(level="B", source_name="", confirmed_on=None)
    confirmed = make_programme(level="B", source_name="", confirmed_on=date(2026, 2, 1))
    for edition, said in (
        (waiting, "Not yet confirmed by the mission"),
        (confirmed, "Confirmed by the mission on 1 February 2026."),
    ):
        shown = {"source": source_view(edition, "en")}
        assert said in render_to_string("components/source.html", shown)
    assert "Not yet" not in render_to_string("components/source.html", shown)


def test_every_action_that_is_recorded_has_a_name_for_readers():
    recorded = set()
    for folder in ("iomiran/common", "returns", "publications", "pages", "news", "programmes"):
        for path in (settings.BASE_DIR / folder).rglob("*.py"):
            if "tests" not in path.parts:
                recorded |= set(re.findall(r'action="([a-z ]+)"', path.read_text()))
    assert len(recorded) > 20
    assert recorded - set(ACTIONS) == set()
