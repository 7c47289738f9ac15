"""The picture of a card, at an address that names what it shows."""

import hashlib
import json
import logging

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from iomiran.common.files.made import MadeFiles, Wanted
from iomiran.common.http.allowances import Allowances, TooOftenError
from iomiran.common.http.generation import build_mark
from iomiran.common.http.turns import BusyError
from iomiran.common.typeset import TypesetError

from .card import card_path
from .drawing import card_data, draw_card
from .finding import find_card

logger = logging.getLogger(__name__)

# A card has about 60 kB.
cards = MadeFiles("cards", most=64 * 1024 * 1024, at_once=1, a_minute=60)
# What a view shows is worked out before it is known whether its card is kept.
questions = Allowances(120)
SECONDS = 5


@require_safe
def card_picture(request, kind: str, slug: str, mark: str) -> HttpResponse:
    """404 where nothing public is there; what was replaced leads to what is there now."""
    try:
        return _answered(request, kind, slug, mark)
    except BusyError:
        return _refused(503, SECONDS)
    except TooOftenError as refusal:
        return _refused(429, refusal.seconds)
    except TypesetError:
        logger.exception("%s cannot be drawn", request.get_full_path())
        return _refused(500)


def _answered(request, kind: str, slug: str, mark: str) -> HttpResponse:
    query = request.META["QUERY_STRING"]
    if query:
        questions.take(request)
    card = find_card(kind, slug, mark, query)
    if card is None:
        raise Http404
    if (card.mark, card.language) != (mark, request.LANGUAGE_CODE):
        return HttpResponseRedirect(card_path(kind, slug, card.mark, card.language, query))
    data = card_data(card)
    said = json.dumps([build_mark(), data], ensure_ascii=False, sort_keys=True)
    wanted = Wanted(
        mark=hashlib.sha256(said.encode()).hexdigest()[:32],
        name=f"{slug}-{card.language}.png",
        media_type="image/png",
        language=card.language,
    )
    return cards.answer(request, wanted, lambda: (draw_card(data), True))


def _refused(status: int, seconds: int = 0) -> HttpResponse:
    """Whoever asks for a picture reads no page."""
    response = HttpResponse(status=status, content_type="text/plain; charset=utf-8")
    if seconds:
        response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response
