"""An empty database is migrated in a quick way, and gets what Django's own way gives it."""

from contextlib import contextmanager

import pytest
from django.db import connection, models, transaction
from django.db.migrations import operations
from django.db.migrations.executor import MigrationExecutor

from iomiran.common.migrating import NarrowExecutor, NarrowState, is_of_one_table
from iomiran.testing_databases import using

APP = "common"  # with what it stands on: every sort of operation, in a quarter of the migrations

CATALOGUE = {
    "columns": """SELECT table_name, ordinal_position, column_name, udt_name, is_nullable,
        character_maximum_length, column_default, is_identity FROM information_schema.columns
        WHERE table_schema = 'public'""",
    "constraints": """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid),
        condeferred FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": """SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), tgenabled
        FROM pg_trigger WHERE NOT tgisinternal""",
    "functions": """SELECT oid::regprocedure::text, prosrc FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace""",
    "migrations": "SELECT app, name FROM django_migrations",
}


@contextmanager
def empty_database(name: str):
    quoted = connection.ops.quote_name(f"{connection.settings_dict['NAME']}_{name}")
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted}")
        cursor.execute(f"CREATE DATABASE {quoted} TEMPLATE template0")
        try:
            with using(quoted.strip('"')):
                yield
        finally:
            cursor.execute(f"DROP DATABASE {quoted} WITH (FORCE)")


def catalogue_after(executor_class) -> dict[str, list]:
    """What stands in a database that this executor migrated as far as APP goes."""
    with empty_database("migrated"):
        executor = executor_class(connection)
        targets = [key for key in executor.loader.graph.leaf_nodes() if key[0] == APP]
        state = executor.migrate(targets)
        assert isinstance(state, NarrowState) == (executor_class is NarrowExecutor)
        with connection.cursor() as cursor:
            found = {}
            for part, query in CATALOGUE.items():
                cursor.execute(query)
                found[part] = sorted(cursor.fetchall(), key=repr)
            return found


def test_the_quick_way_leads_to_the_same_database(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        quick, thorough = (catalogue_after(e) for e in (NarrowExecutor, MigrationExecutor))
    for part in CATALOGUE:
        assert quick[part] == thorough[part]
        assert quick[part] or part == "triggers"


@pytest.mark.django_db
def test_what_is_migrated_already_goes_on_in_the_thorough_way():
    executor = NarrowExecutor(connection)
    with transaction.atomic():
        executor.loader.applied_migrations.popitem()
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        state = executor._create_project_state(with_applied_migrations=True)
        reached = executor._migrate_all_forwards(state, [], plan, fake=False, fake_initial=False)
    assert not isinstance(reached, NarrowState)


def test_what_touches_more_than_one_table_is_not_taken_for_simple():
    assert is_of_one_table(operations.AlterField("page", "title", models.TextField()))
    assert not is_of_one_table(operations.AlterField("page", "slug", models.TextField(unique=True)))
    assert not is_of_one_table(operations.RenameModel("page", "leaf"))
    assert not is_of_one_table(operations.RemoveField("page", "slug"))
    assert not is_of_one_table(operations.RunPython(operations.RunPython.noop))
