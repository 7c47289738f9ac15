"""The lens belongs to one request: not to the next one, not to another thread, not to a stream."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from types import SimpleNamespace

import pytest
from django.db import DatabaseError
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.utils import timezone

from iomiran.common.editorial.lens import shown_instead
from iomiran.common.preview import middleware
from iomiran.common.preview.middleware import PreviewMiddleware
from news.models import NewsItemEdition
from programmes.models import ProgrammeEdition

PATIENCE = 30  # seconds until a thread that waits for another gives up


def preview_of(model, document, edition):
    """As `open_preview` gives it, without a database."""
    ends = timezone.now() + timedelta(minutes=5)
    shown = {model._meta.label_lower: {document: edition}}
    return SimpleNamespace(shown=shown, link=SimpleNamespace(expires_at=ends))


@pytest.fixture(autouse=True)
def links(monkeypatch):
    found = {
        "programme": preview_of(ProgrammeEdition, 1, 2),
        "news": preview_of(NewsItemEdition, 3, 4),
    }
    monkeypatch.setattr(middleware, "open_preview", found.get)


def ask(view, token="", path="/en/", **query):
    request = RequestFactory().get(path, query)
    if token:
        request.COOKIES["iomiran_preview"] = token
    return PreviewMiddleware(view)(request)


def seen() -> str:
    return f"{dict(shown_instead(ProgrammeEdition))} {dict(shown_instead(NewsItemEdition))}"


SEEN = {"programme": "{1: 2} {}", "news": "{} {3: 4}", "": "{} {}"}


def test_requests_at_the_same_time_see_each_their_own():
    for _round in range(3):
        inside = Barrier(6)

        def view(request, inside=inside):
            inside.wait(PATIENCE)
            answer = seen()
            inside.wait(PATIENCE)
            return HttpResponse(answer)

        with ThreadPoolExecutor(6) as threads:
            tokens = [*SEEN, *SEEN]
            answers = list(threads.map(lambda token, view=view: ask(view, token), tokens))
        assert [a.content.decode() for a in answers] == [SEEN[token] for token in tokens]
    assert seen() == SEEN[""]


def test_a_thread_that_a_request_starts_sees_the_public_state():
    def view(request):
        with ThreadPoolExecutor(1) as thread:
            return HttpResponse(thread.submit(seen).result())

    assert ask(view, "programme").content.decode() == SEEN[""]


def test_a_streamed_answer_is_read_without_the_lens():
    def view(request):
        return StreamingHttpResponse(seen() for _once in range(1))

    assert ask(view, "programme").getvalue().decode() == SEEN[""]


def test_a_fault_takes_the_lens_off():
    def view(request):
        raise RuntimeError("example")

    with pytest.raises(RuntimeError):
        ask(view, "programme")
    assert seen() == SEEN[""]


def test_a_link_in_the_address_counts_before_the_cookie():
    def view(request):
        return HttpResponse(seen())

    assert ask(view, "news", preview="programme").content.decode() == SEEN["programme"]


@pytest.mark.parametrize(
    "path",
    ["/", "/api/v1/series", "/admin/", "/en/news/feed.xml", "/en/embed/returns/", "/sitemap.xml"],
)
def test_other_addresses_take_no_notice(path):
    response = ask(lambda request: HttpResponse(seen()), "programme", path, preview="programme")
    assert response.content.decode() == SEEN[""]
    assert "Cache-Control" not in response
    assert not response.cookies


def test_without_the_database_the_page_is_what_everybody_gets(monkeypatch):
    def away(token):
        raise DatabaseError

    monkeypatch.setattr(middleware, "open_preview", away)
    response = ask(lambda request: HttpResponse(seen()), "programme")
    assert response.content.decode() == SEEN[""]
    assert not response.cookies


def test_under_https_the_cookie_belongs_to_this_host_alone(settings):
    settings.PREVIEW_COOKIE_NAME, settings.SESSION_COOKIE_SECURE = "__Host-preview", True
    for token in ("programme", "forged"):
        response = ask(lambda request: HttpResponse(), preview=token)
        if token == "forged":
            response = ask(lambda request: HttpResponse(), preview="leave")
        cookie = response.cookies["__Host-preview"]
        assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")


def test_a_picture_never_brings_back_a_preview_that_was_left():
    response = ask(lambda request: HttpResponse(), "programme", "/files/abc/example.webp")
    assert response["Cache-Control"] == "private, no-store"
    assert not response.cookies
