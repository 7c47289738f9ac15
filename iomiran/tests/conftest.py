"""Fixtures for the tests that cross apps: the real content, files in folders of their own."""

import pytest
from django.test import Client

from iomiran.common.http.caching import kept_pages

from . import site
from .browser import (  # noqa: F401 - fixtures
    browser_type_launch_args,
    desk,
    portal,
    reader,
    signed_in,
    staff_password,
)
from .reading import Answer


@pytest.fixture(scope="module")
def pages(real_content) -> list[tuple[site.Page, str, Answer]]:
    """(page, language, answer) for every public page in every language, as anybody gets it."""
    kept_pages.clear()
    client = Client(raise_request_exception=False)  # a fault of one page is told with its address
    return [
        (page, language, Answer.of(client.get(page.url(language))))
        for page in site.public_pages()
        for language in site.LANGUAGES
    ]


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """A slow hash is right for a portal and wrong for a test that signs in fifty times."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
