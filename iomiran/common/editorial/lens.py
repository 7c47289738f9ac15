"""What one request sees in place of the public state: editions that are not public yet.

Only `EditionQuerySet.published()` and `addressable()` look through the lens, and they are the
only way to the public. It belongs to the context that set it: another thread, and a streamed
answer that is read after the request, see the public state.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

# "app.model" of the edition → key of the document → key of the edition that stands for it.
Shown = Mapping[str, Mapping[int, int]]

_shown: ContextVar[Shown | None] = ContextVar("lens", default=None)


@contextmanager
def looking_through(shown: Shown) -> Iterator[None]:
    """Inside, the editions named by `shown` stand in the place of the live ones."""
    token = _shown.set(shown)
    try:
        yield
    finally:
        _shown.reset(token)


def shown_instead(model) -> Mapping[int, int]:
    """Document → edition, for this model of editions; empty where nothing is previewed."""
    return (_shown.get() or {}).get(model._meta.label_lower, {})
