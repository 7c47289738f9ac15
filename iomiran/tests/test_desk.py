"""The desk as staff see it: what waits, lists by what they are about, titles and not addresses."""

import re

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from iomiran.common.editorial.actions import draft_from
from iomiran.common.editorial.approving import publish_in_emergency, submit_edition
from iomiran.common.editorial.assigning import assign_edition
from iomiran.common.editorial.boards.waiting import waiting_for
from programmes.models import Fact, Programme, ProgrammeEdition, TargetGroup, TargetGroupEdition
from programmes.tests.factories import make_appeal, make_programme
from returns.tests.factories import make_place, make_release, make_series

from .factories import (
    make_author,
    make_data_steward,
    make_managing_editor,
    make_reviewer,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("static_files")]

PROGRAMMES = "admin:programmes_programmeedition_changelist"


def client_of(user, language="en") -> Client:
    user.language = language
    user.save(update_fields=["language"])
    client = Client()
    client.force_login(user)
    return client


def text_of(response) -> str:
    return response.content.decode()


def change(edition) -> str:
    options = edition._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[edition.pk])


def unread_of(user, kind="Programmes") -> dict[str, int]:
    """Language → number, as the home page of `user` counts the unread texts of one kind."""
    rows = {row.kind: row.cells for row in waiting_for(user, admin.site._registry).unread}
    return {language: count for language, count, _url in rows.get(kind, [])}


# --- Home --------------------------------------------------------------------------


def test_the_home_page_asks_few_questions(django_assert_max_num_queries):
    programme = make_programme()
    draft_from(edition=programme, by=None)
    make_appeal(programme=programme.document, live=False)
    make_series()
    for user in (make_reviewer(), make_user(superuser=True)):
        client = client_of(user)
        with django_assert_max_num_queries(25):
            assert client.get("/admin/").status_code == 200


def test_what_is_one_s_own_waits_for_oneself_and_the_rest_for_others():
    user = make_author()
    programme = make_programme()
    make_appeal(programme=programme.document, live=False, edited_by=make_author())
    draft_from(edition=programme, by=user)
    page = client_of(user).get("/admin/")
    waiting = page.context["waiting"]
    assert [(task.kind, task.title) for task in waiting.mine] == [
        ("Programmes", "Example programme")
    ]
    assert [task.title for task in waiting.others] == ["Example appeal"]
    assert f'href="{waiting.mine[0].url}"' in text_of(page)


def test_each_step_waits_for_whoever_may_take_it():
    author, reviewer, other = make_author(), make_reviewer(), make_reviewer()
    draft = draft_from(edition=make_programme(), by=author)
    submitted = submit_edition(edition=draft, by=author)
    for user, is_mine in ((author, False), (reviewer, True), (other, True)):
        waiting = waiting_for(user, admin.site._registry)
        assert bool(waiting.mine) is is_mine
    assign_edition(edition=submitted, to=reviewer, by=author)
    for user, is_mine in ((reviewer, True), (other, False)):
        waiting = waiting_for(user, admin.site._registry)
        assert bool(waiting.mine) is is_mine
    assert waiting_for(author, admin.site._registry).others[0].who == str(reviewer)


def test_an_emergency_waits_for_a_second_person_and_stands_first():
    author, reviewer = make_managing_editor(), make_reviewer()
    submit_edition(edition=draft_from(edition=make_programme(), by=author), by=author)
    alone = draft_from(edition=make_programme(title_en="Alone"), by=author)
    publish_in_emergency(edition=alone, by=author, reason="example reason")
    first, _second = waiting_for(reviewer, admin.site._registry).mine
    assert (first.title, first.is_urgent) == ("Alone", True)
    page = text_of(client_of(reviewer).get(change(alone)))
    assert "published it alone in an emergency" in page
    assert "Confirm this emergency publication" in page


def test_a_colleague_is_asked_and_told_why():
    author, reviewer = make_author(), make_reviewer()
    draft = draft_from(edition=make_programme(), by=author)
    client = client_of(author)
    client.post(change(draft).replace("change", "assign"), {"to": reviewer.pk})
    client.post(change(draft).replace("change", "comment"), {"text": "Is the date right?"})
    client.post(change(draft).replace("change", "comment"), {"text": " "}, follow=True)
    draft.refresh_from_db()
    assert draft.assigned_to == reviewer
    page = text_of(client_of(reviewer).get(change(draft)))
    assert page.count("Is the date right?") == 1
    response = client.post(
        change(draft).replace("change", "assign"), {"to": make_user(staff=False).pk}, follow=True
    )
    assert "Choose a colleague from the list." in text_of(response)


def test_a_language_that_a_draft_would_take_away_is_named():
    draft = draft_from(edition=make_programme(), by=None)
    client = client_of(make_author())
    assert "in a language that this edition lacks" not in text_of(client.get(change(draft)))
    ProgrammeEdition.objects.filter(pk=draft.pk).update(title_fa="")
    assert "in a language that this edition lacks" in text_of(client.get(change(draft)))


def test_a_task_has_its_title_in_the_language_of_the_reader():
    user = make_author()
    make_programme(live=False, edited_by=user)
    make_programme(live=False, title_fa="", title_en="Only in English", body_en="", edited_by=user)
    tasks = client_of(user, "fa").get("/admin/").context["waiting"].mine
    assert {(task.title, task.language) for task in tasks} == {
        ("برنامه‌ی نمونه", "fa"),
        ("Only in English", "en"),
    }


def test_unread_texts_are_counted_whether_the_reader_is_null_or_empty():
    user = make_author()
    first, second, third = (make_programme() for _ in range(3))
    rows = ProgrammeEdition.objects
    rows.filter(pk=first.pk).update(native_reader_en=None)
    rows.filter(pk=second.pk).update(native_reader_en="")
    rows.filter(pk=third.pk).update(native_reader_en="Example Reader", summary_fa=None)
    make_programme(live=False)
    assert unread_of(user) == {"en": 2, "fa": 2}, (
        "a draft and a text that lacks a part do not count"
    )


def test_a_number_opens_the_list_of_as_many_texts():
    user = make_author()
    read = make_programme(native_reader_fa="Example Reader")
    unread = make_programme(title_fa="نمونه‌ی دیگر")
    client = client_of(user)
    row = next(r for r in client.get("/admin/").context["waiting"].unread if r.kind == "Programmes")
    numbers = {language: (count, url) for language, count, url in row.cells}
    count, url = numbers["fa"]
    shown = client.get(url).context["cl"].result_list
    assert (count, [edition.pk for edition in shown]) == (1, [unread.pk])
    assert read.pk not in {edition.pk for edition in shown}


def test_kinds_without_prose_wait_for_no_reader():
    user = make_data_steward()
    series = make_series()
    make_release(series.document)
    make_place("example-crossing", "crossing")
    assert unread_of(user, "Series")["en"] == 1
    assert unread_of(user, "Releases") == {}
    assert unread_of(user, "Places") == {}, "a bare name is no text"


# --- Lists by what they are about ----------------------------------------------------


def sections_of(user) -> dict[str, list[str]]:
    apps = client_of(user).get("/admin/").context["app_list"]
    return {
        section["app_label"]: [entry["model"]._meta.label for entry in section["models"]]
        for section in apps
    }


def test_lists_stand_under_what_they_are_about():
    sections = sections_of(make_reviewer())
    assert list(sections) == ["programmes", "news", "pages", "returns", "files", "accounts"]
    assert sections["news"] == [
        "news.NewsItemEdition",
        "publications.PublicationEdition",
        "publications.ThemeEdition",
    ]
    assert sections["programmes"][0] == "programmes.ProgrammeEdition"


@pytest.mark.parametrize("maker", [make_author, make_reviewer, make_data_steward])
def test_staff_see_no_accounts_and_nothing_of_the_machinery_of_signing_in(maker):
    user = maker()
    assert sections_of(user)["accounts"] == ["common.AuditEntry"]
    page = text_of(client_of(user).get("/admin/"))
    assert not re.search(r"/admin/(accounts|auth|axes|otp_\w+)/", page)


def test_administrators_find_the_machinery_last():
    accounts = sections_of(make_user(superuser=True))["accounts"]
    assert accounts[:3] == ["accounts.User", "accounts.Invitation", "common.AuditEntry"]
    assert "auth.Group" in accounts[3:]
    assert not [
        label for label in accounts if label.startswith(("axes.", "otp_", "procrastinate."))
    ]


# --- Titles instead of addresses -------------------------------------------------------


def make_groups(*names) -> list[TargetGroup]:
    groups = []
    for english, persian in names:
        document = TargetGroup.objects.create(slug=f"group-{len(groups)}")
        TargetGroupEdition.objects.create(document=document, name_en=english, name_fa=persian)
        groups.append(document)
    return groups


def choices(response, field) -> list[str]:
    """What stands on the screen to choose from, in its order."""
    part = text_of(response).split(f'id="id_{field}"', 1)[1].split("form-row", 1)[0]
    found = re.findall(r"<option value=\"\d+\">([^<]+)|<input[^>]*>\s*([^<]+)</label>", part)
    return [(option or ticked).strip() for option, ticked in found]


def test_documents_are_chosen_by_title_in_the_language_of_the_reader():
    make_groups(("Zebra", "آهو"), ("Antelope", "گورخر"))
    draft = make_programme(live=False)
    english = client_of(make_author()).get(change(draft))
    assert choices(english, "target_groups") == ["Antelope", "Zebra"]
    persian = client_of(make_author(), "fa").get(change(draft))
    assert choices(persian, "target_groups") == ["آهو", "گورخر"]


def test_what_is_live_names_a_document_before_its_draft():
    live = make_programme()
    draft = draft_from(edition=live, by=None)
    ProgrammeEdition.objects.filter(pk=draft.pk).update(title_en="Another title")
    page = client_of(make_author()).get(reverse("admin:programmes_appealedition_add"))
    assert choices(page, "programme") == ["Example programme"]


def test_a_document_without_any_edition_keeps_its_address():
    Programme.objects.create(slug="an-empty-one")
    page = client_of(make_author()).get(reverse("admin:programmes_appealedition_add"))
    assert choices(page, "programme") == ["an-empty-one"]


def test_more_choices_take_no_more_queries():
    add = reverse("admin:programmes_appealedition_add")
    client = client_of(make_author())
    client.get(add)
    counts = []
    for _round in range(2):
        make_programme()
        with CaptureQueriesContext(connection) as counted:
            client.get(add)
        counts.append(len(counted))
    assert counts[0] == counts[1]


def test_what_is_only_read_has_titles_and_prose_too():
    live = make_programme(body_en="<h2>First part</h2><p>Example text.</p>")
    live.target_groups.set(make_groups(("Returnees", "بازگشت‌کنندگان")))
    page = text_of(client_of(make_author()).get(change(live)))
    assert "<bdi>Returnees</bdi>" in page
    assert "<h2>First part</h2>" in page, "not as its source"
    assert re.search(r'<div class="reading" lang="fa" dir="rtl">\s*<p>برنامه‌ی نمونه', page)


# --- Lists and forms ---------------------------------------------------------------------


def test_a_list_says_the_state_in_a_word_and_leads_to_the_public_page():
    live = make_programme()
    draft_from(edition=live, by=None)
    page = text_of(client_of(make_author()).get(reverse(PROGRAMMES)))
    assert '<span class="state state--published">Published</span>' in page
    assert '<span class="state state--draft">Draft</span>' in page
    with translation.override("en"):
        assert page.count(f'href="{live.get_absolute_url()}"') == 1


def test_a_list_asks_the_same_number_of_questions_for_any_number_of_rows():
    client = client_of(make_author())
    counts = []
    for _round in range(2):
        make_programme()
        with CaptureQueriesContext(connection) as counted:
            client.get(reverse(PROGRAMMES))
        counts.append(len(counted))
    assert counts[0] == counts[1]


def groups_of(response) -> list[tuple[str, bool]]:
    """(heading without marks, folded) of each group of the form."""
    return [
        (re.sub(r"<[^>]+>", "", str(group.name or "")), bool(group.is_collapsible))
        for group in response.context["adminform"]
    ]


def test_a_form_goes_from_what_it_is_over_the_languages_to_its_source_and_readers():
    draft = make_programme(live=False, title_ps="بېلګه")
    assert groups_of(client_of(make_author()).get(change(draft))) == [
        ("", False),
        ("English – فارسی", False),
        ("دری", True),
        ("پښتو", False),
        ("Where it comes from", False),
        ("Read by native speakers", False),
        ("For colleagues", False),
    ]


def test_a_summary_is_one_paragraph_and_says_how_long_it_may_be():
    draft = make_programme(live=False)
    form = client_of(make_author()).get(change(draft)).context["adminform"].form
    summary = form.fields["summary_en"]
    assert "At most 300 characters." in summary.help_text
    assert summary.widget.attrs["maxlength"] == "300"
    assert summary.clean("One line\r\nand another") == "One line and another"


def test_a_row_has_its_texts_first_and_its_source_folded():
    draft = make_programme(live=False)
    Fact.objects.create(edition=draft, level="A", statement_en="Example fact.")
    page = client_of(make_author()).get(change(draft))
    row = next(iter(page.context["inline_admin_formsets"][0]))
    first, source, _others = row.fieldsets
    assert first[1]["fields"][0] == ("statement_en", "statement_fa")
    assert source[1]["classes"] == ("collapse",)


def test_a_draft_is_thrown_away_after_a_question_in_plain_words():
    live = make_programme()
    draft = draft_from(edition=live, by=None)
    client = client_of(make_author())
    options = draft._meta
    delete = reverse(f"admin:{options.app_label}_{options.model_name}_delete", args=[draft.pk])
    assert "Throw this draft away" in text_of(client.get(change(draft)))
    assert "What is public stays as it is." in text_of(client.get(delete))
    assert client.post(delete, {"post": "yes"}).status_code == 302
    assert list(ProgrammeEdition.objects.values_list("pk", flat=True)) == [live.pk]
