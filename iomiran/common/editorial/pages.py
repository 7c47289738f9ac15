"""The page of one edition, with the answers that every kind of page shares."""

from collections.abc import Callable

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from .models import Edition
from .presenting import page_context


def edition_page(
    request,
    edition: Edition | None,
    template: str,
    extra: Callable[[dict], dict] = lambda context: {},
    context_of: Callable[..., dict] = page_context,
) -> HttpResponse:
    """404 where there is no text for the reader, 410 with the reason where it was withdrawn;
    where it was removed, 410 without one or the way to another page.

    `context_of` is text_context for an edition without a body. `extra(context)` adds what only
    this kind of page has; it is asked for live pages alone.
    """
    if edition and edition.is_removed:
        return removed_page(request, edition)
    context = context_of(request, edition) if edition else {"text": None}
    if context["text"] is None:
        raise Http404
    if edition.is_withdrawn:
        return render(request, "withdrawn.html", context, status=410)
    return render(request, template, context | extra(context))


def removed_page(request, edition: Edition) -> HttpResponse:
    if edition.removed_to:
        place = edition.removed_to.strip("/")
        url = f"/{request.LANGUAGE_CODE}/{place}/" if place else f"/{request.LANGUAGE_CODE}/"
        return HttpResponsePermanentRedirect(url)
    return render(request, "removed.html", {"page_robots": "noindex"}, status=410)
