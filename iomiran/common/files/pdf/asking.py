"""Has a PDF read by a process of its own: a file that stops or ends it stops nothing else."""

import base64
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from .contents import Cover, cover, opened, page_texts
from .faults import Fault

# One at a time in each process of the server: together they stay within the machine's memory.
_one = threading.Lock()
IN_REQUEST, IN_WORKER = 20, 180  # seconds
PATIENCE = 10  # seconds that a request waits for its turn
SMALL_BYTES, SMALL_PAGES = 8 * 1024 * 1024, 60
EVERY_PAGE = 1_000_000
ROOT = Path(__file__).parents[4]
_until: ContextVar[float | None] = ContextVar("until", default=None)


class Occupied(Exception):
    """Other files are being read, and go on for longer than a request waits."""


@dataclass
class Contents:
    """`texts` of the pages from the first on; `whole` unless the reading was cut short."""

    texts: list[str] = field(default_factory=list)
    cover: Cover | None = None
    whole: bool = False

    @property
    def has_text(self) -> bool:
        return any(any(sign.isalnum() for sign in text) for text in self.texts)


@dataclass
class Findings:
    """`contents` is None where they were not asked for or there was no time for them."""

    fault: Fault | None = None
    too_slow: bool = False
    pages: int = 0
    restricted: bool = False
    title: str = ""
    contents: Contents | None = None


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What is looked at in here takes no longer than this together."""
    token = _until.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _until.reset(token)


def look_at(content: bytes) -> Findings:
    """What is wrong with a file that was just sent; what it holds too, where that is quick.

    Raises Occupied. Of several files the last are left to the worker, or too slow.
    """
    until = _until.get()
    left = IN_REQUEST + 1 if until is None else until - time.monotonic()
    if left <= 0:
        return Findings(too_slow=True)
    is_quick = len(content) <= SMALL_BYTES and left > IN_REQUEST
    if not _one.acquire(timeout=min(PATIENCE, left)):
        raise Occupied
    try:
        findings = _asked(
            content, seconds=min(IN_REQUEST, left), most_pages=SMALL_PAGES if is_quick else 0
        )
    finally:
        _one.release()
    if findings.contents and not findings.contents.whole:
        findings.contents = None  # the worker has more time
    return findings


def read_through(content: bytes) -> Findings:
    """All that a file holds, as far as there is time."""
    with _one:
        return _asked(content, seconds=IN_WORKER, most_pages=EVERY_PAGE)


def read_here(content: bytes) -> Contents:
    """All that a file holds that the portal made itself: it needs no process of its own."""
    with opened(content) as document:
        return Contents(list(page_texts(document)), cover(document), whole=True)


def _asked(content: bytes, *, seconds: float, most_pages: int) -> Findings:
    command = [sys.executable, "-m", "iomiran.common.files.pdf.child"]
    command += [str(max(1, round(seconds))), str(most_pages)]
    too_slow = False
    try:
        answer = subprocess.run(
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            timeout=seconds,
            check=False,
        ).stdout
    except subprocess.TimeoutExpired as stopped:
        answer, too_slow = stopped.stdout or b"", True
    return _understood(answer, too_slow)


def _understood(answer: bytes, too_slow: bool) -> Findings:
    findings = Findings(too_slow=too_slow)
    contents = Contents()
    # What has no line end was cut off while it was written.
    for line in answer.decode("utf-8", "replace").split("\n")[:-1]:
        match json.loads(line):
            case {"fault": fault}:
                findings.fault = Fault(fault)
            case {"pages": pages, "restricted": restricted, "title": title}:
                findings.pages, findings.restricted = pages, restricted
                findings.title = title
            case {"text": text}:
                contents.texts.append(text)
            case {"cover": cover, "width": width, "height": height}:
                contents.cover = Cover(base64.b64decode(cover), width, height)
            case {"done": True}:
                contents.whole = True
    if contents.texts or contents.whole:
        findings.contents = contents
    if not findings.pages and not findings.fault and not too_slow:
        findings.fault = Fault.DAMAGED  # the process ended over it
    return findings
