"""What is kept of a file that staff send: nothing of one that is refused or given up."""

import pytest
from django.urls import reverse

from iomiran.common.files.models import Upload
from iomiran.common.files.storage import path_of
from iomiran.tests.factories import make_data_steward
from returns.models import Import

from .factories import make_series
from .received_files import HEADER, csv_text, encrypted_workbook, xlsx
from .screens import ADD, FULL_HEADER, FULL_ROWS, client_of, screen, send, sent, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    return make_series(slug="test-series").document


@pytest.fixture
def steward():
    return client_of(make_data_steward())


def kept_files() -> list:
    return [path_of(upload.sha256) for upload in Upload.objects.all()]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "The file is empty"),
        ("a.xlsx", encrypted_workbook(), "protected by a password"),
        ("a.xlsx", xlsx({"Example": [HEADER, ["=A1", 1, 2, 3]]}), "holds a formula"),
        ("a.pdf", b"%PDF-1.7", "Save the table as CSV, XLSX or ODS"),
        ("a.csv", ",".join(HEADER).encode(), "no row under them"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_kept(steward, series, name, content, said):
    response = send(steward, series, content, name)
    assert response.status_code == 200
    assert said in text_of(response)
    assert not Import.objects.exists()
    assert not Upload.objects.exists()


def test_a_file_over_the_limit_is_refused(steward, series, settings):
    settings.RETURNS_IMPORT_LIMIT_MB = 1
    response = send(steward, series, b"x," * 700_000)
    assert "larger than 1 MB" in text_of(response)
    assert not Upload.objects.exists()


class Endless:
    """A body of which the first part is `head` and of which no end is ever read."""

    def __init__(self, head: bytes):
        self.left, self.read_more = head, 0

    def readline(self, size=-1):
        raise AssertionError("the body is read by lines")

    def read(self, size=-1):
        part, self.left = self.left[:size], self.left[size:]
        self.read_more += len(part) < size
        assert self.read_more < 3, "the body is read on"
        return part + b"x" * (size - len(part))


def test_a_file_over_the_limit_is_refused_before_it_is_read(steward, series, settings, tmp_path):
    settings.RETURNS_IMPORT_LIMIT_MB = 1
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    head = (
        f'--edge\r\nContent-Disposition: form-data; name="series"\r\n\r\n{series.pk}\r\n'
        '--edge\r\nContent-Disposition: form-data; name="file"; filename="example.csv"\r\n'
        "Content-Type: text/csv\r\n\r\n"
    )
    response = steward.generic(
        "POST",
        reverse(ADD),
        b"x",
        content_type="multipart/form-data; boundary=edge",
        **{"CONTENT_LENGTH": str(3_000_000_000), "wsgi.input": Endless(head.encode())},
    )
    assert response.status_code == 200
    assert "larger than 1 MB" in text_of(response)
    assert "This field is required" not in text_of(response)
    assert response.context["form"]["series"].value() == str(series.pk)
    assert not Upload.objects.exists()
    assert list(tmp_path.iterdir()) == []


def test_the_limit_is_known_to_the_page_before_anything_is_sent(steward, settings):
    settings.RETURNS_IMPORT_LIMIT_MB = 1
    page = text_of(steward.get(reverse(ADD)))
    assert 'data-limit="1048576"' in page
    assert 'data-too-large="The file is larger than 1 MB.' in page
    assert "js/upload_limit.js" in page


def test_given_up_nothing_is_kept(steward, series, django_capture_on_commit_callbacks):
    data_import = sent(steward, series)
    files = kept_files()
    assert all(path.exists() for path in files)
    assert steward.get(screen(data_import, "give_up")).status_code == 200
    assert Import.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        steward.post(screen(data_import, "give_up"))
    assert not Import.objects.exists()
    assert not Upload.objects.exists()
    assert not any(path.exists() for path in files)


def test_a_file_that_something_else_uses_stays(steward, series, django_capture_on_commit_callbacks):
    first = sent(steward, series)
    send(steward, series, csv_text(FULL_HEADER, FULL_ROWS))
    assert Upload.objects.count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        steward.post(screen(first, "give_up"))
    assert Import.objects.count() == 1
    assert all(path.exists() for path in kept_files())
