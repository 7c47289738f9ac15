"""House-keeping: what is due, broken, stale or overdue is found, and nothing else."""

import http.server
import threading
from datetime import date, timedelta

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from iomiran.common.editorial.actions import withdraw_edition
from iomiran.common.editorial.approving import publish_edition
from iomiran.common.editorial.boards.housekeeping import Desk, house_keeping
from iomiran.common.editorial.boards.review_dates import months_after, review_date
from iomiran.common.links.asking import ask
from iomiran.common.links.finding import links_of
from iomiran.common.links.models import CheckedLink
from iomiran.common.links.resolving import Addresses, register_redirects
from news.models import NewsItemEdition
from news.tests.factories import make_news_item
from pages.housekeeping import confirmed_until
from pages.models import Post, PostEdition
from programmes.models import ProgrammeEdition
from programmes.tests.factories import make_programme
from returns.models import PlannedRelease, Release
from returns.tests.factories import make_release, make_series, publish

from .factories import make_author, make_data_steward, make_user, next_slug, publish_example
from .test_files import make_picture
from .test_parity import signed_in

pytestmark = pytest.mark.django_db

PAGE = "admin:housekeeping"


def found(name: str, user=None) -> list[tuple[str, str]]:
    """(title, what is said) of each finding of one check."""
    desk = Desk(user or make_user(superuser=True), admin.site._registry)
    check = next(one for one in house_keeping(desk) if one.check.name == name)
    return [(str(finding.title), str(finding.says)) for finding in check.findings]


def published_on(edition, day: date) -> None:
    at = timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 12))
    type(edition).objects.filter(pk=edition.pk).update(published_at=at)
    edition.refresh_from_db()


# --- Review ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 1, 15), 6, date(2025, 7, 15)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2025, 12, 1), 12, date(2026, 12, 1)),
        (date(2025, 3, 31), 1, date(2025, 4, 30)),
    ],
)
def test_months_end_on_a_day_that_is_there(day, months, expected):
    assert months_after(day, months) == expected


def test_a_programme_is_due_after_a_year_and_news_never():
    today = timezone.localdate()
    old, new, news = make_programme(title_en="Old"), make_programme(), make_news_item()
    published_on(old, today - timedelta(days=366))
    published_on(new, today - timedelta(days=300))
    published_on(news, today - timedelta(days=3000))
    assert [title for title, _says in found("review")] == ["Old"]
    assert review_date(news) is None


def test_the_day_that_staff_set_goes_before_the_months_of_the_kind():
    edition = make_news_item()
    edition.review_due = date(2025, 1, 1)
    assert review_date(edition) == date(2025, 1, 1)


# --- Links of the portal ----------------------------------------------------------------


def linking(*urls, **fields) -> NewsItemEdition:
    body = "".join(f'<p><a href="{url}">Example</a></p>' for url in urls)
    return make_news_item(body_en=body, body_fa=f"{body}<p>متن</p>", **fields)


def test_every_link_of_prose_rows_and_sources_is_found_once():
    edition = linking("/en/about/", "https://example.org/a?b=1&amp;c=2", "mailto:a@example.org")
    edition.source_url = "https://example.org/source"
    assert [link.url for link in links_of(edition)] == [
        "https://example.org/source",
        "/en/about/",
        "https://example.org/a?b=1&c=2",
    ]


def test_a_link_to_the_portal_by_its_full_address_is_one_of_its_own(settings):
    settings.SITE_URL = "https://portal.example.org"
    edition = linking("https://portal.example.org/en/about/#team", "https://example.org/en/about/")
    assert [link.path for link in links_of(edition)] == ["/en/about/", ""]


@pytest.mark.parametrize(
    ("path", "broken"),
    [
        ("/en/about/", False),
        ("/fa/news/", False),
        ("/about/", False),  # redirected to a language
        ("/en/about", False),  # redirected to the slash
        ("/", False),
        ("/en/news/is-there/", False),
        ("/fa/news/is-there/", False),
        ("/en/news/is-draft/", True),
        ("/en/news/was-withdrawn/", True),
        ("/en/news/never-was/", True),
        ("/en/programmes/is-there/", True),
        ("/en/no-such-part/", True),
        ("/xx/news/is-there/", True),
        ("/files/" + "0" * 64 + "/x.pdf", True),
        ("/en/returns/series/no-such/releases/", True),
        ("/en/news/%D8%A7/", True),
    ],
)
def test_an_address_leads_somewhere_or_nowhere(path, broken):
    live = make_news_item(slug="is-there")
    make_news_item(slug="is-draft", live=False)
    withdraw_edition(edition=make_news_item(slug="was-withdrawn"), by=None, reason="Example.")
    assert Addresses([live]).leads_nowhere(path) == broken


def test_a_redirect_leads_somewhere(monkeypatch):
    monkeypatch.setattr("iomiran.common.links.resolving._redirects", [])
    assert Addresses([]).leads_nowhere("/en/news/moved/")
    register_redirects(lambda: lambda path: path == "/en/news/moved/")
    assert not Addresses([]).leads_nowhere("/en/news/moved/")


def test_a_removed_page_leads_on_where_another_replaces_it():
    for slug, replaced_by in (("replaced", "/news/other"), ("gone", "")):
        NewsItemEdition.objects.filter(pk=make_news_item(slug=slug).pk).update(
            state="removed",
            removed_to=replaced_by,
            withdrawn_at=timezone.now(),
            withdrawal_reason="Example.",
        )
    addresses = Addresses([])
    assert not addresses.leads_nowhere("/fa/news/replaced/")
    assert addresses.leads_nowhere("/fa/news/gone/")


def test_broken_links_are_listed_with_the_page_that_has_them():
    linking("/en/about/", "/en/news/never-was/", title_en="With a broken link")
    assert found("links") == [("With a broken link", "\u2068/en/news/never-was/\u2069")]


# --- Links elsewhere ----------------------------------------------------------------------


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """/200, /404 … answer with that status; /no-head knows GET alone; /to/x redirects to x."""

    asked: list[str] = []

    def do_GET(self):
        self.asked.append(f"{self.command} {self.path}")
        first, _slash, rest = self.path[1:].partition("/")
        if first == "to":
            self.send_response(302)
            self.send_header("Location", f"/{rest}")
        elif first == "no-head":
            self.send_response(200 if self.command == "GET" else 405)
        elif first == "silent":
            self.server.shutdown_wait.wait(5)
            return
        else:
            self.send_response(int(first))
        self.end_headers()

    do_HEAD = do_GET

    def log_message(self, *args):
        """Nothing on the screen."""


@pytest.fixture
def elsewhere():
    """Address of a server on this machine that answers as it is asked."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    server.shutdown_wait = threading.Event()
    Elsewhere.asked.clear()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown_wait.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/200", 200),
        ("/404", 404),
        ("/410", 410),
        ("/500", 500),
        ("/403", 403),
        ("/no-head", 200),
        ("/to/200", 200),
        ("/to/to/404", 404),
    ],
)
def test_an_address_is_asked_and_its_answer_kept(elsewhere, path, status):
    assert ask(elsewhere + path, inside=True) == (status, "")


def test_what_does_not_answer_says_why(elsewhere):
    assert ask(f"{elsewhere}/silent", patience=0.2, inside=True) == (None, "no answer in time")
    status, problem = ask("http://127.0.0.1:9/", patience=0.5, inside=True)
    assert status is None
    assert problem


def test_machines_in_here_are_not_asked_on_behalf_of_a_text(elsewhere):
    assert ask(f"{elsewhere}/200") == (None, "leads to a machine that is not public")
    assert Elsewhere.asked == []


def test_the_command_asks_each_address_once_and_the_page_lists_what_is_broken(elsewhere, capsys):
    linking(f"{elsewhere}/200", f"{elsewhere}/404", title_en="With links elsewhere", source_url="")
    linking(f"{elsewhere}/404", title_en="A second", source_url="")
    make_news_item(live=False, body_en=f'<p><a href="{elsewhere}/500">draft</a></p>')
    CheckedLink.objects.create(
        url="https://example.org/gone", status=200, checked_at=timezone.now()
    )
    call_command("check_links", "--pause", "0", "--inside")
    assert sorted(Elsewhere.asked) == ["GET /404", "HEAD /200", "HEAD /404"]
    assert "2 links asked, 1 of them broken." in capsys.readouterr().out
    assert {link.status for link in CheckedLink.objects.all()} == {200, 404}
    assert {title for title, _says in found("external-links")} == {
        "With links elsewhere",
        "A second",
    }
    Elsewhere.asked.clear()
    call_command("check_links", "--pause", "0", "--inside")
    assert Elsewhere.asked == [], "what was asked of late is not asked again"


def test_it_is_kept_since_when_an_address_fails_until_it_answers_again(elsewhere):
    linking(f"{elsewhere}/404", source_url="")

    def checked() -> CheckedLink:
        call_command("check_links", "--pause", "0", "--inside", "--older-than", "0")
        return CheckedLink.objects.get()

    first = checked()
    assert first.failing_since
    assert checked().failing_since == first.failing_since
    CheckedLink.objects.update(url=f"{elsewhere}/200")
    NewsItemEdition.objects.update(body_en=f'<a href="{elsewhere}/200">x</a>', body_fa="x")
    assert checked().failing_since is None


@pytest.mark.parametrize(
    ("status", "broken"), [(200, False), (403, False), (429, False), (404, True), (503, True)]
)
def test_a_refusal_to_machines_is_no_broken_link(status, broken):
    assert CheckedLink(status=status).is_broken == broken


def test_an_answer_or_a_problem_is_on_record():
    with pytest.raises(IntegrityError, match="checkedlink_answer_or_problem"), transaction.atomic():
        CheckedLink.objects.create(url="https://example.org/", checked_at=timezone.now())


# --- The rest -----------------------------------------------------------------------------


def test_pictures_of_public_pages_without_a_description_are_listed():
    make_picture()
    assert found("alternative-text") == []
    make_news_item(picture=make_picture(alternative_ps="بېلګه"))
    assert found("alternative-text") == [
        ("a photo.jpg", "No alternative text in: \u2068دری\u2069.")
    ]


def make_post(**fields) -> PostEdition:
    values = {"name_en": "Example Person", "title_en": "Example post", "level": "A"}
    document = Post.objects.create(slug=next_slug("post"))
    return publish_example(PostEdition.objects.create(document=document, **values | fields))


def test_leadership_that_nobody_confirmed_of_late_is_listed():
    today = timezone.localdate()
    make_post(name_en="Fresh", source_date=str(today - timedelta(days=30)))
    make_post(name_en="Confirmed", source_date="2020", confirmed_on=today)
    make_post(name_en="Former", source_date="2001", until="2003")
    make_post(name_en="Stale", source_date="2020-05")
    make_post(name_en="Undated")
    assert dict(found("leadership")) == {
        "Stale": "Last confirmed on 31 May 2020.",
        "Undated": "Never confirmed by a dated source.",
    }


def test_a_source_confirms_to_the_end_of_what_it_dates():
    assert confirmed_until(PostEdition(source_date="2020")) == date(2020, 12, 31)
    assert confirmed_until(PostEdition(source_date="")) is None


def test_late_series_and_plans_that_have_passed_are_listed():
    late, current, closed = (
        make_series(title_en=title, ended=title == "Closed")
        for title in ("Late", "Current", "Closed")
    )
    today = timezone.localdate()
    for series, last in ((late, date(2021, 1, 9)), (current, today), (closed, date(2021, 1, 9))):
        release = publish(make_release(series.document))
        Release.objects.filter(pk=release.pk).update(profile={"last": last.isoformat()})
    for expected in ("2021", "2099"):
        PlannedRelease.objects.create(
            series=current.document,
            title_en="Example",
            expected=expected,
            changed_at=timezone.now(),
        )
    assert found("series") == [
        ("Late", "Late: Counts end on 9 January 2021."),
        ("Current", "A release was expected: 2021."),
    ]


def test_translations_behind_and_unread_texts_are_listed():
    edition = make_programme(live=False, title_en="Changed")
    edition.summary_en = "Another."
    edition.save()
    ProgrammeEdition.objects.filter(pk=edition.pk).update(
        state="published", published_at=timezone.now(), unapproved_reason="example"
    )
    assert found("translations") == [("Changed", "Older than the English text: \u2068فارسی\u2069.")]
    assert ("Programmes", "1 text in \u2068English\u2069") in found("unread")


def test_what_one_person_published_in_an_emergency_waits_for_a_second():
    edition = make_programme(live=False, title_en="Urgent")
    publish_edition(
        edition=edition, by=make_user(superuser=True), without_approval="Example.", emergency=True
    )
    ((title, says),) = found("emergency")
    assert title == "Urgent"
    assert says.startswith("Published in an emergency on ")


def test_staff_find_what_they_may_see():
    make_programme(title_en="Example")
    ProgrammeEdition.objects.update(published_at=timezone.now() - timedelta(days=800))
    assert found("review", make_author()) != []
    assert found("review", make_data_steward()) == []


# --- The page -----------------------------------------------------------------------------


def test_the_page_counts_every_check_and_leads_to_the_forms():
    edition = make_programme(title_en="An old programme")
    published_on(edition, date(2020, 1, 1))
    linking("https://example.org/elsewhere", title_en="Example item")
    page = signed_in(make_author()).get(reverse(PAGE)).content.decode()
    change = reverse("admin:programmes_programmeedition_change", args=[edition.pk])
    assert f'href="{change}"' in page
    assert "Due since 1 January 2021." in page
    assert "https://example.org/elsewhere" in page
    assert "not asked yet" in page


def test_more_findings_take_no_more_questions():
    client = signed_in(make_user(superuser=True))
    client.get(reverse(PAGE))
    counts = []
    for number in range(2):
        published_on(make_programme(), date(2020, 1, 1))
        linking(f"/en/news/never-was-{number}/", "https://example.org/x", picture=make_picture())
        with CaptureQueriesContext(connection) as counted:
            client.get(reverse(PAGE))
        counts.append(len(counted))
    assert counts[0] == counts[1]
    assert counts[0] <= 60
