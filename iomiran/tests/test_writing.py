"""Writing a draft: two people at once, a session that ends, a save that changes nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from iomiran.common.editorial.actions import draft_from
from iomiran.common.editorial.approving import submit_edition
from iomiran.common.editorial.models import AuditEntry
from programmes.models import Fact, ProgrammeEdition
from programmes.tests.factories import make_programme

from .factories import make_author
from .test_staff import client_of, form_of, screen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("static_files")]


@pytest.fixture
def draft():
    live = make_programme()
    Fact.objects.create(edition=live, level="A", statement_en="An example fact.")
    return draft_from(edition=live, by=None)


def opened(client, draft) -> dict:
    """What the browser of `client` would post back now."""
    response = client.get(screen(draft))
    return form_of(response) | {"seen_content": response.context["seen"]}


def said(response) -> str:
    return response.content.decode()


def test_what_only_a_colleague_changed_is_taken_in_and_what_one_wrote_stays(draft):
    first, second = client_of(make_author()), client_of(make_author())
    mine = opened(second, draft)
    first.post(screen(draft), opened(first, draft) | {"title_en": "A colleague’s title"})
    mine["summary_en"] = "My example summary."
    response = second.post(screen(draft), mine)
    assert response.status_code == 200
    assert "saved this draft while you were writing" in said(response)
    draft.refresh_from_db()
    assert draft.summary_en != "My example summary.", "nothing is saved before one has looked"
    form = response.context["adminform"].form
    assert form["title_en"].value() == "A colleague’s title"
    assert form["summary_en"].value() == "My example summary."
    again = form_of(response) | {"seen_content": response.context["seen"]}
    assert second.post(screen(draft), again).status_code == 302
    draft.refresh_from_db()
    assert (draft.title_en, draft.summary_en) == ("A colleague’s title", "My example summary.")


def test_where_both_wrote_one_s_own_text_stays_with_the_colleague_s_beside_it(draft):
    first, second = client_of(make_author()), client_of(make_author())
    mine = opened(second, draft)
    first.post(screen(draft), opened(first, draft) | {"title_en": "A colleague’s title"})
    response = second.post(screen(draft), mine | {"title_en": "My title"})
    assert response.context["adminform"].form["title_en"].value() == "My title"
    assert "Your colleague wrote here:" in said(response)
    assert "A colleague’s title" in said(response)
    again = form_of(response) | {"seen_content": response.context["seen"]}
    assert second.post(screen(draft), again).status_code == 302
    draft.refresh_from_db()
    assert draft.title_en == "My title"


def test_a_row_that_a_colleague_removed_is_not_lost_to_who_wrote_in_it(draft):
    client = client_of(make_author())
    mine = opened(client, draft)
    mine["facts-0-statement_en"] = "My wording of the fact."
    draft.facts.all().delete()
    response = client.post(screen(draft), mine)
    assert "saved this draft while you were writing" in said(response)
    again = form_of(response) | {"seen_content": response.context["seen"]}
    assert client.post(screen(draft), again).status_code == 302, response.context["errors"]
    assert [fact.statement_en for fact in draft.facts.all()] == ["My wording of the fact."]


def test_what_was_typed_into_a_draft_that_was_submitted_meanwhile_is_shown(draft):
    client = client_of(make_author())
    mine = opened(client, draft)
    submit_edition(edition=draft, by=make_author())
    response = client.post(screen(draft), mine | {"summary_en": "My example summary."})
    assert response.status_code == 409
    assert "is no longer a draft" in said(response)
    assert "My example summary." in said(response)


def test_what_was_typed_when_the_session_ended_is_shown_and_nothing_else(draft):
    mine = opened(client_of(make_author()), draft) | {"summary_en": "My example summary."}
    response = Client().post(screen(draft), mine | {"old_password": "a secret example"})
    assert response.status_code == 403
    assert "My example summary." in said(response)
    assert "a secret example" not in said(response)
    assert reverse("admin:login") in said(response)
    assert response.context["site_header"], "the way home has a name"
    draft.refresh_from_db()
    assert draft.summary_en == "An example summary."


def test_what_was_typed_before_signing_in_anew_is_shown_and_leads_back(draft):
    author = make_author()
    mine = opened(client_of(author), draft) | {"summary_en": "My example summary."}
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(author, backend="django.contrib.auth.backends.ModelBackend")
    for address in (screen(draft), screen(draft).replace("change", "submit")):
        response = strict.post(address, mine)
        assert response.status_code == 403
        assert "My example summary." in said(response)
        assert f'href="{screen(draft)}"' in said(response)
    assert strict.post("/en/search/").status_code in (403, 405), "no form of the public"
    draft.refresh_from_db()
    assert draft.summary_en == "An example summary."


def test_a_save_that_changes_nothing_leaves_no_trace(draft):
    client = client_of(make_author())
    before = AuditEntry.objects.count()
    assert client.post(screen(draft), opened(client, draft)).status_code == 302
    draft.refresh_from_db()
    assert (draft.edited_by, AuditEntry.objects.count()) == (None, before)


def test_a_form_whose_stamp_was_tampered_with_is_saved_as_before(draft):
    client = client_of(make_author())
    values = opened(client, draft) | {"seen_content": "nonsense", "title_en": "Another title"}
    assert client.post(screen(draft), values).status_code == 302
    assert ProgrammeEdition.objects.open().get().title_en == "Another title"
