"""Fixtures for the tests that cross apps: the real content, files in folders of their own."""

from typing import NamedTuple

import pytest
from django.test import Client

from iomiran.common.http.caching import kept_pages
from iomiran.testing_databases import using

from . import site
from .browser import (  # noqa: F401 - fixtures
    browser_type_launch_args,
    desk,
    portal,
    portal_database,
    reader,
    signed_in,
    staff_password,
)
from .reading import Answer
from .walking import portal_to_change  # noqa: F401 - fixture


class Visit(NamedTuple):
    """What a page answers to a new reader, to one who has it (a status), and to HEAD."""

    page: site.Page
    language: str
    answer: Answer
    again: int
    head: Answer


@pytest.fixture(scope="session")
def visits(content_database, django_db_blocker) -> list[Visit]:
    """Every public page in every language, as anybody gets it: one walk for all tests of a worker.

    Only the first question makes the page: the other two are answered from what it left.
    """
    kept_pages.clear()
    client = Client(raise_request_exception=False)  # a fault of one page is told with its address

    def visit(page: site.Page, language: str) -> Visit:
        answer = Answer.of(client.get(page.url(language)))
        known = {"if-none-match": answer.headers.get("ETag", "")}
        again = client.get(answer.url, headers=known).status_code
        return Visit(page, language, answer, again, Answer.of(client.head(answer.url)))

    with django_db_blocker.unblock(), using(content_database):
        return [
            visit(page, language) for page in site.public_pages() for language in site.LANGUAGES
        ]


@pytest.fixture
def pages(visits, real_content) -> list[tuple[site.Page, str, Answer]]:
    """(page, language, answer) for every public page in every language."""
    return [visit[:3] for visit in visits]
