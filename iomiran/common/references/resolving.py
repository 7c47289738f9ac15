"""A text as readers see it: every mark in it replaced by the live figure or page."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from html import escape

from django.utils import translation

from iomiran.common.editorial.moved import present_slugs
from iomiran.common.languages.bidi import isolate
from iomiran.common.languages.chain import direction
from iomiran.common.richtext import clean_html

from .markup import Mark, in_html, in_words, marks_in
from .targets import Shown, Target, target_of

# What was loaded for the page that is being made; None where nothing is kept.
_loaded: ContextVar[dict | None] = ContextVar("loaded_references", default=None)


@contextmanager
def one_reading():
    """Inside, each kind is loaded once for each language: for one page, never for longer."""
    token = _loaded.set({})
    try:
        yield
    finally:
        _loaded.reset(token)


def _once(key, load):
    kept = _loaded.get()
    if kept is None:
        return load()
    if key not in kept:
        kept[key] = load()
    return kept[key]


def found(mark: Mark, language: str) -> Shown | None:
    """The live figure or page, also under an address that it had before; None where not live."""
    target = target_of(mark.kind)
    if target is None:
        return None
    # Addresses are those of the page, words those of the text.
    key = (mark.kind, language, translation.get_language())
    live = _once(key, lambda: target.load(language))
    if mark.slug in live:
        return live[mark.slug]
    now = _once((mark.kind, "moved"), lambda: present_slugs(target.document))
    return live.get(now.get(mark.slug))


def resolved(html: str, language: str) -> str:
    """Prose as readers see it, in the language of the text. Cleaned on the way."""

    def shown(mark: Mark, linked: bool) -> str:
        target, one = target_of(mark.kind), found(mark, language)
        if one is None:
            return f'<span class="reference-gone">{escape(gone(mark, language))}</span>'
        words = _words(mark, target, one)
        if linked:
            return escape(words)
        if target.is_figure:
            return f'<a class="figure-reference" href="#figure-{one.slug}">{escape(words)}</a>'
        own = "" if mark.rest or one.language == language else one.language
        told = f' lang="{own}" dir="{direction(own)}"' if own else ""
        return f'<a href="{escape(one.url)}"{told}>{escape(words)}</a>'

    return in_html(clean_html(html), shown)


def resolved_words(text: str, language: str) -> str:
    """Plain text as readers see it."""

    def shown(mark: Mark) -> str:
        target, one = target_of(mark.kind), found(mark, language)
        if one is None:
            return gone(mark, language)
        words = _words(mark, target, one)
        return words if mark.rest or one.language == language else isolate(words)

    return in_words(text, shown)


def _words(mark: Mark, target: Target, one: Shown) -> str:
    if target.is_figure:
        return one.forms.get(mark.rest, one.text)
    return mark.rest or one.text


def gone(mark: Mark, language: str) -> str:
    """What stands in the place of what is not live: never an old number."""
    target = target_of(mark.kind)
    if target is None:
        return mark.rest
    if mark.rest and not target.is_figure:
        return mark.rest
    with translation.override(language):
        return str(target.gone)


def figures_in(texts: Iterator[str], language: str) -> list[Shown]:
    """The live figures that the texts refer to, in the order in which readers meet them."""
    figures = {}
    for text in texts:
        for mark in marks_in(text) if "{" in text else ():
            target = target_of(mark.kind)
            if target and target.is_figure and (one := found(mark, language)):
                figures.setdefault(one.slug, one)
    return list(figures.values())
