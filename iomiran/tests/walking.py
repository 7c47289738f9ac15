"""A portal of its own on the real content, with staff: for walks that change what is public."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.db import transaction

from iomiran.accounts.groups import AUTHORS, DATA_STEWARDS, MANAGING_EDITORS, REVIEWERS
from iomiran.testing_content import beside, filled_copy

from .browser import readers_of, serving, use_database_beside_playwright

PASSWORD = "a long example password"
STAFF = {
    "author": (AUTHORS,),
    "colleague": (AUTHORS,),
    "reviewer": (REVIEWERS,),
    # Only who may publish data too gives a time to a bundle with a release in it.
    "editor": (MANAGING_EDITORS, DATA_STEWARDS),
    "steward": (DATA_STEWARDS,),
}
SERIES = "test-series"


def _make_staff():
    from django.contrib.auth.models import Group

    from iomiran.accounts.models import User

    for name, groups in STAFF.items():
        user = User.objects.create_user(f"{name}@example.org", PASSWORD, is_staff=True)
        user.groups.set(Group.objects.filter(name__in=groups))


def _make_releases():
    """A series whose release of 100 persons is live, while one of 200 waits for approval."""
    from iomiran.accounts.models import User
    from returns.actions import submit_release
    from returns.tests.examples import imported_rows
    from returns.tests.factories import make_series, publish, row

    steward = User.objects.get(email="steward@example.org")
    series = make_series(slug=SERIES).document
    for value in (100, 200):
        data_import = imported_rows([row(value=value)], series=series)
        release = submit_release(data_import=data_import, by=steward)
        if value == 100:
            publish(release)


@pytest.fixture(scope="module")
def portal_to_change(
    django_db_setup, django_db_blocker, django_db_keepdb, static_files, portal_folders, browser
):
    """`address`, `opened` (see `readers_of`), and `with database():` for what the worker does."""

    @contextmanager
    def database():
        with django_db_blocker.unblock(), beside(name):
            yield

    use_database_beside_playwright()
    with filled_copy("walk", django_db_blocker.unblock) as name:
        with database(), transaction.atomic():
            _make_staff()
            _make_releases()
        with serving(name, portal_folders) as address:
            opened = readers_of(address, browser)
            yield SimpleNamespace(address=address, opened=opened, database=database)


@contextmanager
def at_desk(portal, name: str):
    """The window of a member of staff, who signs in as everybody does."""
    with portal.opened() as visitor:
        page = visitor.visit("/admin/")
        page.locator("#id_username").fill(f"{name}@example.org")
        page.locator("#id_password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.get_by_role("heading", name="Waits for you").wait_for()
        yield visitor


def seen_by_public(portal, addresses: dict[str, str]) -> dict[str, tuple[int, str]]:
    """Name → (status, text), as an anonymous reader with an empty cache gets each address.

    Files come as they are, pages as their HTML after the browser has drawn them.
    """
    found = {}
    with portal.opened() as visitor:
        visitor.meant |= {410}
        for name, address in addresses.items():
            if address.endswith("/"):
                answer = visitor.page.goto(f"{portal.address}{address}", wait_until="load")
            else:
                answer = visitor.page.request.get(f"{portal.address}{address}")
            found[name] = answer.status, answer.text()
        assert visitor.complaints == []
    return found
