"""Policies on every answer, the https profile, and clear words where the environment is wrong."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from . import site
from .factories import make_user
from .reading import Document

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def policy(response) -> dict[str, str]:
    parts = response["Content-Security-Policy"].split(";")
    return {
        name: rest.strip()
        for name, _, rest in (part.strip().partition(" ") for part in parts)
        if name
    }


def test_every_kind_of_page_has_the_whole_strict_policy_and_no_nonce(real_content):
    client = Client()
    others = [
        "/robots.txt",
        "/sitemap.xml",
        "/.well-known/security.txt",
        "/",
        "/nothing/",
        "/files/x/y",
    ]
    for address in (*site.kinds("en").values(), *others):
        response = client.get(address)
        assert policy(response) == POLICY, address
        for name, value in HEADERS.items():
            assert response[name] == value, f"{address} {name}"
        assert "camera=()" in response["Permissions-Policy"]


def test_the_desk_has_the_same_policy_with_a_fresh_nonce_at_most(static_files):
    client = Client()
    client.force_login(make_user(superuser=True))
    nonces = set()
    for address in ("/admin/", "/admin/login/", *["/admin/programmes/programmeedition/add/"] * 2):
        response = client.get(address)
        found = policy(response)
        script = found.pop("script-src")
        # The editor writes one fixed style: its hash may stand beside 'self'.
        found["style-src"] = re.sub(r" 'sha256-[\w+/=]+'", "", found["style-src"])
        assert found == {name: value for name, value in POLICY.items() if name != "script-src"}
        assert "unsafe" not in response["Content-Security-Policy"]
        assert script.startswith("'self'")
        nonces.add(script)
        for kind, _text in Document(response.content.decode()).inline_scripts:
            assert "nonce-" in script or kind == "application/json", address
        assert "no-store" in response["Cache-Control"] or "no-cache" in response["Cache-Control"]
    assert sum("nonce" in script for script in nonces) >= 2, (
        "the editor's import map has one, each time another"
    )


def test_staff_pages_and_files_are_never_framed_or_guessed(static_files):
    response = Client().get("/admin/login/")
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "host", ["evil.example", "portal.example@evil.example", "localhost.evil.example"]
)
def test_an_unknown_host_is_refused(host):
    assert Client().get("/en/", headers={"host": host}).status_code == 400


def test_a_page_does_not_take_its_address_from_the_request(real_content, settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert (
        b"evil.example"
        not in Client().get("/en/programmes/", headers={"host": "evil.example"}).content
    )


# --- The environment, in a process of its own ------------------------------------


def manage(*arguments, **environment) -> subprocess.CompletedProcess:
    """manage.py with these variables; None takes one away. The database is that of the tests."""
    variables = {
        "DATABASE_URL": os.environ["DATABASE_URL"],
        "SECRET_KEY": "x" * 20 + "0123456789abcdefghijABCDEFGHIJ",
    }
    changed = (
        os.environ
        | variables
        | {name: value for name, value in environment.items() if value is not None}
    )
    changed.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # set by the browser tests for themselves
    for name, value in environment.items():
        if value is None:
            # An empty value wins over the .env of this checkout, which a missing one would not.
            changed[name] = ""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=changed, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def https(*arguments, **environment):
    profile = {
        "HTTPS": "1",
        "DEBUG": "0",
        "ALLOWED_HOSTS": "portal.example",
        "SITE_URL": "https://portal.example",
    }
    return manage(*arguments, **profile | environment)


def test_the_https_profile_passes_every_check():
    done = https("check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


def test_the_https_profile_has_strict_cookies_and_the_second_factor():
    names = (
        "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT", "SECOND_FACTOR_REQUIRED", "SECURE_HSTS_SECONDS", "DEBUG",
    )  # fmt: skip
    code = f"from django.conf import settings; print(*[getattr(settings, n) for n in {names!r}])"
    done = https("shell", "--no-imports", "-c", code)
    assert done.stdout.split() == [
        "__Host-session", "__Host-csrf", "True", "True", "True", "True", "31536000", "False",
    ], done.stderr  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY is not set"),
        ({"HTTPS": "perhaps"}, "HTTPS cannot be read"),
        ({"DEBUG": "yes please"}, "DEBUG cannot be read"),
        ({"OFFICIAL_SITE": "maybe"}, "OFFICIAL_SITE cannot be read"),
        ({"SECOND_FACTOR_REQUIRED": "sometimes"}, "SECOND_FACTOR_REQUIRED"),
        ({"EMAIL_URL": "mail.example"}, "EMAIL_URL cannot be read"),
        ({"HTTPS": "1", "SITE_URL": "http://portal.example"}, "SITE_URL"),
        ({"DATABASE_URL": "sqlite:///db.sqlite3"}, "PostgreSQL"),
        ({"DATABASE_URL": "mysql://u:p@localhost/x"}, "PostgreSQL"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgres://u:p@localhost:port/x"}, "DATABASE_URL"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_wrong_variable_is_said_in_one_sentence(wrong, said):
    done = manage("check", **wrong)
    assert done.returncode != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 3


def test_a_mail_server_is_read_from_one_variable():
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_USE_TLS", "DEFAULT_FROM_EMAIL")
    code = f"from django.conf import settings; print(*[getattr(settings, n) for n in {names!r}])"
    url = "smtp+tls://example:word@mail.example:587"
    done = manage("shell", "--no-imports", "-c", code, EMAIL_URL=url, MAIL_FROM="desk@example.org")
    assert done.stdout.split() == ["mail.example", "587", "example", "True", "desk@example.org"]
    plain = manage("shell", "--no-imports", "-c", code, EMAIL_URL=None, MAIL_FROM=None)
    assert plain.stdout.split()[0] == "localhost", plain.stderr


def test_a_database_that_is_away_is_said_without_a_traceback():
    done = manage("migrate", "--check", DATABASE_URL="postgres://u:p@127.0.0.1:9/nothing")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_no_message_repeats_a_secret():
    done = manage("check", DATABASE_URL="mysql://u:very-secret-word@localhost/x")
    assert "very-secret-word" not in done.stderr + done.stdout
