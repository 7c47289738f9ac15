"""Where the pages lead: every link answers, every page is reached, every file is whole."""

import re
from collections import Counter
from pathlib import PurePosixPath
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.test import Client

from . import site
from .reading import Answer
from .test_pages import none

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("real_content"),
    pytest.mark.long,
]

SAMPLE = 25


def boundless(address: str) -> str:
    """The kind of an address of which there are very many; empty for a page of its own."""
    path, _mark, question = address.partition("?")
    if question and not re.fullmatch(r"page=[0-9]+", question):  # a long list has an end
        return path
    ending = PurePosixPath(path).suffix
    return ending if "/returns/" in path else ""


@pytest.mark.parametrize("language", ["en", "fa"])
def test_every_internal_link_answers_and_every_page_is_reached(pages, language):
    """A walk from the home page: links, anchors, files; no page is an orphan.

    Of views with a question in their address, and of files made from the same counts, there is
    no end: some of each kind are opened, and no way leads on from them.
    """
    client = Client()
    opened = Counter()
    known = {answer.url: answer for _page, _language, answer in pages}
    home = site.Page("pages:home").url(language)
    waiting, seen, faults = [(home, "the start")], {}, []
    while waiting and len(seen) < 1500:
        address, found_on = waiting.pop()
        if address in seen:
            continue
        if kind := boundless(address):
            opened[kind] += 1
            if opened[kind] > SAMPLE:
                continue
        answer = known.get(address) or Answer.of(client.get(address))
        seen[address] = answer
        if answer.status != 200:
            faults.append(f"{address} answers {answer.status}, linked from {found_on}")
        if kind or not answer.is_page or not address.startswith(f"/{language}/"):
            continue
        for link in answer.document.links:
            target, anchor = urldefrag(urljoin(address, link))
            if anchor and target == address and anchor not in answer.document.ids:
                faults.append(f"{address} has no #{anchor}")
            if not urlsplit(target).netloc and not re.match(r"[a-z]+:", target):
                waiting.append((target, address))
    orphans = {p.url(language) for p in site.public_pages()} - set(seen)
    none(faults + [f"{address} is linked from nowhere" for address in sorted(orphans)])


def test_every_published_file_can_be_read_in_parts(pages):
    client = Client()
    files = {
        link
        for _p, _l, answer in pages
        for link in answer.document.links
        if link.startswith(("/files/", "/documents/"))
    }
    assert files
    for address in files:
        head = Answer.of(client.head(address))
        assert (head.status, head.content) == (200, b""), address
        part = Answer.of(client.get(address, headers={"range": "bytes=0-9"}))
        assert (part.status, len(part.content)) == (206, 10), address
        known = client.get(address, headers={"if-none-match": head.headers["ETag"]})
        assert known.status_code == 304, address
        assert client.post(address).status_code == 405, address
