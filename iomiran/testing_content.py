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


@pytest.fixture(scope="session")
def content_database(django_db_setup, django_db_blocker, django_db_keepdb, static_files):
    """Name of a copy of the test database with the real content in it, made once per worker.

    A copy, because the other tests of the same worker expect an empty database.
    """
    from django.db import connection

    from iomiran.common.content.loading import load_all

    with django_db_blocker.unblock():
        empty = connection.settings_dict["NAME"]
        assert empty.startswith("test_"), "the content must never reach a real database"
        connection.close()
        connection.creation.clone_test_db(CONTENT, verbosity=0, autoclobber=True)
        name = connection.creation.get_test_db_clone_settings(CONTENT)["NAME"]
        with using(name):
            load_all()
            if "make_infosheets" in get_commands():
                call_command("make_infosheets", stdout=io.StringIO())
    yield name
    with django_db_blocker.unblock(), using(empty):
        connection.creation.destroy_test_db(verbosity=0, suffix=CONTENT)


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
