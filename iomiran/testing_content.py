"""Pytest plugin, named by iomiran.testing: the real content, in a database of its own."""

import io
import shutil
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.management import call_command, get_commands
from django.test import override_settings
from django.utils import timezone

from iomiran.common.languages.catalogues import compile_all
from iomiran.serve.preparation import APPS
from iomiran.testing_databases import (
    Template,
    copy_database,
    mark_of,
    migrated,
    server_version,
    template,
    using,
)

CONTENT = "content"  # suffix of the database that holds the real content
BESIDE = ("templates", "static", "locale")  # what infosheets are made of, beside the code
UPLOADS = "uploads"


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


def content():
    """The template of a migrated database with the real content, and its uploads."""
    from iomiran.common.content.loading import load_all

    # What is loaded is dated, and what is drawn from it speaks of today.
    today = timezone.localdate().isoformat()
    mark = mark_of(("*",), (*APPS, *BESIDE), server_version(), today)
    wanted = Template(CONTENT, mark)

    def make(name: str) -> None:
        with migrated() as schema:
            copy_database(schema.name, name)
        uploads = wanted.folder / UPLOADS
        uploads.mkdir()
        with using(name), override_settings(UPLOADS_ROOT=uploads, MEDIA_ROOT=uploads):
            load_all()
            if "make_infosheets" in get_commands():
                call_command("make_infosheets", stdout=io.StringIO())

    return template(wanted, make)


@contextmanager
def filled_copy(suffix: str, unblock):
    """Name of a database of this worker with the real content in it; it goes afterwards."""
    from django.db import connection

    with unblock():
        empty = connection.settings_dict["NAME"]
        assert empty.startswith("test_"), "the content must never reach a real database"
        name = connection.creation.get_test_db_clone_settings(suffix)["NAME"]
        with content() as filled:
            copy_database(filled.name, name)
            shutil.copytree(filled.folder / UPLOADS, settings.UPLOADS_ROOT, dirs_exist_ok=True)
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
