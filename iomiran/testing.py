"""Pytest plugin, loaded by pyproject.toml: the database and the browser of the tests.

It is named on the command line (`-p`), so that it stands before pytest-django
reads the settings, which want a DATABASE_URL.
"""

import os
import shutil
import signal
from pathlib import Path

import pytest

from iomiran.common.languages import catalogues
from iomiran.localdb import LocalDatabaseError, attach_if_needed, release

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests():
    """Attach before any plugin loads the settings; workers of xdist inherit the address."""
    # The tests must not depend on the secrets or the profile of this machine.
    os.environ.setdefault("SECRET_KEY", "tests-only-" + "0" * 50)
    # A test database need not survive a power cut.
    os.environ.setdefault("PGOPTIONS", "-c synchronous_commit=off")
    # Before Django reads a catalogue: it remembers for good that one was missing.
    catalogues.compile_all(Path(__file__).parent.parent / "locale")
    try:
        attach_if_needed()
    except LocalDatabaseError as error:
        raise pytest.UsageError(str(error)) from error
    return (yield)


def pytest_configure(config: pytest.Config) -> None:
    # An orderly end on SIGTERM too: the database is given back.
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    release()


def browser() -> str | None:
    """The path of an installed Chromium, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if browser():
        return
    skip = pytest.mark.skip(reason="no Chromium: apt-get install chromium")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(skip)


@pytest.fixture(autouse=True, scope="session")
def portal_folders(tmp_path_factory):
    """Uploads and collected files of the tests never mix with those of this checkout."""
    from django.test import override_settings

    root = tmp_path_factory.mktemp("portal")
    for name in ("uploads", "static"):
        (root / name).mkdir()
    with override_settings(
        STATIC_ROOT=root / "static", UPLOADS_ROOT=root / "uploads", MEDIA_ROOT=root / "uploads"
    ):
        yield root


@pytest.fixture(autouse=True, scope="session")
def nobody_holds_the_database():
    """A connection that a thread of a test left open must not keep a database from going.

    Tests that need no database make none: that takes a quarter of a minute.
    """
    from django.db.backends.base.creation import BaseDatabaseCreation

    def drop(creation, name: str, verbosity: int) -> None:
        with creation._nodb_cursor() as cursor:
            quoted = creation.connection.ops.quote_name(name)
            cursor.execute(f"DROP DATABASE {quoted} WITH (FORCE)")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseCreation, "_destroy_test_db", drop)
        yield


@pytest.fixture(autouse=True, scope="session")
def quick_passwords():
    """A password hashed with full care takes a third of a second, and tests make hundreds.

    One round in place of a million; such a hash says its own rounds, so that a server with
    the real settings reads it.
    """
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PBKDF2PasswordHasher, "iterations", 1)
        yield


@pytest.fixture(autouse=True)
def plain_static_files(request, settings):
    """Addresses without hashes, so that a page needs no collected files.

    A test that wants the real ones asks for `static_files`.
    """
    if "static_files" not in request.fixturenames:
        plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


@pytest.fixture(autouse=True)
def no_kept_pages():
    """A rolled-back test must not leave its pages to the next one."""
    from iomiran.common.http.caching import kept_pages

    kept_pages.clear()
    yield
    kept_pages.clear()
