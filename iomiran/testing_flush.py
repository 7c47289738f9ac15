"""Pytest plugin, named by pyproject.toml: an empty database again after a test that commits.

Django truncates every table for that and makes all permissions and groups anew: seconds, when a
test has written to a dozen of some hundred and fifty tables.
"""

import pytest
from django.db import connection, transaction

# Every table but that of the migrations, which no flush touches.
TABLES = """
SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
AND relname <> 'django_migrations' ORDER BY relname
"""


def emptied(before: dict[str, str]) -> bool:
    """Delete what was added to the tables that were empty.

    False, and nothing is done, where other tables are not as they were: `contents()` before.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        filled = _filled(cursor)
        if _hashes(cursor, [name for name in filled if name in before]) != before:
            return False
        added = [_quoted(name) for name in filled if name not in before]
        for name in added:  # some tables refuse to lose rows, as they should
            cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
        for name in added:
            cursor.execute(f"DELETE FROM {name}")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in added:
            cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")
    return True


def contents() -> dict[str, str]:
    """Table that has rows → a hash of them all."""
    with connection.cursor() as cursor:
        return _hashes(cursor, _filled(cursor))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _filled(cursor) -> list[str]:
    """The tables that have a row."""
    cursor.execute(TABLES)
    tables = [name for (name,) in cursor.fetchall()]
    asked = (f"SELECT '{name}' WHERE EXISTS (SELECT FROM {_quoted(name)})" for name in tables)
    cursor.execute(" UNION ALL ".join(asked))
    return sorted(name for (name,) in cursor.fetchall())


def _hashes(cursor, tables: list[str]) -> dict[str, str]:
    found = {}
    for name in tables:
        rows = f"SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM {_quoted(name)} AS t"
        cursor.execute(rows)
        (found[name],) = cursor.fetchone()
    return found


@pytest.fixture(autouse=True, scope="session")
def only_what_was_added_is_deleted():
    from django.test import TransactionTestCase

    before: dict[str, dict[str, str]] = {}  # database → its contents before the first such test
    setup = TransactionTestCase._fixture_setup.__func__
    teardown = TransactionTestCase._fixture_teardown

    def remember(cls):
        name = connection.settings_dict["NAME"]
        if name not in before:
            before[name] = contents()
        setup(cls)

    def empty(case):
        name = connection.settings_dict["NAME"]
        if case.available_apps is not None or not emptied(before[name]):
            teardown(case)
            del before[name]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_setup", classmethod(remember))
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield
