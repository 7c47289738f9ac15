"""The screens of the history: what staff see, choose and may do."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from iomiran.common.editorial.actions import draft_from
from iomiran.common.editorial.approving import submit_edition
from iomiran.common.editorial.history.origin import origin
from iomiran.common.editorial.history.versions import versions_of
from iomiran.common.editorial.models import AuditEntry
from programmes.models import Fact, ProgrammeEdition
from programmes.tests.factories import make_programme
from returns.models import PlannedRelease
from returns.tests.factories import make_release, make_series

from .factories import make_author, make_data_steward, make_reviewer, make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("static_files")]


def address(edition, screen, **asked) -> str:
    options = edition._meta
    name = f"admin:{options.app_label}_{options.model_name}_{screen}"
    return reverse(name, args=[edition.pk], query=asked or None)


def client_of(user, language="en") -> Client:
    user.language = language
    user.save(update_fields=["language"])
    client = Client()
    client.force_login(user)
    return client


def text_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def changed_programme():
    """A live programme and its draft, in which a word of each language is another."""
    live = make_programme(body_en="<h2>First part</h2><p>An old example text.</p>")
    draft = draft_from(edition=live, by=make_author())
    draft.body_en = "<h2>First part</h2><p>A new example text.</p>"
    draft.body_fa = "<h2>بخش نخست</h2><p>متن تازه‌ی نمونه.</p>"
    draft.save()
    Fact.objects.create(edition=draft, level="A", statement_en="An example fact.")
    return live, draft


def test_the_history_lists_every_edition_of_the_document():
    live, draft = changed_programme()
    client = client_of(make_author())
    for edition in (live, draft):
        page = text_of(client.get(address(edition, "history")))
        said = words(page)
        for expected in ("Draft made", "Published", "edition 1", "edition 2", "Live against draft"):
            assert expected in said
        assert "Changed: Text (English، فارسی)".replace("،", ",") in said
    assert 'name="old"' in page
    assert page.count(" checked>") == 2


def test_the_form_of_an_edition_leads_to_its_history():
    draft = make_programme(live=False)
    page = text_of(client_of(make_author()).get(address(draft, "change")))
    assert address(draft, "history") in page or "../history/" in page


def test_the_difference_marks_words_in_the_direction_of_each_language():
    live, draft = changed_programme()
    versions = versions_of(live.document, type(live))
    old, new = (next(v for v in versions if v.edition_id == e.pk) for e in (live, draft))
    client = client_of(make_author())
    page = text_of(client.get(address(draft, "compare", old=old.key, new=new.key)))
    assert re.search(r"<del><span[^>]*>removed: </span>An old<span", page)
    assert re.search(r"<ins><span[^>]*>added: </span>A new<span", page)
    assert re.search(r"<ins><span[^>]*>added: </span>تازه‌ی<span", page)
    assert 'lang="fa" dir="rtl"' in page
    assert "An example fact." in page
    assert "unchanged" not in words(page), "one short heading is shown and not folded"


def test_without_a_choice_the_newest_version_is_compared_with_the_one_before():
    _live, draft = changed_programme()
    page = text_of(client_of(make_author()).get(address(draft, "compare")))
    assert "Number 1 added" in words(page)
    assert "A new" not in words(page)


def test_an_unknown_version_in_the_address_is_the_usual_comparison():
    _live, draft = changed_programme()
    client = client_of(make_author())
    assert "Number 1" in text_of(client.get(address(draft, "compare", old="x", new="1-2")))


def test_the_same_version_twice_is_said():
    _live, draft = changed_programme()
    key = versions_of(draft.document, type(draft))[0].key
    page = text_of(client_of(make_author()).get(address(draft, "compare", old=key, new=key)))
    assert "same version twice" in page


def test_markup_in_a_text_is_shown_and_never_obeyed():
    draft = make_programme(live=False)
    ProgrammeEdition.objects.filter(pk=draft.pk).update(title_en="<script>alert(1)</script>")
    page = text_of(client_of(make_author()).get(address(draft, "compare")))
    assert "<script>alert" not in page


def test_long_texts_that_stayed_are_folded():
    paragraphs = "".join(f"<p>Example paragraph {number}.</p>" for number in range(5))
    draft = make_programme(live=False, body_en=paragraphs)
    draft.body_en = paragraphs + "<p>One more.</p>"
    draft.save()
    page = text_of(client_of(make_author()).get(address(draft, "compare")))
    assert "5 unchanged paragraphs" in page


def test_restoring_asks_for_a_reason_and_for_leave_to_replace_the_draft():
    live, draft = changed_programme()
    editor = make_author()
    client = client_of(editor)
    version = versions_of(live.document, type(live))[-1]
    where = address(live, "restore", version=version.key)
    page = text_of(client.get(where))
    assert "open draft" in page
    refused = client.post(where, {"version": version.key, "reason": ""})
    assert len(refused.context["form"].errors) == 2
    said = {"version": version.key, "reason": "An example reason.", "replace_draft": "on"}
    done = client.post(where, said)
    assert done.url == address(draft, "change")
    draft.refresh_from_db()
    assert draft.body_en == "<h2>First part</h2><p>An old example text.</p>"
    assert AuditEntry.objects.get(action="restore").by == editor


def test_what_is_in_review_is_not_restored_over():
    live, draft = changed_programme()
    draft.facts.all().delete()
    submit_edition(edition=draft, by=make_author())
    version = versions_of(live.document, type(live))[-1]
    said = {"version": version.key, "reason": "An example reason.", "replace_draft": "on"}
    page = client_of(make_author()).post(address(live, "restore"), said, follow=True)
    assert "nothing was restored" in text_of(page)
    assert not AuditEntry.objects.filter(action="restore").exists()


@pytest.mark.parametrize("screen", ["history", "compare", "restore"])
def test_only_those_who_may_see_the_edition_see_its_history(screen):
    draft = make_programme(live=False)
    key = versions_of(draft.document, type(draft))[0].key
    assert client_of(make_user()).get(address(draft, screen, version=key)).status_code == 403
    assert Client().get(address(draft, screen, version=key)).status_code == 302
    assert client_of(make_reviewer()).get(address(draft, screen, version=key)).status_code == 200


def test_who_may_only_look_is_offered_no_restoring():
    draft = make_programme(live=False)
    looker = make_user()
    looker.user_permissions.add(Permission.objects.get(codename="view_programmeedition"))
    client = client_of(looker)
    key = versions_of(draft.document, type(draft))[0].key
    assert "Restore…" not in text_of(client.get(address(draft, "history")))
    assert client.get(address(draft, "restore", version=key)).status_code == 403


def test_a_data_release_shows_its_history_and_restores_nothing():
    release = make_release(make_series().document)
    client = client_of(make_user(superuser=True))
    assert "Restore…" not in text_of(client.get(address(release, "history")))
    assert client.get(address(release, "restore", version="x")).status_code == 403


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_history_asks_few_questions(language, django_assert_max_num_queries):
    _live, draft = changed_programme()
    client = client_of(make_author(), language)
    for screen in ("history", "compare"):
        with django_assert_max_num_queries(24):
            text_of(client.get(address(draft, screen)))


# --- What has no editions ------------------------------------------------------------


def test_a_planned_release_shows_who_changed_what():
    user = make_data_steward()
    plan = PlannedRelease.objects.create(
        series=make_series().document,
        title_en="An example plan",
        expected="2030-05",
        changed_at=timezone.now(),
    )
    with origin(user=user.pk, address="/admin/x/"):
        PlannedRelease.objects.update(title_fa="برنامه‌ی نمونه", expected="2030-06")
    PlannedRelease.objects.update(changed_at=timezone.now())
    page = client_of(user).get(address(plan, "history"))
    changes = page.context["changes"]
    assert [(change.action, change.by) for change in changes] == [
        ("Changed", user),
        ("Written anew", None),
    ]
    fields = [field.label for part in changes[0].parts for field in part.fields]
    assert fields == ["Expected", "What is planned"]
    assert "the portal itself" in text_of(page)


def test_a_row_without_leave_to_see_it_has_no_history_to_see():
    plan = PlannedRelease.objects.create(
        series=make_series().document,
        title_en="An example plan",
        expected="2030-05",
        changed_at=timezone.now(),
    )
    assert client_of(make_user()).get(address(plan, "history")).status_code == 403
