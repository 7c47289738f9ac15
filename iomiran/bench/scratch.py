"""A database of its own beside that of the portal, on the same server, gone at the end."""

import tempfile
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from django.test.utils import override_settings

from iomiran.common.http.caching import kept_pages


@contextmanager
def own_files():
    """Uploads go to a folder of their own; pages need no collected files: nothing fetches them."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = settings.STORAGES | {"staticfiles": plain}
    with (
        tempfile.TemporaryDirectory() as uploads,
        override_settings(UPLOADS_ROOT=uploads, STORAGES=storages),
    ):
        yield


@contextmanager
def scratch_database(name: str):
    """Inside, every query goes to an empty, migrated database, and uploads to a folder of its own.

    What a run that was killed left behind is made anew.
    """
    before = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"{before}_{name}"
    with own_files():
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        kept_pages.clear()
        try:
            yield
        finally:
            kept_pages.clear()
            connection.creation.destroy_test_db(before, verbosity=0)
