"""A portal that a browser can visit: the production server on the real content.

The server is a process of its own with its own connections, as in `make run`: DEBUG off,
plain http, the files collected. Its database is its own: what staff do in the browser is kept,
and the other tests must not meet it.
"""

import io
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.core.management import call_command

from iomiran.testing import browser as installed_browser
from iomiran.testing_content import filled_copy
from iomiran.testing_databases import using

ROOT = Path(__file__).parents[2]
PATIENCE = 30  # seconds until the server answers
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
NARROWEST = {"width": 320, "height": 640}
# What WCAG asks at A and AA; best practice beside it keeps landmarks and headings in order.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STAFF = "desk@example.org"
NEW_PASSWORD = "another long example password"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def database_url(name: str) -> str:
    """DATABASE_URL of another database on the server that the tests use."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def _wait_for(address: str, child: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            assert child.poll() is None, "the server ended before it answered"
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"the server did not answer within {PATIENCE} seconds")


@pytest.fixture(scope="session")
def portal_database(django_db_setup, django_db_blocker, django_db_keepdb, static_files):
    """Name of the database of `portal`, with the real content."""
    with filled_copy("portal", django_db_blocker.unblock) as name:
        yield name


@pytest.fixture(scope="session")
def staff_password(portal_database, django_db_blocker):
    """The one-time password of STAFF, as `make admin` prints it."""
    out = io.StringIO()
    with django_db_blocker.unblock(), using(portal_database):
        call_command("make_admin", email=STAFF, stdout=out)
    return out.getvalue().split("Password:")[1].split()[0]


def use_database_beside_playwright() -> None:
    """Playwright keeps an event loop running; nothing of Django in this process is asynchronous."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@contextmanager
def serving(database: str, folders: Path):
    """Address of a portal that serves the database of this name, such as http://127.0.0.1:40001."""
    use_database_beside_playwright()
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    child = subprocess.Popen(
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
            *("--host", "127.0.0.1", "--port", str(port), "--workers", "1"),
            *("--blocking-threads", "4", "--log-level", "warning", "iomiran.wsgi:application"),
        ],
        cwd=ROOT,
        env=os.environ
        | {
            "DATABASE_URL": database_url(database),
            "DEBUG": "0",
            "HTTPS": "0",
            "OFFICIAL_SITE": "0",
            "SITE_URL": address,
            "ALLOWED_HOSTS": "127.0.0.1",
            "STATIC_ROOT": str(folders / "static"),
            "UPLOADS_ROOT": str(folders / "uploads"),
        },
        stdin=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"{address}/robots.txt", child)
        yield address
    finally:
        child.terminate()
        child.wait(timeout=20)


@pytest.fixture(scope="session")
def portal(portal_database, portal_folders, staff_password):
    """Address of a running portal that all tests share."""
    with serving(portal_database, portal_folders) as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """The installed Chromium, asked to call nobody.

    Here and not in the plugin: pytest-playwright registers after it and would win.
    """
    quiet = [
        "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ]  # fmt: skip
    if os.geteuid() == 0:
        quiet.append("--no-sandbox")  # Chromium refuses to sandbox as root
    return {**browser_type_launch_args, "executable_path": installed_browser(), "args": quiet}


class Reader:
    """One visit after another in one window; collects what the page did wrong."""

    def __init__(self, page, portal: str):
        self.page, self.portal = page, portal
        self.complaints: list[str] = []
        # Answers that browsers report as errors, and that are meant: 404 of the unknown address.
        self.meant = {404}
        page.on("request", self._asked)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))

    def _asked(self, request):
        if not request.url.startswith((self.portal, "data:", "blob:")):
            self.complaints.append(f"{self.page.url} asks {request.url}")

    def _said(self, message):
        # 400 to what the explorer refuses is meant too.
        refused = "status of 400" in message.text and "/explore/?" in self.page.url
        meant = refused or any(f"status of {status}" in message.text for status in self.meant)
        if message.type in ("error", "warning") and not meant:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def show(self, screen: str):
        """Draws the open page for another screen: "phone, dark"."""
        size, scheme = screen.split(", ")
        self.page.set_viewport_size({"phone": PHONE, "desk": DESK}[size])
        self.page.emulate_media(color_scheme=scheme)

    def visit(self, address: str):
        self.page.goto(f"{self.portal}{address}", wait_until="load")
        return self.page

    def barriers(self) -> list[str]:
        """What axe-core finds on the page that is open: rule, help, the first elements."""
        said = len(self.complaints)
        # Evaluated by the browser's own debugger, so the page's strict policy stays in force.
        if not self.page.evaluate("typeof axe === 'object'"):
            self.page.evaluate(AXE_SCRIPT)
        found = self.page.evaluate(
            "rules => axe.run({runOnly: rules, resultTypes: ['violations'], preload: false})"
            ".then(r => r.violations.map(v => [v.id, v.help, v.nodes.slice(0, 3).map("
            "n => n.target.join(' ') + ' — ' + "
            "(n.any[0] || n.all[0] || n.none[0] || {message: ''}).message)]))",
            RULES,
        )
        del self.complaints[said:]  # axe measures with inline styles, which the policy refuses
        return [f"{self.page.url} {rule}: {text} {nodes}" for rule, text, nodes in found]

    def sideways(self) -> int:
        """Pixels that the page is wider than the window."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )


def readers_of(portal: str, browser):
    """`with opened(PHONE) as visitor:` a window of its own, closed afterwards."""

    @contextmanager
    def opened(viewport=DESK, **options):
        context = browser.new_context(
            viewport=viewport, color_scheme="light", reduced_motion="reduce", **options
        )
        context.set_default_timeout(15_000)
        try:
            yield Reader(context.new_page(), portal)
        finally:
            context.close()

    return opened


@pytest.fixture(scope="session")
def reader(portal, browser):
    """`with reader(PHONE) as visitor:` a window onto the portal that all tests share."""
    return readers_of(portal, browser)


@pytest.fixture(scope="session")
def signed_in(reader, staff_password):
    """The cookies of STAFF, and the screens between the one-time password and the desk."""
    with reader() as visitor:
        page, screens = visitor.visit("/admin/login/?next=/admin/"), []
        page.locator("#id_username").fill(STAFF)
        page.locator("#id_password").fill(staff_password)
        page.locator("input[type=submit]").click()
        screens.append(page.url)
        page.locator("#id_old_password").fill(staff_password)
        page.locator("#id_new_password1").fill(NEW_PASSWORD)
        page.locator("#id_new_password2").fill(NEW_PASSWORD)
        page.locator("#content input[type=submit]").click()
        screens.append(page.url)
        return page.context.storage_state(), screens, list(visitor.complaints)


@pytest.fixture
def desk(reader, signed_in):
    """A window in which STAFF is signed in."""
    with reader(storage_state=signed_in[0]) as visitor:
        yield visitor
