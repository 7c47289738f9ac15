"""The languages side by side: what is there, what is older than the English text, what differs."""

from datetime import UTC, datetime

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from iomiran.common.content.files import ContentError, ContentFile
from iomiran.common.content.filling import edition_from
from iomiran.common.content.kinds import in_order
from iomiran.common.editorial.actions import EditorialError, draft_from
from iomiran.common.editorial.boards.parity import parity_board, to_compare
from iomiran.common.editorial.confirming import confirm_translation
from iomiran.common.editorial.models import AuditEntry
from iomiran.common.editorial.translations import behind_since, lacking, touch, translations_behind
from iomiran.common.languages.number_parity import Differences
from programmes.models import Fact, Programme, ProgrammeEdition
from programmes.tests.factories import make_programme

from .factories import make_author, make_data_steward, make_user
from .test_admin_forms import initial
from .test_desk import change, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("static_files")]

BOARD = "admin:parity"


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def cells(edition) -> dict:
    """The cells of one document on the board, by language."""
    board = parity_board(make_user(superuser=True), admin.site._registry)
    row = next(row for row in board.rows if row.title == edition.title_en)
    return {cell.language: cell for cell in row.cells}


# --- Age -------------------------------------------------------------------------------


def test_a_new_text_and_one_from_files_are_of_equal_age():
    edition = make_programme()
    assert edition.text_changed_at_en is None
    assert translations_behind(edition) == []


def test_a_save_notes_which_languages_it_changed():
    edition = make_programme(live=False)
    edition.title_en = "Another title"
    edition.summary_ps = "لنډیز"
    edition.save()
    edition.refresh_from_db()
    assert edition.text_changed_at_en == edition.text_changed_at_ps
    assert edition.text_changed_at_en is not None
    assert (edition.text_changed_at_fa, edition.text_changed_at_fa_af) == (None, None)
    assert [code for code, _since in translations_behind(edition)] == ["fa"]


def test_a_save_without_change_or_of_other_fields_notes_nothing():
    edition = make_programme(live=False)
    edition.body_ps = ""  # what was NULL says as little
    edition.native_reader_fa = "Example Reader"
    edition.position = 5
    edition.save()
    edition.refresh_from_db()
    assert edition.text_changed_at_en is None
    assert edition.text_changed_at_fa is None
    assert edition.text_changed_at_ps is None


def test_a_save_of_named_columns_keeps_the_note_too():
    edition = make_programme(live=False)
    edition.title_en, edition.summary_fa = "Another title", "not saved"
    edition.save(update_fields=["title_en"])
    edition.refresh_from_db()
    assert edition.text_changed_at_en is not None
    assert edition.text_changed_at_fa is None


def test_a_translation_catches_up_when_it_is_changed():
    edition = make_programme(live=False)
    edition.title_en = "Another title"
    edition.save()
    assert behind_since(edition, "fa") == edition.text_changed_at_en
    edition.title_fa = "عنوانی دیگر"
    edition.save()
    assert behind_since(edition, "fa") is None


def test_what_is_changed_together_is_of_equal_age():
    edition = make_programme(live=False)
    edition.title_en, edition.title_fa = "Another title", "عنوانی دیگر"
    edition.save()
    assert translations_behind(edition) == []


def test_a_language_that_is_not_there_is_not_behind():
    edition = make_programme(live=False)
    edition.title_en = "Another title"
    edition.save()
    assert behind_since(edition, "ps") is None


def test_a_draft_takes_the_ages_over():
    edition = make_programme(live=False)
    edition.title_en = "Another title"
    edition.save()
    ProgrammeEdition.objects.filter(pk=edition.pk).update(
        state="published",
        published_at=datetime(2025, 1, 1, tzinfo=UTC),
        unapproved_reason="example",
    )
    draft = draft_from(edition=edition, by=None)
    assert draft.text_changed_at_en == edition.text_changed_at_en
    assert [code for code, _since in translations_behind(draft)] == ["fa"]


@pytest.mark.parametrize(
    ("column", "language"),
    [("statement_fa", "fa"), ("statement_fa_af", "fa_af"), ("statement_en", "en")],
)
def test_a_changed_row_changes_the_text_of_its_language(column, language):
    edition = make_programme(live=False)
    touch(edition, [column, "level", "native_reader_ps"])
    edition.refresh_from_db()
    noted = {
        suffix
        for suffix in ("en", "fa", "fa_af", "ps")
        if getattr(edition, f"text_changed_at_{suffix}")
    }
    assert noted == {language}


def test_a_content_file_cannot_say_when_a_text_changed():
    kind = next(entry for entry in in_order() if entry.name == "programme")
    document = Programme.objects.create(slug="example")
    file = ContentFile(
        "example", kind.folder / "example", {"text_changed_at": {"en": "2025-01-01"}}
    )
    with pytest.raises(ContentError, match="text_changed_at"):
        edition_from(kind, document, file)


# --- Confirming ----------------------------------------------------------------------


def behind_programme(**fields) -> ProgrammeEdition:
    edition = make_programme(live=False, **fields)
    edition.summary_en = "Another summary."
    edition.save()
    return edition


def test_who_compared_the_two_may_say_that_the_translation_still_fits():
    edition, user = behind_programme(), make_author()
    confirm_translation(edition=edition, language="fa", by=user)
    edition.refresh_from_db()
    assert translations_behind(edition) == []
    entry = AuditEntry.objects.get(action="translation")
    assert (entry.by, entry.reason) == (user, "fa")


@pytest.mark.parametrize("language", ["en", "ps", "fa-af", "xx", ""])
def test_only_a_translation_that_is_behind_can_be_confirmed(language):
    with pytest.raises(EditorialError, match="not behind"):
        confirm_translation(edition=behind_programme(), language=language, by=None)


def test_the_form_flags_it_and_takes_the_confirmation():
    edition = behind_programme()
    client = signed_in(make_author())
    page = text_of(client.get(change(edition)))
    assert "The English text changed on" in page
    address = reverse("admin:programmes_programmeedition_fits", args=[edition.pk])
    page = text_of(client.post(address, {"language": "fa"}, follow=True))
    assert "It is on record that you compared them." in page
    assert "The English text changed on" not in page


def test_only_who_may_write_confirms_and_only_by_posting():
    edition = behind_programme()
    address = reverse("admin:programmes_programmeedition_fits", args=[edition.pk])
    assert signed_in(make_author()).get(address).status_code == 403
    assert signed_in(make_data_steward()).post(address, {"language": "fa"}).status_code == 403
    edition.refresh_from_db()
    assert behind_since(edition, "fa")


def test_a_row_changed_on_the_form_makes_the_translation_older():
    edition = make_programme(live=False)
    Fact.objects.create(edition=edition, level="A", statement_en="Old.", statement_fa="کهنه.")
    client = signed_in(make_author())
    page = client.get(change(edition))
    sent = initial(page)
    for inline in page.context["inline_admin_formsets"]:
        for form in inline.formset.forms:
            values = {bound.html_name: bound.value() for bound in form}
            sent |= {name: value for name, value in values.items() if value is not None}
    answer = client.post(change(edition), sent | {"facts-0-statement_en": "New."})
    assert answer.status_code == 302, (answer.context["errors"], sent)
    edition.refresh_from_db()
    assert [code for code, _since in translations_behind(edition)] == ["fa"]


# --- The board -----------------------------------------------------------------------


def test_a_language_is_complete_partial_or_missing():
    edition = make_programme(title_fa_af="نمونه")
    Fact.objects.create(edition=edition, level="A", statement_en="In English.")
    found = cells(edition)
    assert found["en"].status == "complete"
    assert (found["fa"].status, found["fa"].lacks) == ("partial", ["sentence"])
    assert found["fa-af"].status == "partial"
    assert found["ps"].status == "missing"
    assert lacking(edition, "fa-af") == ["summary", "text", "sentence"]


def test_numbers_are_compared_in_prose_and_rows():
    edition = make_programme(
        body_en="<p>In 2023 it was 5.</p><p>No more.</p>", body_fa="<p>در ۱۴۰۲ ۶ بود.</p>"
    )
    Fact.objects.create(edition=edition, level="A", statement_en="70%", statement_fa="۷۰ درصد")
    numbers = cells(edition)["fa"].numbers
    assert [(n.text, n.sentence) for n in numbers.missing] == [("5", "In 2023 it was 5.")]
    assert [n.text for n in numbers.extra] == ["۶"]


def test_digits_in_the_address_of_a_reference_are_no_number():
    edition = make_programme(live=False, body_en="<p>Of {figure:example-2021|period}.</p>")
    assert to_compare(edition) == []


def test_a_half_written_text_is_not_blamed_for_its_numbers():
    edition = make_programme(summary_en="In 2023.", summary_ps="په ۲۰۲۲")
    assert cells(edition)["ps"].numbers == Differences()


def test_the_board_shows_what_readers_see_and_leads_to_the_draft():
    live = make_programme(title_en="What is live")
    draft = draft_from(edition=live, by=None)
    never = make_programme(title_en="Never public", live=False)
    board = parity_board(make_author(), admin.site._registry)
    rows = {row.title: row for row in board.rows}
    assert (rows["What is live"].state, rows["What is live"].url) == ("published", change(draft))
    assert (rows["Never public"].state, rows["Never public"].url) == ("draft", change(never))


def test_staff_see_the_kinds_that_they_may_see():
    make_programme()
    assert parity_board(make_data_steward(), admin.site._registry).rows == []
    kinds = dict(parity_board(make_author(), admin.site._registry).kinds)
    assert kinds["programmes.programmeedition"] == "Programmes"


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({}, {"First", "Second", "Third"}),
        ({"show": "behind"}, {"First"}),
        ({"show": "behind", "language": "ps"}, set()),
        ({"show": "numbers"}, {"Second"}),
        ({"show": "missing", "language": "fa"}, {"Third"}),
        ({"show": "missing"}, {"First", "Second", "Third"}),
        ({"kind": "news.newsitemedition"}, set()),
        ({"kind": "programmes.programmeedition"}, {"First", "Second", "Third"}),
        (
            {"kind": "no.such", "language": "xx", "show": "no", "page": "x"},
            {"First", "Second", "Third"},
        ),
    ],
)
def test_the_list_is_narrowed_by_kind_language_and_fault(asked, titles):
    behind_programme(title_en="First")
    make_programme(title_en="Second", summary_en="In 2023.", summary_fa="در ۲۰۲۲.")
    make_programme(title_en="Third", title_fa="", summary_fa="", body_fa="")
    page = signed_in(make_author()).get(reverse(BOARD), asked).context["page"]
    assert {row.title for row in page} == titles


def test_the_counts_lead_to_the_lists():
    behind_programme()
    make_programme(summary_en="In 2023.", summary_fa="در ۲۰۲۲.")
    client = signed_in(make_author())
    context = client.get(reverse(BOARD)).context
    for line in context["counts"]:
        for cell in line["faults"]:
            shown = client.get(f"{reverse(BOARD)}?{cell['query']}").context["page"]
            assert shown.paginator.count == cell["count"], cell
    persian = next(line for line in context["counts"] if line["language"] == "fa")
    assert [cell["count"] for cell in persian["faults"]] == [0, 0, 1, 1]


def test_more_documents_take_no_more_questions():
    client = signed_in(make_user(superuser=True))
    client.get(reverse(BOARD))
    counts = []
    for _round in range(2):
        Fact.objects.create(edition=make_programme(), level="A", statement_en="Example.")
        with CaptureQueriesContext(connection) as counted:
            client.get(reverse(BOARD))
        counts.append(len(counted))
    assert counts[0] == counts[1]
    assert counts[0] <= 45


def test_nobody_outside_the_desk_sees_the_boards(client):
    for name in (BOARD, "admin:housekeeping"):
        assert client.get(reverse(name)).status_code == 302
        client.force_login(make_user(staff=False))
        assert client.get(reverse(name)).status_code == 302
        client.logout()
        assert signed_in(make_author()).post(reverse(name)).status_code == 405


@pytest.mark.parametrize("name", [BOARD, "admin:housekeeping"])
def test_the_home_page_of_the_desk_leads_to_the_boards(name):
    assert f'href="{reverse(name)}"' in text_of(signed_in(make_author()).get("/admin/"))
