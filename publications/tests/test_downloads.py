"""Downloads are counted by file and day, and nothing is kept of who downloads."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import localdate

from iomiran.common.files.presenting import upload_url
from iomiran.tests.factories import make_user, publish_example
from publications.models import DownloadCount

from .factories import add_file, make_publication, pdf_bytes, replaced

pytestmark = pytest.mark.django_db
ADDRESS = "/documents/test-page/en.pdf"


@pytest.fixture
def edition():
    return make_publication(slug="test-page", file_languages=["en"])


def fetch(client, address, method="get", **headers):
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    response = getattr(client, method)(address, headers=names)
    response.getvalue()
    return response


def counted() -> int:
    return sum(DownloadCount.objects.values_list("count", flat=True))


def test_each_download_is_one_more_on_its_day(client, edition):
    for _time in range(3):
        fetch(client, ADDRESS)
    row = DownloadCount.objects.get()
    assert (row.publication, row.key, row.day) == (edition.document, "en", localdate())
    assert row.count == 3


def test_both_addresses_of_a_file_count_for_it(client, edition):
    before = upload_url(edition.files.get().upload)
    after = upload_url(replaced(edition, pdf_bytes("another")).files.get().upload)
    for address in (ADDRESS, before, after):
        fetch(client, address)
    row = DownloadCount.objects.get()
    assert (row.publication, row.key, row.count) == (edition.document, "en", 3)


def test_bytes_at_two_places_count_where_they_are_current(client, edition):
    upload = edition.files.get().upload
    replaced(edition, pdf_bytes("another"))
    other = make_publication(slug="another", live=False)
    other.files.create(upload=upload, language="fa")
    publish_example(other)
    fetch(client, upload_url(upload))
    assert DownloadCount.objects.get().publication == other.document


@pytest.mark.parametrize(
    ("headers", "count"),
    [
        ({"range": "bytes=0-"}, 1),
        ({"range": "bytes=0-99999999"}, 1),
        ({"range": "bytes=0-0"}, 0),
        ({"range": "bytes=0-9"}, 0),
        ({"range": "bytes=10-"}, 0),
        ({"range": "bytes=-5"}, 0),
        ({"range": "bytes=9999-"}, 0),
        ({"sec_purpose": "prefetch"}, 0),
        ({"sec_purpose": "prefetch;prerender"}, 0),
        ({"purpose": "prefetch"}, 0),
    ],
    ids=str,
)
@pytest.mark.parametrize("lasting", [True, False])
def test_a_beginning_counts_and_what_follows_or_goes_ahead_does_not(
    client, edition, headers, count, lasting
):
    fetch(client, ADDRESS if lasting else upload_url(edition.files.get().upload), **headers)
    assert counted() == count


def test_the_first_piece_of_a_large_file_counts(client):
    draft = make_publication(slug="test-page", live=False)
    add_file(draft, content=b"x" * 200_000)
    publish_example(draft)
    fetch(client, ADDRESS, range="bytes=0-65534")
    assert counted() == 0
    fetch(client, ADDRESS, range="bytes=0-65535")
    assert counted() == 1


@pytest.mark.parametrize("lasting", [True, False])
def test_a_look_a_known_file_and_a_colleague_do_not_count(client, edition, lasting):
    address = ADDRESS if lasting else upload_url(edition.files.get().upload)
    head = fetch(client, address, "head")
    assert fetch(client, address, if_none_match=head["ETag"]).status_code == 304
    client.force_login(make_user())
    assert fetch(client, address).status_code == 200
    assert counted() == 0


def test_what_is_not_of_the_library_does_not_count(client):
    draft = make_publication(live=False)
    file = add_file(draft)
    client.force_login(make_user())
    fetch(client, upload_url(file.upload))
    assert counted() == 0


def rows() -> dict[str, int]:
    with connection.cursor() as cursor:
        return {
            table: cursor.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            for table in connection.introspection.table_names(cursor)
        }


def test_nothing_else_is_kept(client, edition):
    """No table but that of the counts has grown, and a count knows day, file and number alone."""
    before = rows()
    told = {
        "user_agent": "a browser that can be told from others",
        "referer": "https://example.org/where-from",
        "x_forwarded_for": "192.0.2.7",
    }
    client.cookies["example"] = "a-cookie"
    response = fetch(client, ADDRESS, **told)
    assert not response.cookies
    grown = {name: count for name, count in rows().items() if count != before[name]}
    assert grown == {"publications_downloadcount": 1}
    names = {field.name for field in DownloadCount._meta.fields}
    assert names == {"id", "day", "publication", "key", "count"}


def refuse_writing(execute, sql, params, many, context):
    if "INSERT" in sql:
        raise DatabaseError("cannot execute INSERT in a read-only transaction")
    return execute(sql, params, many, context)


@pytest.mark.parametrize("lasting", [True, False])
def test_a_database_that_takes_no_writing_keeps_no_file_from_its_reader(client, edition, lasting):
    address = ADDRESS if lasting else upload_url(edition.files.get().upload)
    with connection.execute_wrapper(refuse_writing):
        response = client.get(address)
        assert response.getvalue().startswith(b"%PDF-")
    assert counted() == 0


def test_a_read_only_database_itself_is_no_hindrance(client, edition):
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        response = client.get(ADDRESS)
        assert response.getvalue().startswith(b"%PDF-")
        transaction.set_rollback(True)
