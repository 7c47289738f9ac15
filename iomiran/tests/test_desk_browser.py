"""The main screens of the desk in a real browser: nothing in the way, nothing cut, no complaint.

One window for each language: signed in once, each screen opened once and drawn in both sizes.
"""

from contextlib import contextmanager
from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.urls import reverse
from django.utils.timezone import localdate

from iomiran.accounts.models import User
from iomiran.common.editorial.actions import draft_from
from iomiran.common.editorial.approving import approve_edition, submit_edition
from iomiran.common.editorial.assigning import comment_on
from iomiran.common.editorial.bundles import add_to_bundle, make_bundle
from iomiran.testing_databases import using
from programmes.models import ProgrammeEdition
from publications.models import DownloadCount, PublicationEdition

from .browser import PHONE
from .factories import make_reviewer
from .test_pages import none

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.usefixtures("real_content"),
]
SIZES = ("phone, dark", "desk, light")
ENTRANCE = (
    "/admin/login/",
    "/admin/password_reset/",
    "/admin/password_reset/x/y/",
    "/admin/invitation/x/",
)
# What needs no row that the tests make.
PLAIN = (
    "/admin/",
    "/admin/programmes/programmeedition/",
    "/admin/programmes/programmeedition/add/",
    "/admin/publications/publicationedition/",
    "/admin/publications/publicationedition/add/",
    "/admin/publications/publicationedition/add-files/",
    "/admin/publications/publicationedition/languages/",
    "/admin/publications/publicationedition/languages/?language=ps",
    "/admin/publications/publicationedition/sheets/",
    "/admin/publications/publicationedition/all-downloads/",
    "/admin/parity/",
    "/admin/parity/?show=missing&language=ps",
    "/admin/house-keeping/",
    "/admin/common/picture/",
    "/admin/common/picture/add/",
    "/admin/common/bundle/",
    "/admin/common/upload/",
    "/admin/common/auditentry/",
    "/admin/returns/import/",
    "/admin/returns/import/add/",
    "/admin/account/",
    "/admin/second-factor/",
    "/admin/password_change/",
    "/admin/audit/",
    "/admin/audit/?kind=nonsense&day=never",
    "/admin/accounts/invitation/",
    "/admin/accounts/invitation/add/",
    "/admin/accounts/user/",
)
# The screens of an edition by the state that it is in.
OF_AN_EDITION = {
    "live": ("change", "remove", "withdraw", "move"),
    "draft": ("change", "history", "compare", "preview", "emergency", "delete"),
    "review": ("change", "schedule", "return", "bundle"),
    "approved": ("change",),
}


def screen(row, name="change") -> str:
    options = row._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_{name}", args=[row.pk])


def session_of(user) -> str:
    """The key of a session in which the user is signed in."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


def made_at_the_desk(colleague) -> list[str]:
    """Addresses of an edition in each state, of a bundle, and of a colleague's account."""
    live, *others = ProgrammeEdition.objects.published().order_by("pk")[:4]
    draft, review, approved = (draft_from(edition=edition, by=colleague) for edition in others)
    comment_on(edition=draft, by=colleague, text="An example remark.")
    submit_edition(edition=review, by=colleague)
    approve_edition(edition=submit_edition(edition=approved, by=colleague), by=make_reviewer())
    publication, with_files = PublicationEdition.objects.published().order_by("pk")[:2]
    for days in (0, 3, 40):
        day = localdate() - timedelta(days=days)
        of_publication = {"publication": publication.document, "key": "en", "day": day}
        DownloadCount.objects.create(**of_publication, count=1200 + days)
    member = submit_edition(edition=draft_from(edition=publication, by=colleague), by=colleague)
    bundle = make_bundle(name="Example bundle", by=colleague)
    add_to_bundle(bundle=bundle, edition=member, by=colleague)
    editions = {"live": live, "draft": draft, "review": review, "approved": approved}
    of_editions = [
        screen(editions[state], name) for state, names in OF_AN_EDITION.items() for name in names
    ]
    of_library = [screen(publication, "downloads"), screen(draft_from(edition=with_files, by=None))]
    of_accounts = [screen(colleague, name) for name in ("change", "reset_factor")]
    of_bundle = [screen(bundle), screen(bundle, "preview")]
    return [*of_editions, *of_bundle, *of_library, *of_accounts]


@pytest.fixture(scope="module")
def work(portal_database, portal, django_db_blocker):
    """Language → session of an administrator of everything; and the addresses of what was made."""
    with django_db_blocker.unblock(), using(portal_database):
        colleague = User.objects.create_user("other@example.org", "x", is_staff=True)
        sessions = {
            language: session_of(
                User.objects.create_superuser(
                    f"{language}@example.org", "x", name="Example Person", language=language
                )
            )
            for language in ("en", "fa")
        }
        return sessions, made_at_the_desk(colleague)


@pytest.fixture
def at_desk(work, reader, portal):
    """`with at_desk("fa") as visitor:` the window of a colleague who reads Persian."""

    @contextmanager
    def opened(language):
        sessions, _addresses = work
        cookie = {
            "name": settings.SESSION_COOKIE_NAME, "value": sessions[language], "url": portal
        }  # fmt: skip
        with reader(PHONE) as visitor:
            visitor.page.context.add_cookies([cookie])
            yield visitor

    return opened


def faults_of(visitor, addresses) -> list[str]:
    """Barriers, and what is wider than the window; each page is opened once."""
    faults = []
    for address in addresses:
        visitor.visit(address)
        for size in SIZES:
            visitor.show(size)
            # At its end, where the bar that stands at the foot of the window covers nothing.
            visitor.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
            faults += [f"{size}: {barrier}" for barrier in visitor.barriers()]
            if visitor.sideways() > 0:
                faults.append(f"{size}: {address} is too wide by {visitor.sideways()} px")
    return faults


@pytest.mark.parametrize("language", ["en", "fa"])
def test_axe_finds_no_barrier_on_the_screens_of_the_desk(at_desk, work, language):
    """Nor does a screen scroll sideways, break the strict policy, or answer with a fault."""
    with at_desk(language) as visitor:
        faults = faults_of(visitor, [*PLAIN, *work[1]])
        assert visitor.page.evaluate("document.documentElement.lang") == language
        none(faults + visitor.complaints)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_axe_finds_no_barrier_at_the_entrance(reader, language):
    with reader(PHONE, locale=language) as visitor:
        faults = faults_of(visitor, ENTRANCE)
        assert visitor.page.evaluate("document.documentElement.lang") == language
    none(faults)


def test_an_edition_is_written_and_submitted_by_keyboard(at_desk, work):
    """From the parts of the form to the title, its save, and the step that follows."""
    with at_desk("en") as visitor:
        page = visitor.visit(work[1][4])  # the form of the draft
        page.locator("#id_title_en").focus()
        page.keyboard.press("End")
        page.keyboard.type(" by keyboard")
        page.keyboard.press("Enter")
        page.locator(".messagelist .success").wait_for()
        assert page.locator("#id_title_en").input_value().endswith(" by keyboard")
        page.locator(".form-parts a[href='#edition-publishing']").press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Submit for approval"
        page.keyboard.press("Enter")
        page.locator(".edition-bar--in_review").wait_for()
        none(visitor.complaints)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_whoever_was_signed_out_while_writing_meets_no_barrier(at_desk, work, language):
    with at_desk(language) as visitor:
        page = visitor.visit("/admin/programmes/programmeedition/add/")
        page.locator("#id_summary_en").fill("An example text that nobody has saved.")
        page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        page.locator(".submit-row input[name=_continue]").click()
        typed = page.locator(".typed").filter(has_text="An example text")
        typed.wait_for()
        faults = []
        for size in SIZES:
            visitor.show(size)
            faults += visitor.barriers()
        none(faults)


def test_the_picture_of_the_second_factor_is_drawn_under_the_strict_policy(at_desk):
    with at_desk("en") as visitor:
        page = visitor.visit("/admin/second-factor/")
        assert page.evaluate("document.querySelector('.account__picture').naturalWidth") > 100
        none(visitor.complaints)


def test_the_second_factor_is_reached_and_tried_by_keyboard(at_desk):
    with at_desk("en") as visitor:
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
