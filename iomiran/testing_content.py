"""Pytest plugin, named by iomiran.testing: the real content, in a database of its own."""

import io
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.management import call_command, get_commands
from django.test import override_settings

from iomiran.common.languages.catalogues import compile_all

CONTENT = "content"  # suffix of the database that holds the real content


@pytest.fixture(scope="session")
def static_files(portal_folders):
    """The collected files and the compiled translations, without which no page is whole.

    The files keep their hashed names; only the compression is left out, which takes seconds.
    """
    storages = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    compile_all(settings.LOCALE_PATHS[0])
    with override_settings(STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield portal_folders / "static"


@contextmanager
def filled_copy(suffix: str, unblock):
    """Name of a copy of the test database with the real content in it; it goes afterwards."""
    from django.db import connection

    from iomiran.common.content.loading import load_all

    with unblock():
        empty = connection.settings_dict["NAME"]
        assert empty.startswith("test_"), "the content must never reach a real database"
        connection.close()
        # Once a browser runs, what was opened before it is another connection, which stays.
        with connection._nodb_cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [empty]
            )
        connection.creation.clone_test_db(suffix, verbosity=0, autoclobber=True)
        name = connection.creation.get_test_db_clone_settings(suffix)["NAME"]
        with using(name):
            load_all()
            if "make_infosheets" in get_commands() and suffix == CONTENT:
                call_command("make_infosheets", stdout=io.StringIO())
    yield name
    with unblock(), using(empty):
        connection.creation.destroy_test_db(verbosity=0, suffix=suffix)


@pytest.fixture(scope="session")
def content_database(django_db_setup, django_db_blocker, django_db_keepdb, static_files):
    """Name of a copy of the test database with the real content in it, made once per worker.

    A copy, because the other tests of the same worker expect an empty database.
    """
    with filled_copy(CONTENT, django_db_blocker.unblock) as name:
        yield name


@contextmanager
def using(name: str):
    """Django's connection leads to the database of this name, and afterwards back."""
    from django.db import connection

    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@pytest.fixture(scope="module")
def real_content(content_database, django_db_blocker):
    """The tests of this module see the real content; what they change is rolled back."""
    with django_db_blocker.unblock(), using(content_database):
        yield content_database


@contextmanager
def beside(name: str):
    """As `using`, inside a test too: its own connection waits, with the transaction it holds."""
    from django.db import connections

    own = connections["default"]
    other = connections.create_connection("default")
    other.settings_dict = own.settings_dict | {"NAME": name}
    connections["default"] = other
    try:
        yield
    finally:
        other.close()
        connections["default"] = own
