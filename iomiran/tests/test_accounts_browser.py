"""The screens of accounts in a real browser: no barrier, nothing sideways, by keyboard."""

from contextlib import contextmanager
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from .browser import PHONE
from .test_pages import none

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.usefixtures("real_content"),
]
SIZES = ("phone, light", "desk, dark")
ENTRANCE = (
    "/admin/login/",
    "/admin/password_reset/",
    "/admin/password_reset/x/y/",
    "/admin/invitation/x/",
)
SCREENS = (
    "/admin/account/",
    "/admin/second-factor/",
    "/admin/password_change/",
    "/admin/audit/",
    "/admin/audit/?kind=nonsense&day=never",
    "/admin/accounts/invitation/",
    "/admin/accounts/invitation/add/",
    "/admin/accounts/user/",
    "/admin/accounts/user/{pk}/change/",
    "/admin/accounts/user/{pk}/reset-factor/",
)


@pytest.fixture(scope="module")
def colleagues(content_database, portal, django_db_blocker):
    """Language → (cookie, number of another account), in the database that the portal serves."""
    from django.db import connection

    from iomiran.accounts.models import User

    session_engine = import_module(settings.SESSION_ENGINE)
    found = {}
    with django_db_blocker.unblock():
        own = connection.settings_dict["NAME"]
        connection.close()
        connection.settings_dict["NAME"] = content_database
        try:
            other = User.objects.create_user("other@example.org", "x", is_staff=True)
            for language in ("en", "fa"):
                user = User.objects.create_superuser(
                    f"{language}@example.org", "x", name="Example Person", language=language
                )
                session = session_engine.SessionStore()
                session[SESSION_KEY] = str(user.pk)
                session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
                session[HASH_SESSION_KEY] = user.get_session_auth_hash()
                session.create()
                found[language] = (session.session_key, other.pk)
        finally:
            connection.close()
            connection.settings_dict["NAME"] = own
    return found


@pytest.fixture
def at_desk(colleagues, reader, portal):
    """`with at_desk("fa") as (visitor, other):` a colleague's window, and another's number."""

    @contextmanager
    def opened(language):
        key, other = colleagues[language]
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": key, "url": portal}
        with reader(PHONE) as visitor:
            visitor.page.context.add_cookies([cookie])
            yield visitor, other

    return opened


def looked_at(visitor, addresses) -> list[str]:
    faults = []
    for address in addresses:
        visitor.visit(address)
        for size in SIZES:
            visitor.show(size)
            faults += [f"{size}: {barrier}" for barrier in visitor.barriers()]
            if visitor.sideways() > 0:
                faults.append(f"{size}: {address} by {visitor.sideways()} px")
    return faults


@pytest.mark.parametrize("language", ["en", "fa"])
def test_axe_finds_no_barrier_on_the_screens_of_an_account(at_desk, language):
    with at_desk(language) as (visitor, other):
        faults = looked_at(visitor, [address.format(pk=other) for address in SCREENS])
        none(faults + visitor.complaints)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_axe_finds_no_barrier_at_the_entrance(reader, language):
    with reader(PHONE, locale=language) as visitor:
        faults = looked_at(visitor, ENTRANCE)
        assert visitor.page.evaluate("document.documentElement.lang") == language
    none(faults)


def test_the_picture_is_drawn_under_the_strict_policy(at_desk):
    with at_desk("en") as (visitor, _other):
        page = visitor.visit("/admin/second-factor/")
        assert page.evaluate("document.querySelector('.account__picture').naturalWidth") > 100
        none(visitor.complaints)


def test_the_second_factor_is_reached_and_tried_by_keyboard(at_desk):
    with at_desk("en") as (visitor, _other):
        page = visitor.visit("/admin/account/")
        page.locator(".skip-to-content-link").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')").endswith(
            "/password_change/"
        )
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/second-factor/")
        page.locator("#id_code").fill("000000")
        page.locator("#id_password").fill("not the password")
        page.keyboard.press("Enter")
        page.locator(".errorlist").first.wait_for()
        assert page.locator("#id_password").get_attribute("aria-invalid") == "true"
