"""What `make run` says: one line a step, with the time that it took."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Step:
    """What a step has to say beside its name."""

    def __init__(self) -> None:
        self.detail = ""
        self.lines: list[str] = []


@contextmanager
def step(name: str) -> Iterator[Step]:
    """Say that a step begins, and when it ended how long it took."""
    began = time.monotonic()
    spoken = Step()
    live = sys.stdout.isatty()
    back = "\r" if live else ""
    if live:
        print(f"  … {name}", end="", flush=True)
    try:
        yield spoken
    except BaseException:
        print(f"{back}  ✗ {name}", flush=True)
        raise
    seconds = f"{time.monotonic() - began:.1f} s"
    detail = f"  {spoken.detail}" if spoken.detail else ""
    print(f"{back}  ✓ {name:<14}{seconds:>7}{detail}", flush=True)
    for line in spoken.lines:
        print(f"      {line}", flush=True)


def say(text: str = "") -> None:
    print(text, flush=True)


def complain(text: object) -> None:
    print(text, file=sys.stderr, flush=True)
