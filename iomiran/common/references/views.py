"""What the editor of prose asks: what can be referred to, and how a mark reads now."""

import re

from django.http import JsonResponse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from iomiran.common.languages.chain import known_language
from iomiran.common.search import fold

from .markup import mark_of
from .resolving import found, gone, resolved_words
from .targets import Shown, targets

_SEPARATOR = re.compile(r"(?<=\d)[,٬](?=\d)")
MOST = 20  # results at once: whoever has more types another word
MOST_MARKS = 200


@require_safe
@never_cache
def references(request):
    """`?for=figures|pages&q=…`: {"results": [{value, text, title, detail}], "more": 3}, in the
    language of the desk. `?mark=figure:x&language=fa`: {"marks": {value: {text, live}}}."""
    if asked := request.GET.getlist("mark")[:MOST_MARKS]:
        return JsonResponse({"marks": _marks(asked, known_language(request.GET.get("language")))})
    results = _results(request.GET.get("q", ""), figures=request.GET.get("for") == "figures")
    return JsonResponse({"results": results[:MOST], "more": max(0, len(results) - MOST)})


def _marks(asked: list[str], language: str) -> dict[str, dict]:
    shown = {}
    for value in asked:
        if mark := mark_of(value):
            live = found(mark, language) is not None
            text = resolved_words(str(mark), language) if live else gone(mark, language)
            shown[value] = {"text": text or str(mark), "live": live}
    return shown


def _results(question: str, *, figures: bool) -> list[dict]:
    words = fold(question).split()
    language = known_language(get_language())
    return [
        _result(kind, one)
        for kind, target in targets().items()
        if target.is_figure == figures
        for one in target.load(language).values()
        if all(word in _searched(kind, one) for word in words)
    ]


def _searched(kind: str, one: Shown) -> str:
    """Numbers are looked for with their separators and without."""
    text = fold(f"{kind} {one.slug} {one.text} {one.title} {one.detail}")
    return f"{text} {_SEPARATOR.sub('', text)}"


def _result(kind: str, one: Shown) -> dict:
    return {
        "value": f"{kind}:{one.slug}",
        "text": one.text,
        "title": one.title if one.title != one.text else "",
        "detail": one.detail,
    }
