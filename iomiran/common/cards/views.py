"""The picture of a card, at an address that names what it shows."""

import hashlib
import json

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from iomiran.common.files.made import MadeFiles, Wanted
from iomiran.common.http.allowances import TooOftenError
from iomiran.common.http.generation import build_mark
from iomiran.common.http.turns import BusyError

from .card import card_path
from .drawing import card_data, draw_card
from .finding import find_card

# A card has about 60 kB.
cards = MadeFiles("cards", most=64 * 1024 * 1024, at_once=1, a_minute=60)
SECONDS = 5


@require_safe
def card_picture(request, kind: str, slug: str, mark: str) -> HttpResponse:
    """404 where nothing public is there; what was replaced leads to what is there now."""
    query = request.META["QUERY_STRING"]
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
    try:
        return cards.answer(request, wanted, lambda: (draw_card(data), True))
    except BusyError:
        return _later(503, SECONDS)
    except TooOftenError as refusal:
        return _later(429, refusal.seconds)


def _later(status: int, seconds: int) -> HttpResponse:
    """Whoever asks for a picture reads no page."""
    response = HttpResponse(status=status, content_type="text/plain; charset=utf-8")
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response
