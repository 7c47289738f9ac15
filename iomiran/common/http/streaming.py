"""Rows of a query as CSV, streamed by COPY out of PostgreSQL: no row becomes a Python object."""

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from django.db import connection, transaction
from django.db.models import QuerySet

MARK = "\ufeff".encode()  # spreadsheets read Persian only where a file begins with it
AT_FIRST = 16  # rows of the first block: a reader sees at once that something comes
AT_ONCE = 256  # rows of each further one, of about 64 kB
# Only for the transaction of one file. A plan that sorts would read every row before it gives
# the first; the order asked for is that of an index. Nobody holds a connection for ever.
PLAN = (
    "SET LOCAL enable_sort = off; SET LOCAL max_parallel_workers_per_gather = 0; "
    "SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL statement_timeout = '1h'"
)


def csv_lines(lines: Iterable[Sequence]) -> bytes:
    """A few lines made here, such as a header, as the database writes them."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue().encode()


def copied_csv(rows: QuerySet, *head: Sequence[str]) -> Iterator[bytes]:
    """UTF-8 with a byte order mark: the lines of `head`, then `rows` (a `values_list`).

    A short block, then blocks of about 64 kB; the head comes at once. Closing the iterator early
    cancels the query and gives the connection back. An empty text must be NULL, or it is
    written as "".
    """
    yield MARK + csv_lines(head)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PLAN)
        # COPY takes no parameters: the driver writes the values into the statement, quoted.
        statement = connection.ops.compose_sql(*rows.query.sql_with_params())
        with cursor.copy(f"COPY ({statement}) TO STDOUT (FORMAT csv)") as copy:
            yield from _blocks(copy)


def read_rows(rows: QuerySet) -> Iterator[tuple]:
    """The same rows one by one, for formats that the database does not write itself."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(PLAN)
        yield from rows.iterator(chunk_size=2000)


def _blocks(copy) -> Iterator[bytes]:
    """The database sends a message for each row; a server wants fewer and larger pieces."""
    rows, size = iter(copy), AT_FIRST
    while block := b"".join(islice(rows, size)):
        yield block
        size = AT_ONCE


def written(write: Callable[[BinaryIO], None]) -> BinaryIO:
    """A temporary file at its start with what `write` put into it; the caller closes it.

    It is closed here where `write` fails.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    try:
        write(file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file
