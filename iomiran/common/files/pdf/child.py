"""Reads a PDF from its input and writes what it finds, a line of JSON each. For `asking` alone.

First {"fault"} or {"pages", "restricted", "title"}; then, where the contents are asked for,
{"text"} for each page in order, {"cover", "width", "height"} and {"done"}. The machine gives it
only so much memory and time: what it has written when it is stopped is true all the same.
"""

import base64
import contextlib
import json
import resource
import sys

MOST_MEMORY = 1536 * 1024 * 1024


def limit(seconds: int) -> None:
    """No more memory, time or files than one PDF may take, on systems that can say so."""
    limits = (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    )
    for which, most in limits:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(which, (most, most))


def say(**found) -> None:
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def read(content: bytes, most_pages: int) -> None:
    """`most_pages`: of a file with more, the contents are left for later."""
    # After the limits are set: the libraries are held to them too.
    from .contents import UnreadablePdf, cover, opened, page_texts, title_of
    from .faults import Fault, fault_of

    fault, restricted = fault_of(content)
    if fault:
        say(fault=fault)
        return
    try:
        with opened(content) as document:
            say(pages=len(document), restricted=restricted, title=title_of(document))
            if len(document) > most_pages:
                return
            for text in page_texts(document):
                say(text=text)
            if drawn := cover(document):
                encoded = base64.b64encode(drawn.content).decode()
                say(cover=encoded, width=drawn.width, height=drawn.height)
            say(done=True)
    except UnreadablePdf:
        say(fault=Fault.DAMAGED)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    limit(int(sys.argv[1]))
    read(sys.stdin.buffer.read(), int(sys.argv[2]))
