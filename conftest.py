"""What every test of the portal starts from. iomiran/tests adds the real content and browsers."""

import pytest
from django.test import override_settings

from iomiran.common.http.caching import kept_pages

PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(autouse=True, scope="session")
def folders_of_the_tests(tmp_path_factory):
    """Nothing is read from or written to `var/`."""
    with override_settings(
        UPLOADS_ROOT=tmp_path_factory.mktemp("uploads"),
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
    ):
        yield


@pytest.fixture(autouse=True)
def plain_static_files(request, settings):
    """Addresses without hashes, so that a page needs no collected files.

    A test that wants the real ones asks for `static_files`.
    """
    if "static_files" not in request.fixturenames:
        settings.STORAGES = settings.STORAGES | {"staticfiles": PLAIN}


@pytest.fixture(autouse=True)
def no_kept_pages():
    """The content generation starts again in every test, so a kept page would look fresh."""
    kept_pages.clear()
