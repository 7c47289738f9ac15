"""A table without its indexes and keys while millions of rows go in."""

from contextlib import contextmanager

from django.db import connection
from psycopg.sql import SQL, Identifier

CONSTRAINTS = """
    SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = %s::regclass AND contype IN ('f', 'u')
"""
INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid = %s::regclass AND indexrelid NOT IN (
        SELECT conindid FROM pg_constraint WHERE conrelid = %s::regclass AND contype IN ('p', 'u')
    )
"""


@contextmanager
def bare_table(name: str):
    """Inside, `name` has no index but that of its primary key, and no key to other tables.

    Call it in a transaction, which nobody sees before everything is as it was: what is made
    again is checked, for all rows at once. Others wait for the table meanwhile.
    """
    with connection.cursor() as cursor:
        table = Identifier(name)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(CONSTRAINTS, [name])
        constraints = cursor.fetchall()
        cursor.execute(INDEXES, [name, name])
        indexes = cursor.fetchall()
        for constraint, _definition in constraints:
            cursor.execute(
                SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(table, Identifier(constraint))
            )
        for index, _definition in indexes:
            cursor.execute(SQL("DROP INDEX {}").format(SQL(index)))
        yield
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        for _index, definition in indexes:
            cursor.execute(SQL(definition))
        for constraint, definition in constraints:
            cursor.execute(
                SQL("ALTER TABLE {} ADD CONSTRAINT {} {}").format(
                    table, Identifier(constraint), SQL(definition)
                )
            )
