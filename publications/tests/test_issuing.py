"""What was handed out stays on record, whatever comes into its place."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from iomiran.common.editorial.actions import draft_from, withdraw_edition
from iomiran.common.files.access import is_public
from iomiran.tests.factories import publish_example
from publications.issuing import issue_file
from publications.models import DownloadCount, IssuedFile, PublicationFile
from publications.versions import earlier_versions

from .factories import add_file, make_publication, pdf_bytes, replaced

pytestmark = pytest.mark.django_db


def test_a_public_file_is_on_record_and_a_draft_is_not():
    draft = make_publication(live=False, file_languages=["en"])
    assert not IssuedFile.objects.exists()
    publish_example(draft)
    issued = IssuedFile.objects.get()
    assert (issued.publication, issued.key, issued.language) == (draft.document, "en", "en")
    assert issued.sha256 == draft.files.get().upload.sha256
    assert issued.replaced_at is None


def test_a_replaced_file_keeps_its_record_and_its_address():
    edition = make_publication(file_languages=["en"])
    before = edition.files.get().upload
    after = replaced(edition, pdf_bytes("another")).files.get()
    assert after.key == "en"
    first, second = IssuedFile.objects.order_by("pk")
    assert (first.upload, second.upload) == (before, after.upload)
    assert first.replaced_at
    assert second.replaced_at is None
    assert first.code != second.code
    assert is_public(before)
    assert is_public(after.upload)


def test_a_file_that_comes_back_is_the_same_on_record():
    content = pdf_bytes("the first")
    edition = make_publication(live=False)
    add_file(edition, content=content)
    edition = publish_example(edition)
    edition = replaced(edition, pdf_bytes("another"))
    replaced(edition, content)
    first, second = IssuedFile.objects.order_by("pk")
    assert first.replaced_at is None
    assert second.replaced_at
    assert first.back_since > first.issued_at
    assert second.back_since is None


def test_a_version_that_came_back_is_not_said_to_have_been_there_all_the_time():
    content = pdf_bytes("the first")
    edition = make_publication(live=False)
    add_file(edition, content=content)
    edition = replaced(publish_example(edition), pdf_bytes("another"))
    replaced(replaced(edition, content), pdf_bytes("a third"))
    first = IssuedFile.objects.order_by("pk").first()
    first.issued_at, first.back_since, first.replaced_at = (
        datetime(2021, month, 15, tzinfo=UTC) for month in (1, 5, 6)
    )
    (version,) = earlier_versions([first])
    assert "May" in version.label
    assert "January" not in version.label


def test_a_file_that_was_removed_is_no_longer_current():
    edition = make_publication(file_languages=["en", "fa"])
    draft = draft_from(edition=edition, by=None)
    draft.files.get(language="fa").delete()
    publish_example(draft)
    assert IssuedFile.objects.get(key="fa").replaced_at
    assert IssuedFile.objects.get(key="en").replaced_at is None


def test_no_version_of_a_withdrawn_publication_is_public():
    edition = make_publication(file_languages=["en"])
    before = edition.files.get().upload
    edition = replaced(edition, pdf_bytes("another"))
    withdraw_edition(edition=edition, by=None, reason="An example reason.")
    assert not is_public(before)
    assert not is_public(edition.files.get().upload)


def test_the_same_bytes_at_two_places_have_two_codes():
    content = pdf_bytes("the same")
    for _place in range(2):
        edition = make_publication(live=False)
        add_file(edition, content=content)
        publish_example(edition)
    assert IssuedFile.objects.values("code").distinct().count() == 2


def test_several_files_of_one_language_have_places_of_their_own():
    edition = make_publication(live=False, file_languages=["en", "en", ""])
    assert [file.key for file in edition.files.order_by("pk")] == ["en", "en-2", "data"]


def test_a_sheet_made_on_request_is_replaced_by_the_next_one_in_its_language():
    first = issue_file(sha256="a" * 64, key="series=example", language="en", code="AAAAAAAAA")
    persian = issue_file(sha256="b" * 64, key="series=example", language="fa", code="BBBBBBBBB")
    issue_file(sha256="c" * 64, key="series=example", language="en", code="CCCCCCCCC")
    first.refresh_from_db()
    persian.refresh_from_db()
    assert first.replaced_at
    assert persian.replaced_at is None


def refused(constraint: str):
    return pytest.raises(IntegrityError, match=constraint)


def test_the_database_keeps_the_rules():
    edition = make_publication(file_languages=["en"])
    issued = IssuedFile.objects.get()
    again = {"sha256": "a" * 64, "key": "en", "code": "AAAAAAAAA"}
    of_it = {"publication": edition.document}
    with refused("issuedfile_one_at_an_address"), transaction.atomic():
        IssuedFile.objects.create(**again, **of_it, upload=issued.upload)
    with refused("issuedfile_of_a_publication_is_kept"), transaction.atomic():
        IssuedFile.objects.create(**again | {"key": "fa"}, **of_it)
    IssuedFile.objects.create(**again)
    with refused("issuedfile_one_of_a_view"), transaction.atomic():
        IssuedFile.objects.create(**again | {"code": "BBBBBBBBB"})
    file = edition.files.get()
    with refused("publicationfile_one_at_an_address"), transaction.atomic():
        PublicationFile.objects.create(edition=edition, upload=file.upload, key="en")
    count = {"day": "2021-05-26", "publication": edition.document, "key": "en", "count": 1}
    DownloadCount.objects.create(**count)
    with refused("downloadcount_one_a_day"), transaction.atomic():
        DownloadCount.objects.create(**count)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("publicationedition_licence_known", {"licence": "example"}),
        ("publicationedition_permission_in_words", {"licence": "other"}),
        (
            "publicationedition_period_in_order",
            {"period_start": "2021-05", "period_end": "2021-04-30"},
        ),
    ],
)
def test_what_a_publication_says_of_itself_is_possible(constraint, fields):
    with refused(constraint), transaction.atomic():
        make_publication(live=False, **fields)


def test_a_publication_replaces_another_never_itself():
    edition = make_publication(live=False)
    edition.replaces = edition.document
    with refused("publicationedition_replaces_another"), transaction.atomic():
        edition.save()
